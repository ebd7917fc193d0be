from odoo import api, fields, models
from odoo.fields import Domain

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """A client shows what it is worth; a branch may be valued as a client of its own."""

    _inherit = "res.partner"

    is_separate_division = fields.Boolean(
        "Separate Division",
        copy=False,
        groups=SALES,
        help="Valued as a client of its own, apart from the company it belongs to.",
    )
    value_ids = fields.One2many("dosmart.client.value", "partner_id", "Value", groups=SALES)

    value_board = fields.Json("Client Value", compute="_compute_value_board", groups=SALES)

    _separate_division_idx = models.Index("(id) WHERE is_separate_division")

    def unlink(self):
        """Delete what they were worth too: the database does not."""
        # sudo: whoever may delete a contact; of all companies.
        values = self.env["dosmart.client.value"].sudo()
        values.search(Domain("partner_id", "in", self.ids)).unlink()
        return super().unlink()

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_value_board(self):
        clients = {partner: partner._value_client() for partner in self}
        values = self.env["dosmart.client.value"].search(
            Domain("partner_id", "in", [client.id for client in clients.values()])
            & Domain("company_id", "=", self.env.company.id)
        )
        boards = {value.partner_id: value.explanation for value in values}
        for partner, client in clients.items():
            partner.value_board = boards.get(client, False)

    def _value_client(self):
        """Return the clients that these contacts buy for: see ``clients`` of the valuation."""
        found = self.browse()
        for partner in self:
            while partner.parent_id and not (partner.is_company or partner.is_separate_division):
                partner = partner.parent_id
            found |= partner
        return found
