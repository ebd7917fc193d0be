from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.program.mail_activity import CONTACT_OUTCOMES


class TouchpointOutcome(models.TransientModel):
    """What came of a visit, letter or message of a program: one tap says it."""

    _name = "dosmart.touchpoint.outcome"
    _description = "Outcome of a Contact"

    activity_id = fields.Many2one("mail.activity", required=True, ondelete="cascade")
    client_name = fields.Char("Client", compute="_compute_client_name")
    # Not with more rights: the browser says which activity it is.
    summary = fields.Char(related="activity_id.summary", related_sudo=False)
    note = fields.Text()

    @api.model
    def _open(self, activity):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Came of It"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_activity_id": activity.id},
        }

    @api.depends("activity_id")
    def _compute_client_name(self):
        for outcome in self:
            outcome.client_name = outcome.activity_id.res_name

    def action_log(self):
        """Keep the outcome that the context names; the program goes on with it."""
        self.ensure_one()
        outcome = self.env.context.get("contact_outcome")
        labels = dict(CONTACT_OUTCOMES)
        if outcome not in labels:
            raise UserError(self.env._("Tap what came of it: done, nobody there, or refused."))
        activity = self.activity_id
        activity.check_access("write")
        if not activity.active:
            raise UserError(self.env._("Somebody has noted this already. Reload the page."))
        activity.contact_outcome = outcome
        labels = dict(activity._fields["contact_outcome"]._description_selection(self.env))
        feedback = f"{labels[outcome]}\n{self.note}" if self.note else labels[outcome]
        activity.action_feedback(feedback=feedback)
        return {"type": "ir.actions.act_window_close"}


class CallLog(models.TransientModel):
    """A client of a program who asks to be called back gets the next attempt on that day."""

    _inherit = "dosmart.call.log"

    def _plan_callback(self, called):
        planned = super()._plan_callback(called)
        # sudo: contacts are written by their methods alone; the call was just logged.
        if touchpoint := self.activity_id.touchpoint_id.sudo():
            touchpoint._call_back(planned.sudo())
        return planned
