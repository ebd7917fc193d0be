from odoo import fields, models

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """A client shows what it is worth; a branch may be valued as a client of its own."""

    _inherit = "res.partner"

    is_separate_division = fields.Boolean(
        "Separate Division",
        groups=SALES,
        help="Valued as a client of its own, apart from the company it belongs to.",
    )
    value_ids = fields.One2many("dosmart.client.value", "partner_id", "Value", groups=SALES)

    _separate_division_idx = models.Index("(id) WHERE is_separate_division")

    def _value_client(self):
        """Return the clients that these contacts buy for: see ``clients`` of the valuation."""
        found = self.browse()
        for partner in self:
            while partner.parent_id and not (partner.is_company or partner.is_separate_division):
                partner = partner.parent_id
            found |= partner
        return found
