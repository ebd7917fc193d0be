from datetime import UTC

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ...logic.working_minutes import minutes_between

CLOCK_STATES = [
    ("running", "In Time"),
    ("soon", "Due Soon"),
    ("late", "Late"),
    ("paused", "Waiting for the Client"),
    ("stopped", "Answered"),
]
LONGEST = 60  # days that the clock looks back or ahead; what is farther shows as much


class Complaint(models.Model):
    """What the clock shows, for a whole board of complaints at once."""

    _inherit = "dosmart.complaint"

    clock_state = fields.Selection(
        CLOCK_STATES, "Clock", compute="_compute_clock", search="_search_clock_state"
    )
    clock_minutes = fields.Integer(
        "Minutes Left", compute="_compute_clock", help="Working time; negative once it is late."
    )
    clock_text = fields.Char("Time Left", compute="_compute_clock")

    @api.depends("answer_due", "warn_due", "answered_at", "paused_at", "is_open")
    @api.depends_context("lang", "tz")
    def _compute_clock(self):
        now = fields.Datetime.now()
        for company, complaints in self.grouped("company_id").items():
            ticking = complaints.filtered(lambda one: one._is_ticking() and one.answer_due)
            hours = ticking._working_hours(company, now)
            for complaint in complaints:
                left = complaint in ticking and minutes_between(
                    hours, complaint.paused_at or now, complaint.answer_due
                )
                complaint.clock_state = complaint._clock_at(now)
                complaint.clock_minutes = left
                complaint.clock_text = complaint._clock_words()

    def _working_hours(self, company, now):
        """Return the pairs of moments between which *company* works, as far as these need them."""
        if not self:
            return []
        moments = [now, *self.mapped("answer_due"), *self.filtered("paused_at").mapped("paused_at")]
        start = max(min(moments), fields.Datetime.subtract(now, days=LONGEST))
        end = min(max(moments), fields.Datetime.add(now, days=LONGEST))
        return company._working_intervals(start, end)

    def _clock_at(self, now):
        if not self._is_ticking() or not self.answer_due:
            return "stopped"
        if self.paused_at:
            return "paused"
        if self.answer_due <= now:
            return "late"
        return "soon" if self.warn_due and self.warn_due <= now else "running"

    def _clock_words(self):
        minutes = abs(self.clock_minutes)
        time = self.env._("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60)
        if self.clock_state == "late":
            return self.env._("%s late", time)
        if self.clock_state == "paused":
            return self.env._("Waiting for the client")
        if self.clock_state == "stopped":
            if not self.answered_at:
                return False
            when = format_datetime(self.env, self.answered_at, dt_format="short")
            return self.env._("Answered %s", when)
        return self.env._("%s left", time)

    @api.model
    def _clock_domain(self, state):
        """Return which complaints have their clock in *state* now."""
        now = fields.Datetime.now()
        ticking = Domain("is_open", "=", True) & Domain("answered_at", "=", False)
        running = ticking & Domain("paused_at", "=", False)
        return {
            "stopped": ~ticking,
            "paused": ticking & Domain("paused_at", "!=", False),
            "late": running & Domain("answer_due", "<=", now),
            "soon": running & Domain("answer_due", ">", now) & Domain("warn_due", "<=", now),
            "running": running & Domain("answer_due", ">", now) & Domain("warn_due", ">", now),
        }.get(state, Domain.FALSE)

    def _search_clock_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._clock_domain(state) for state in value)


class ResCompany(models.Model):
    _inherit = "res.company"

    def _working_intervals(self, start, end):
        """Return the pairs of moments (UTC) between which the company works."""
        # sudo: working hours are no secret.
        calendar = self.sudo().resource_calendar_id
        if not calendar.attendance_ids:
            return [(start, end)]
        found = calendar._work_intervals_batch(
            fields.Datetime.to_datetime(start).replace(tzinfo=UTC),
            fields.Datetime.to_datetime(end).replace(tzinfo=UTC),
        )[False]
        naive = (tuple(m.astimezone(UTC).replace(tzinfo=None) for m in part[:2]) for part in found)
        return list(naive)
