from odoo import api, fields, models

CONFIRM = "dosmart_crm.mail_activity_complaint_confirm"


class Complaint(models.Model):
    """Whether the client says that it is solved, or how often we tried to hear it (CO-4)."""

    _inherit = "dosmart.complaint"

    correction = fields.Text(
        copy=False, tracking=True, help="What we did for this client: what is right again."
    )
    confirmed_at = fields.Datetime("Confirmed by the Client", readonly=True, copy=False)
    confirmed_by = fields.Char(readonly=True, copy=False, tracking=True)
    attempt_count = fields.Integer(
        "Attempts to Hear the Client", compute="_compute_attempt_count", help="Each with a note."
    )
    attempts_before = fields.Integer(readonly=True, copy=False, help="Made before it was reopened.")
    reopened_at = fields.Datetime("Reopened on", readonly=True, copy=False)
    reopen_count = fields.Integer("Times Reopened", readonly=True, copy=False)

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {
            *("confirmed_at", "confirmed_by", "reopened_at", "reopen_count", "attempts_before"),
        }

    @api.depends("activity_ids", "attempts_before")
    def _compute_attempt_count(self):
        counts = self._count_attempts()
        for complaint in self:
            complaint.attempt_count = counts.get(complaint.id, 0) - complaint.attempts_before

    def _count_attempts(self):
        """Return {id: documented attempts to hear the client}, those before reopening too."""
        # sudo: whoever tried it, it was tried.
        done = self.env["mail.activity"].sudo().with_context(active_test=False)
        groups = done._read_group(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", self.env["ir.model.data"]._xmlid_to_res_id(CONFIRM)),
                ("active", "=", False),
                ("feedback", "!=", False),
            ],
            ["res_id"],
            ["__count"],
        )
        return dict(groups)

    def action_ask_client(self):
        """Ask what the client says: solved, not solved, or nobody answered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Does the Client Say?"),
            "res_model": "dosmart.complaint.hearing",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }

    def _note_attempt(self, note):
        """Note an attempt to hear the client, as an activity that is done."""
        # sudo: whoever may write the complaint notes what was tried; see the check before.
        activity = self.sudo().activity_schedule(
            CONFIRM, user_id=self.env.uid, summary=self.env._("Heard the client?")
        )
        activity.action_feedback(feedback=note)
        self.invalidate_recordset(["attempt_count"])

    def _confirm(self, name):
        """Note that the client, by the words of *name*, is content."""
        for complaint in self.filtered(lambda one: one.is_open and not one.confirmed_at):
            complaint._note(confirmed_at=fields.Datetime.now(), confirmed_by=name)
            complaint._message_log(body=self.env._("%s confirms that it is solved.", name))

    def _reopen(self, reason):
        """Open these again, for what was solved is not; say why."""
        stage = self._default_stage()
        for complaint in self.filtered(lambda one: not one.is_open):
            # sudo: a client may open a complaint again by writing about it.
            complaint.sudo().stage_id = stage
            complaint._message_log(body=reason)

    def action_reopen(self):
        """Open these again; the client is not content after all."""
        self.check_access("write")
        self._reopen(self.env._("Opened again."))
