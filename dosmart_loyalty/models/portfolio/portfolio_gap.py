from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.dosmart_crm.models.offer.client_product import PRODUCT_STATES

KINDS = [("target", "Target Line"), ("upgrade", "Upgrade")]


class PortfolioGap(models.Model):
    """What a client should have and has not: target lines, upgrades of what it bought (SG-8).

    Written by the run of the value policy only, in SQL.
    """

    _name = "dosmart.portfolio.gap"
    _description = "Gap in a Client's Portfolio"
    _order = "expected_value desc, id"
    _rec_name = "line_id"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", "Client", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="partner_id.user_id")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    line_id = fields.Many2one(
        "product.category", "Product Line", required=True, readonly=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "product.template", "Upgrade To", readonly=True, ondelete="cascade"
    )
    owned_product_id = fields.Many2one(
        "product.template", "Upgrade Of", readonly=True, ondelete="cascade"
    )
    segment_id = fields.Many2one(
        "dosmart.segment", readonly=True, ondelete="cascade", help="Whose target line it is."
    )
    expected_value = fields.Monetary(
        readonly=True,
        help="What clients of the segment who have the line spent on it in the window, on average; "
        "of an upgrade, what those who have it spent, else its list price.",
    )
    state = fields.Selection(PRODUCT_STATES, compute="_compute_state", help="Of the product line.")
    state_date = fields.Date("Since", compute="_compute_state")
    next_step_date = fields.Date("Next Step", compute="_compute_state")

    _company_value_idx = models.Index("(company_id, expected_value DESC, id)")

    def _compute_state(self):
        # Read at once: by their ids alone they are found among all that was sold.
        found = self.env["dosmart.client.product"].search_fetch(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("line_id", "in", self.line_id.ids)
            & Domain("company_id", "in", self.company_id.ids),
            ["partner_id", "line_id", "company_id", "state", "date", "next_step_date"],
        )
        known = found.grouped(lambda row: (row.partner_id, row.line_id, row.company_id))
        for gap in self:
            row = known.get((gap.partner_id, gap.line_id, gap.company_id), found.browse())
            gap.state = row.state or "not_offered"
            gap.state_date = row.date
            gap.next_step_date = row.next_step_date

    def action_open_client(self):
        """Open the client of this line."""
        return self.partner_id.get_formview_action()
