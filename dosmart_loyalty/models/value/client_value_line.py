from odoo import api, fields, models

from .classes import LIFE_CYCLES
from .client_value import UncheckedMany2one


class ClientValueLine(models.Model):
    """The life cycle of a client within one product line: it may be lost in one of several."""

    _name = "dosmart.client.value.line"
    _description = "Client Value in a Product Line"
    _order = "value_id, line_id"
    _rec_name = "line_id"
    _log_access = False

    value_id = UncheckedMany2one("dosmart.client.value", required=True, readonly=True)
    line_id = UncheckedMany2one("product.category", "Product Line", required=True, readonly=True)
    partner_id = fields.Many2one(related="value_id.partner_id")
    company_id = fields.Many2one(related="value_id.company_id")
    life_cycle = fields.Selection(LIFE_CYCLES, readonly=True, required=True)
    first_purchase = fields.Date(readonly=True)
    last_purchase = fields.Date(readonly=True)

    _line_uniq = models.UniqueIndex("(value_id, line_id)")

    @api.autovacuum
    def _gc_of_deleted_clients(self):
        """Drop what is left of clients that were deleted."""
        self.env.cr.execute(
            """
            DELETE FROM dosmart_client_value_line AS line
             WHERE NOT EXISTS (SELECT FROM dosmart_client_value WHERE id = line.value_id)
            """
        )
