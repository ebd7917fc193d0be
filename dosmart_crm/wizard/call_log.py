from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.process.mail_activity import CALL_DIRECTIONS, CALL_OUTCOMES

CALL = "mail.mail_activity_data_call"


class CallLog(models.TransientModel):
    """What came of a call: one tap on its outcome keeps it as an activity that was done."""

    _name = "dosmart.call.log"
    _description = "Log a Call"

    lead_id = fields.Many2one("crm.lead", "Lead", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Client", ondelete="cascade")
    activity_id = fields.Many2one("mail.activity", ondelete="cascade")
    phone = fields.Char(compute="_compute_called")
    called_name = fields.Char("Client or Prospect", compute="_compute_called")
    direction = fields.Selection(CALL_DIRECTIONS, "Who Called", required=True, default="out")
    minutes = fields.Integer(help="How long you talked. 0: unknown.")
    note = fields.Text()
    callback_date = fields.Date(
        "Call Back on", default=lambda self: self.env.company._working_day(1)
    )

    _minutes_plausible = models.Constraint(
        "CHECK(minutes BETWEEN 0 AND 1440)", "A call lasts from 0 to 1440 minutes."
    )

    @api.model
    def _open(self, context):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a Call"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": context,
        }

    @api.depends("lead_id", "partner_id", "activity_id")
    def _compute_called(self):
        for log in self:
            called = log._called()
            log.phone = "phone" in called and called.phone
            log.called_name = called.display_name

    def _called(self):
        """Return who was called: a lead, a client, or what the activity is about."""
        activity = self.activity_id
        if activity:
            return self.env[activity.res_model or "res.partner"].browse(activity.res_id)
        return self.lead_id or self.partner_id

    def action_log(self):
        """Keep the call with the outcome that the context names."""
        self.ensure_one()
        outcome = self.env.context.get("call_outcome")
        if outcome not in dict(CALL_OUTCOMES):
            raise UserError(self.env._("Tap what came of the call: answered, no answer, busy …"))
        called = self._called()
        if not called:
            raise UserError(self.env._("Say first who was called: open a lead or a client."))
        activity = self.activity_id or self._create_activity(called)
        activity.check_access("write")
        self._keep(activity, outcome)
        if outcome == "call_back":
            self._plan_callback(called)
        return {"type": "ir.actions.act_window_close"}

    def _create_activity(self, called):
        called.check_access("write")
        return called.activity_schedule(CALL, user_id=self.env.uid, automated=False)

    def _keep(self, activity, outcome):
        if not activity.active:
            raise UserError(self.env._("Somebody has logged this call already. Reload the page."))
        activity.write(
            {
                "call_outcome": outcome,
                "call_direction": self.direction,
                "call_minutes": self.minutes,
                "called_on": fields.Datetime.now() - timedelta(minutes=self.minutes),
                "user_id": self.env.uid,
            }
        )
        label = dict(self._fields["direction"]._description_selection(self.env))[self.direction]
        outcomes = dict(activity._fields["call_outcome"]._description_selection(self.env))
        feedback = f"{label}: {outcomes[outcome]}"
        activity.action_feedback(feedback=f"{feedback}\n{self.note}" if self.note else feedback)

    def _plan_callback(self, called):
        if not self.callback_date or self.callback_date < fields.Date.context_today(self):
            raise UserError(
                self.env._("Say on which day you will call back: today or a later day.")
            )
        return called.activity_schedule(
            CALL, self.callback_date, user_id=self.env.uid, summary=self.env._("Call back")
        )
