from odoo import api, fields, models

DAYS_PER_MONTH = 365.25 / 12


class ValuePolicy(models.Model):
    """Proposes P: how long the median client takes from one purchase to the next (spec SG-4)."""

    _inherit = "dosmart.value.policy"

    proposed_period_months = fields.Integer(
        "Proposed P (Months)",
        compute="_compute_proposed_period_months",
        help="The median purchase interval of your clients, in full months; at least 1.",
    )

    @api.depends("median_interval_days")
    def _compute_proposed_period_months(self):
        for policy in self:
            months = round(policy.median_interval_days / DAYS_PER_MONTH)
            policy.proposed_period_months = policy.median_interval_days and max(1, months)

    def action_use_proposed_period(self):
        """Take the proposal as the period P."""
        for policy in self.filtered("proposed_period_months"):
            policy.period_months = policy.proposed_period_months
