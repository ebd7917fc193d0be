from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..value.res_partner import SALES


class ResPartner(models.Model):
    """A client knows the segments it was found in by the last refresh."""

    _inherit = "res.partner"

    segment_ids = fields.Many2many(
        "dosmart.segment",
        "dosmart_segment_client",
        "partner_id",
        "segment_id",
        "Segments",
        readonly=True,
        copy=False,
        groups=SALES,
    )
    gap_ids = fields.One2many("dosmart.portfolio.gap", "partner_id", "Gap", groups=SALES)

    @api.model
    def _segment_domain(self):
        """Return who can be in a segment: clients, and branches that are valued as such."""
        client = Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        ours = Domain("partner_share", "=", False) | Domain("ref_company_ids", "!=", False)
        return ~ours & (client | Domain("is_separate_division", "=", True))


class Segment(models.Model):
    _inherit = "dosmart.segment"

    def _refresh_clients(self):
        """Write who meets the conditions of these segments now; what is the same stays.

        Nobody is in a segment whose condition cannot be read.
        """
        self.env.flush_all()
        for segment in self:
            # sudo: a segment holds the same clients for every user.
            found = None if segment.condition_error else segment.sudo()._condition_clients()
            self.env.cr.execute(segment._clients_statement(found))
        self.invalidate_recordset(["client_ids", "client_count"])
        self.env["res.partner"].invalidate_model(["segment_ids"], flush=False)

    def _clients_statement(self, found):
        return SQL(
            """
            WITH found AS (%(found)s),
                 gone AS (
                    DELETE FROM dosmart_segment_client
                     WHERE segment_id = %(segment)s
                       AND partner_id NOT IN (SELECT id FROM found)
                 )
            INSERT INTO dosmart_segment_client (segment_id, partner_id)
            SELECT %(segment)s, id FROM found
                ON CONFLICT DO NOTHING
            """,
            found=found.select() if found else SQL("SELECT 0 AS id WHERE FALSE"),
            segment=self.id,
        )
