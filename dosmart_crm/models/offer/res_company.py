from odoo import fields, models
from odoo.fields import Domain

from .sale_order import QUOTATION_STATES


class ResCompany(models.Model):
    """How long contracts last, and how much offers may cost, unless somebody says otherwise."""

    _name = "res.company"
    _inherit = "res.company"

    contract_months = fields.Integer(
        "Months of a Contract", default=12, help="Proposed on new orders with a service contract."
    )
    has_offer_limit = fields.Boolean(
        "Approval of Expensive Offers",
        default=True,
        groups="base.group_user",
        help="A manager has to approve a quotation whose offers cost us more than a share of it.",
    )
    offer_limit_percent = fields.Float(
        "Offers without Approval (%)",
        default=15.0,
        digits=(5, 2),
        groups="base.group_user",  # the portal may read companies
        help="Cost of the applied offers / total of the quotation before discounts and taxes. "
        "0: whatever costs us anything has to be approved.",
    )

    _contract_months_plausible = models.Constraint(
        "CHECK(contract_months BETWEEN 1 AND 600)", "A contract lasts from 1 to 600 months."
    )
    _offer_limit_percent_share = models.Constraint(
        "CHECK(offer_limit_percent BETWEEN 0 AND 100)",
        "What offers may cost without approval goes from 0 to 100 % of the quotation.",
    )

    def write(self, vals):
        """Compare the open quotations with a new limit."""
        done = super().write(vals)
        if {"has_offer_limit", "offer_limit_percent"} & vals.keys():
            # sudo: the limit holds for all quotations of the company, whoever sells them.
            orders = self.env["sale.order"].sudo()
            costly = orders.search(
                Domain("company_id", "in", self.ids)
                & Domain("state", "in", QUOTATION_STATES)
                & Domain("offer_cost", ">", 0)
            )
            self.env.add_to_compute(orders._fields["offer_approval_state"], costly)
        return done


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    contract_months = fields.Integer(related="company_id.contract_months", readonly=False)
    has_offer_limit = fields.Boolean(related="company_id.has_offer_limit", readonly=False)
    offer_limit_percent = fields.Float(related="company_id.offer_limit_percent", readonly=False)
