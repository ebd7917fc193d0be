from odoo import api, fields, models
from odoo.exceptions import UserError


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
