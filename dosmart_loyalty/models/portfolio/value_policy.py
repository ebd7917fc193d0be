from odoo import fields, models
from odoo.fields import Domain

from .sql import count, gap


class ValuePolicy(models.Model):
    """What each client should have and has not, after every valuation (spec SG-8)."""

    _inherit = "dosmart.value.policy"

    most_parameters = fields.Integer(
        "Most Parameters of a Segment",
        default=7,
        required=True,
        help="A segment with more conditions warns: it is hard to explain and soon empty.",
    )
    prospective_lines = fields.Integer(
        "Prospective From (Target Lines)",
        default=3,
        required=True,
        help="A client with at least so many target lines is prospective.",
    )
    regular_lines = fields.Integer(
        "Regular From (Lines Owned)",
        default=1,
        required=True,
        help="A client that has at least so many of its target lines is regular.",
    )
    valuable_lines = fields.Integer(
        "Most Valuable From (Lines Owned)",
        default=3,
        required=True,
        help="The most valuable clients are A and X, and have at least so many target lines.",
    )
    gap_days = fields.Integer(
        "Next Step After (Days)",
        default=7,
        required=True,
        help="When a salesperson comes back to what the gap list proposed.",
    )

    _portfolio_plausible = models.Constraint(
        "CHECK(most_parameters BETWEEN 1 AND 99 AND prospective_lines BETWEEN 1 AND 99"
        " AND regular_lines BETWEEN 1 AND 99 AND valuable_lines BETWEEN 1 AND 99"
        " AND gap_days BETWEEN 0 AND 365)",
        "Parameters and lines are 1 to 99, and the next step comes within a year.",
    )

    def _after_run(self, run):
        """Find what clients should have and have not: of all, or what those just bought."""
        segments = self._segments()
        if segments or run.clients is None and self._has_gaps():
            self._find_gaps(run, segments)
        return super()._after_run(run)

    def _has_gaps(self):
        """Return whether there are gaps, or may be: many companies have no segments."""
        self.env.cr.execute(gap.exist(self.company_id))
        return self.env.cr.fetchone()[0]

    def _find_gaps(self, run, segments):
        if run.clients is None:
            segments._refresh_clients()
            self._keep_stage("run_gap", gap.wanted(run, segments))
            self.env.cr.execute(gap.gaps(run))
        else:
            self.env.cr.execute(gap.filled(run))
        self.env.cr.execute(count.counts(run, segments))
        for model in ("dosmart.portfolio.gap", "dosmart.client.value"):
            self.env[model].invalidate_model(flush=False)

    def _segments(self):
        companies = [False, self.company_id.id]
        return self.env["dosmart.segment"].search(Domain("company_id", "in", companies))


class ResCompany(models.Model):
    _inherit = "res.company"

    def _value_policy(self):
        """Return the value policy of this company."""
        # sudo: its numbers hold for everybody.
        policies = self.env["dosmart.value.policy"].sudo()
        return policies.search(Domain("company_id", "=", self.id))
