from odoo import models


class CallLog(models.TransientModel):
    """A call of a program keeps what the program wanted to know."""

    _name = "dosmart.call.log"
    _inherit = ["dosmart.call.log", "dosmart.contact.ask.mixin"]

    def _keep(self, activity, outcome):
        self._check_found_out(outcome)
        self._keep_found_out(outcome)
        return super()._keep(activity, outcome)


class TouchpointOutcome(models.TransientModel):
    """So does a visit of a program."""

    _name = "dosmart.touchpoint.outcome"
    _inherit = ["dosmart.touchpoint.outcome", "dosmart.contact.ask.mixin"]

    def action_log(self):
        """Keep what the program wanted to know together with the outcome."""
        outcome = self.env.context.get("contact_outcome")
        self.activity_id.check_access("write")
        self._check_found_out(outcome)
        self._keep_found_out(outcome)
        return super().action_log()
