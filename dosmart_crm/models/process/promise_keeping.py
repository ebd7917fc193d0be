from odoo import models

from .promise import OWED


class Promise(models.Model):
    """What becomes of a promise: kept, kept late, cancelled, or open again after all."""

    _inherit = "dosmart.promise"

    def action_keep(self):
        """Note that these promises were done, today; late if their day is over."""
        self.check_access("write")
        owed = self.filtered(lambda promise: promise.state in OWED)
        for promise in owed:
            today = promise._local_today()
            is_late = promise.broken_on or promise.due_date < today
            promise._note(
                state="late" if is_late else "kept",
                done_date=today,
                broken_on=promise.broken_on or (is_late and promise.due_date),
            )
        if owed:
            owed._close_reminders()

    def action_cancel(self):
        """Note that the client does not want these any more; what was broken stays so."""
        self.check_access("write")
        owed = self.filtered(lambda promise: promise.state in OWED)
        owed._note(state="cancelled")
        owed._drop_reminders()

    def action_reopen(self):
        """Take back that these were kept or cancelled."""
        self.check_access("write")
        for promise in self.filtered(lambda promise: promise.state not in OWED):
            promise._note(state="broken" if promise.broken_on else "open", done_date=False)
            promise._remind_anew()
