from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .service_audit import NOT_SCORED

TREND = 12  # so many audits fit beside the radar


class ServiceAudit(models.Model):
    """An audit beside those that were made before of the same, with the same checklist."""

    _inherit = "dosmart.service.audit"

    audit_board = fields.Json(
        "Radar", compute="_compute_audit_board", help="The marks as a radar, and their trend."
    )

    @api.depends("mark_ids.score", "checklist_id", "date", "subject")
    @api.depends("branch_id", "user_id", "team_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_audit_board(self):
        earlier = self._earlier_audits()
        for audit in self:
            audit.audit_board = audit._prepare_audit_board(earlier.filtered(audit._is_after))

    def _earlier_audits(self):
        """Return all that may be compared with any of these; one query."""
        return self.search(
            Domain("state", "=", "done")
            & Domain("checklist_id", "in", self.checklist_id._origin.ids)
            & Domain.OR(
                Domain(name, "in", self[name]._origin.ids)
                for name in ("branch_id", "user_id", "team_id")
            ),
            order="date, id",
        )

    def _is_after(self, other):
        return (
            other.checklist_id == self.checklist_id._origin
            and other.subject == self.subject
            and other._subject() == self._subject()._origin
            and (other.date, other.id) < (self.date or other.date, self._origin.id or other.id + 1)
        )

    def _prepare_audit_board(self, earlier):
        factors = self.mark_ids.factor_id
        series = [{"name": self.env._("This audit"), "marks": self._marks_of(factors)}]
        if earlier:
            before = earlier[-1]
            name = self.env._("Before, on %s", format_date(self.env, before.date))
            series.append({"name": name, "marks": before._marks_of(factors)})
        months = (self.company_id or self.env.company).service_months
        since = fields.Date.subtract(self.date or fields.Date.today(), months=months)
        recent = [*earlier.filtered(lambda one: one.date >= since), self]
        if len(recent) > 2:
            name = self.env._("Average of %s months", months)
            series.append({"name": name, "marks": self._average_marks(factors, recent)})
        trend = [*earlier[-TREND + 1 :], self]
        return {
            "factors": factors.mapped("name"),
            "series": series,
            "trend": [
                {"day": format_date(self.env, one.date), "mark": round(one.average, 2)}
                for one in trend
                if one.average
            ],
        }

    @api.model
    def _average_marks(self, factors, audits):
        """Return the average mark of each of *factors* in *audits*, of those that scored it."""
        columns = zip(*(audit._marks_of(factors) for audit in audits), strict=True)
        scored = [[mark for mark in column if mark] for column in columns]
        return [round(sum(marks) / len(marks), 2) if marks else 0 for marks in scored]

    def _marks_of(self, factors):
        """Return the mark of each of *factors*, 0 for those that were not scored."""
        scores = {mark.factor_id._origin: int(mark.score or NOT_SCORED) for mark in self.mark_ids}
        return [scores.get(factor._origin, 0) for factor in factors]
