from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError
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
    """The clock of a complaint runs in working time until the client has an answer (CO-2)."""

    _inherit = "dosmart.complaint"

    ack_due = fields.Datetime("Acknowledgement Due", readonly=True, copy=False)
    acknowledged_at = fields.Datetime(
        "Acknowledged", readonly=True, copy=False, help="When the client was told number and date."
    )
    warn_due = fields.Datetime(readonly=True, copy=False, help="When the responsible is warned.")
    answered_at = fields.Datetime("Answered", readonly=True, copy=False, tracking=True)
    answer_minutes = fields.Integer(
        "Minutes to the Answer",
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Working time without that in which we waited for the client.",
    )
    late_count = fields.Integer("Answered Late", readonly=True, copy=False)
    paused_at = fields.Datetime("Waiting for the Client since", readonly=True, copy=False)
    paused_minutes = fields.Integer("Minutes Waited", readonly=True, copy=False)
    is_due_moved = fields.Boolean(readonly=True, copy=False, help="The date was moved by hand.")
    clock_state = fields.Selection(
        CLOCK_STATES, "Clock", compute="_compute_clock", search="_search_clock_state"
    )
    clock_minutes = fields.Integer(
        "Minutes Left", compute="_compute_clock", help="Working time; negative once it is late."
    )
    clock_text = fields.Char("Time Left", compute="_compute_clock")

    _clock_idx = models.Index("(answer_due) WHERE is_open AND answered_at IS NULL")

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {
            *("ack_due", "acknowledged_at", "warn_due", "answer_due", "answered_at"),
            *("answer_minutes", "late_count", "paused_at", "paused_minutes", "is_due_moved"),
        }

    def _get_clock_hours(self):
        """Return within how many working hours this client has an answer.

        Extend it for clients who are served first.
        """
        # sudo: the hours are those of the company, the same for everybody.
        return self.company_id.sudo()[f"complaint_hours_{self.severity}"]

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        for complaint in complaints.filtered(lambda one: not one.answer_due):
            complaint._start_clock()
        return complaints

    def write(self, vals):
        """Another severity is another date, unless the date was moved by hand."""
        others = self.browse()
        if "severity" in vals:
            others = self.filtered(lambda one: one.severity != vals["severity"])
        done = super().write(vals)
        for complaint in others.filtered(lambda one: one._is_ticking() and not one.is_due_moved):
            complaint._set_due(complaint._due_by_severity())
        return done

    def _start_clock(self):
        # sudo: working hours and minutes are no secret.
        company = self.company_id.sudo()
        due = self._due_by_severity()
        self._note(
            ack_due=company._working_time_after(self.opened_at, company.complaint_ack_minutes),
            answer_due=due,
            warn_due=self._warning_before(due),
        )

    def _due_by_severity(self):
        minutes = self._get_clock_hours() * 60 + self.paused_minutes
        return self.company_id._working_time_after(self.opened_at, minutes)

    def _warning_before(self, due):
        # sudo: as in _get_clock_hours.
        company = self.company_id.sudo()
        return company._working_time_after(due, -company.complaint_warn_hours * 60)

    def _set_due(self, due):
        """Note by when there is an answer now; the next warning is that of the new date."""
        self._note(answer_due=due, warn_due=self._warning_before(due))

    def _is_ticking(self):
        return self.is_open and not self.answered_at

    def action_pause(self):
        """Stop the clock: we wait for something that the client has to say or do."""
        self.check_access("write")
        for complaint in self:
            if not complaint._is_ticking():
                raise UserError(
                    self.env._("%s is answered or closed: its clock stands.", complaint.name)
                )
            if not complaint.paused_at:
                complaint._note(paused_at=fields.Datetime.now())
                complaint._message_log(body=self.env._("The clock stands: we wait for the client."))

    def action_resume(self):
        """Let the clock run again; the time we waited for the client does not count."""
        self.check_access("write")
        for complaint in self.filtered("paused_at"):
            complaint._resume()

    def _resume(self):
        now, company = fields.Datetime.now(), self.company_id
        waited = company._working_minutes(self.paused_at, now)
        left = self.answer_due > self.paused_at and company._working_minutes(
            self.paused_at, self.answer_due
        )
        self._note(paused_at=False, paused_minutes=self.paused_minutes + waited)
        self._message_log(body=self.env._("The clock runs again after %s minutes.", waited))
        if left and waited:
            self._set_due(company._working_time_after(now, left))

    def action_answer(self):
        """Note that the client has an answer, by whatever way."""
        self.check_access("write")
        for complaint in self.filtered(lambda one: not one.answered_at):
            complaint._answer()

    def _answer(self):
        now, company = fields.Datetime.now(), self.company_id
        waited = self.paused_at and company._working_minutes(self.paused_at, now)
        paused_minutes = self.paused_minutes + (waited or 0)
        self._note(
            acknowledged_at=self.acknowledged_at or now,
            answered_at=now,
            answer_minutes=max(0, company._working_minutes(self.opened_at, now) - paused_minutes),
            late_count=int((self.paused_at or now) > self.answer_due),
            paused_at=False,
            paused_minutes=paused_minutes,
        )

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
