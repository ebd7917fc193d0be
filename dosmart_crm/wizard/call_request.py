from odoo import api, fields, models
from odoo.exceptions import UserError


class CallLog(models.TransientModel):
    """A client who calls may ask for something; whoever talks to a client has answered it."""

    _inherit = "dosmart.call.log"

    is_request = fields.Boolean(
        "The Client Asks for Something",
        compute="_compute_is_request",
        store=True,
        readonly=False,
        help="You promise a day at once. If nobody took the call, somebody has to call back soon.",
    )
    request_name = fields.Char("What")

    @api.depends("direction")
    def _compute_is_request(self):
        for log in self:
            log.is_request = log.is_request and log.direction == "in"

    def action_log(self):
        """Take the request, and note that a person has answered those of before."""
        done = super().action_log()
        called = self._called()
        is_answered = self.env.context.get("call_outcome") == "answered"
        if self.is_request:
            self._take_request(called, is_answered and fields.Datetime.now())
        if is_answered and called._name in ("crm.lead", "res.partner"):
            self.env["dosmart.request"]._answer_to(called)
        return done

    def _take_request(self, called, acknowledged_on):
        if not (self.request_name or "").strip():
            raise UserError(self.env._("Say what the client asks for."))
        self.env["dosmart.request"]._receive(
            called, "call", self.request_name, self.note, acknowledged_on=acknowledged_on
        )
