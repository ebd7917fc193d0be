from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class Complaint(models.Model):
    """No complaint is closed without what CO-4 asks; one message says all that is missing."""

    _inherit = "dosmart.complaint"

    needs_prevention = fields.Boolean(
        compute="_compute_needs_prevention",
        help="Severe, or of a cause that came back: the process has to change.",
    )
    missing = fields.Text("Missing before Closing", compute="_compute_missing")

    @api.depends("severity", "is_repeated")
    def _compute_needs_prevention(self):
        for complaint in self:
            complaint.needs_prevention = complaint.severity == "high" or complaint.is_repeated

    @api.depends(
        "cause_id",
        "correction",
        "confirmed_at",
        "attempt_count",
        "needs_prevention",
        "action_ids.state",
        "action_ids.kind",
        "is_open",
    )
    @api.depends_context("lang")
    def _compute_missing(self):
        for complaint in self:
            complaint.missing = "\n".join(complaint._gaps()) if complaint.is_open else False

    def _gaps(self):
        """Return what has to be done before this is closed, as sentences."""
        gaps = []
        if not self.cause_id:
            gaps.append(self.env._("The cause: ask why, and choose it on the page Cause."))
        if not (self.correction or "").strip():
            gaps.append(
                self.env._("The correction: say on its page what was put right for the client.")
            )
        if not self.confirmed_at and (left := self._attempts_left()) > 0:
            gaps.append(
                self.env._(
                    "The client's confirmation, or %s more documented attempts: press Ask the "
                    "Client.",
                    left,
                )
            )
        if self.needs_prevention and not self._is_prevented():
            gaps.append(
                self.env._(
                    "A finished preventive action, as it is severe or its cause came back: see the "
                    "page Prevention."
                )
            )
        return gaps

    def _attempts_left(self):
        # sudo: a setting of the company, the same for everybody.
        return self.company_id.sudo().complaint_attempts - self.attempt_count

    def _is_prevented(self):
        # sudo: whoever's action it is, it was finished.
        return any(
            action.kind == "preventive" and action.state == "done"
            for action in self.sudo().action_ids
        )

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        closed = complaints.filtered(lambda complaint: not complaint.is_open)
        closed._check_may_close(closed.stage_id)
        closed._note_closed()
        return complaints

    def write(self, vals):
        """Refuse to close what is not solved; note when it was closed, or opened again."""
        if "stage_id" not in vals:
            return super().write(vals)
        stage = self.env["dosmart.complaint.stage"].browse(vals["stage_id"])
        was_open = self.filtered("is_open")
        if stage.is_closed:
            # What else is written at once counts as well.
            rest = {name: value for name, value in vals.items() if name != "stage_id"}
            if rest:
                self.write(rest)
            was_open._check_may_close(stage)
            done = super().write({"stage_id": stage.id})
            was_open._note_closed()
            (self - was_open)._check_may_dismiss(stage)
            return done
        done = super().write(vals)
        (self - was_open)._note_reopened()
        return done

    def _check_may_close(self, stages):
        if any(stage.is_dismissal for stage in stages):
            return self._check_may_dismiss(stages)
        gaps = [(complaint, complaint._gaps()) for complaint in self]
        told = [
            "\n".join([complaint.display_name, *(f"• {gap}" for gap in missing)])
            for complaint, missing in gaps
            if missing
        ]
        if told:
            raise UserError(self.env._("Not closed yet. This is missing:\n\n%s", "\n\n".join(told)))
        return None

    def _check_may_dismiss(self, stages):
        is_leader = self.env.su or self.env.user.has_group("dosmart_crm.group_complaint_leader")
        if self and any(stage.is_dismissal for stage in stages) and not is_leader:
            raise AccessError(
                self.env._(
                    "Only team leaders say that something was no complaint. Ask yours to do it."
                )
            )

    def _note_closed(self):
        for complaint in self:
            if complaint.is_dismissed:
                complaint._note(closed_at=fields.Datetime.now(), paused_at=False)
                # sudo: the promise goes with its complaint.
                complaint.sudo().promise_id.action_cancel()
                complaint._drop_warnings()
                continue
            if not complaint.answered_at:
                complaint._answer()
            complaint._note(closed_at=fields.Datetime.now())

    def _note_reopened(self):
        for complaint in self:
            now = fields.Datetime.now()
            complaint._note(
                closed_at=False,
                confirmed_at=False,
                confirmed_by=False,
                reopened_at=now,
                attempts_before=complaint.attempts_before + complaint.attempt_count,
                reopen_count=complaint.reopen_count + 1,
            )
            complaint._restart_clock(now)

    def _restart_clock(self, now):
        """The client waits for an answer again: the clock begins anew, with another promise."""
        minutes = self._get_clock_hours() * 60
        due = self.company_id._working_time_after(now, minutes)
        self._note(
            answered_at=False,
            answer_due=due,
            warn_due=self._warning_before(due),
            is_due_moved=True,
            warned_on=False,
            escalated_on=False,
            promise_id=False,
        )
        self._promise_answer()

    def action_close(self):
        """Close these; what is missing is told."""
        stages = self.env["dosmart.complaint.stage"]
        stage = stages.search([("is_closed", "=", True), ("is_dismissal", "=", False)], limit=1)
        if not stage:
            raise UserError(
                self.env._(
                    "No stage is closed. A manager adds one in Configuration → Stages of "
                    "Complaints."
                )
            )
        self.stage_id = stage

    def action_dismiss(self):
        """Note that these were no complaints: advertising, mistakes, sent twice."""
        stage = self.env["dosmart.complaint.stage"].search([("is_dismissal", "=", True)], limit=1)
        if not stage:
            raise UserError(
                self.env._(
                    "No stage is for what was no complaint. A manager adds one in Configuration → "
                    "Stages of Complaints."
                )
            )
        self.stage_id = stage
