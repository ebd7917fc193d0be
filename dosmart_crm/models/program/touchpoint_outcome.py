from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.exceptions import UserError

AGAIN = ("no_answer", "busy", "nobody")


class Touchpoint(models.Model):
    """What came of an attempt decides whether there is another one (spec CP-2)."""

    _inherit = "dosmart.touchpoint"

    def action_log_outcome(self):
        """Ask what came of the contact: for calls as for every call."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "open":
            raise UserError(self.env._("This contact is not under way: nothing can come of it."))
        activity = self._open_attempt() or self._replace_attempt()
        return activity.action_log_contact()

    def _replace_attempt(self):
        """Return the activity of an attempt in place of one that was deleted."""
        # sudo: contacts are written by these methods alone; it was checked that it may be read.
        touchpoint = self.sudo()
        values = touchpoint._prepare_attempt_values(fields.Datetime.now())
        values["user_id"] = self.env.uid
        return touchpoint.env["mail.activity"].create(values).with_env(self.env)

    def _note_attempt(self, activity):
        """Go on with what came of *activity*, an attempt that was made."""
        if self.state != "open":
            return
        self.attempt_count += 1
        outcome = activity.call_outcome or activity.contact_outcome
        if outcome == "refused":
            self._refuse()
        elif outcome in AGAIN:
            self._try_again()
        elif outcome != "call_back":
            self.contact_at = False
            self._note_contact("done")

    def _try_again(self):
        if self.attempt_count >= self.step_id.max_attempts:
            self.write({"state": "unreached", "contact_at": False})
        else:
            self._attempt()

    def _refuse(self):
        """The client wants no more of this program: whatever else it planned is withdrawn."""
        self.contact_at = False
        self._note_contact("refused")
        client = self.partner_id.commercial_partner_id
        others = self.search(
            [
                ("program_id", "=", self.program_id.id),
                ("state", "in", ("planned", "open")),
                ("partner_id.commercial_partner_id", "=", client.id),
            ]
        )
        others._end("cancelled")

    def _call_back(self, activity):
        """Make *activity*, on the day that the client chose, the next attempt."""
        day = activity.date_deadline
        stretches = self.company_id._work_stretches(day, day).get(day)
        zone = ZoneInfo(self.company_id._contact_zone())
        start = (
            stretches[0][0]
            if stretches
            else datetime(day.year, day.month, day.day, 12, 0, 0, 0, zone)
        )
        moment = start.astimezone(UTC).replace(tzinfo=None)
        activity.write({"touchpoint_id": self.id, "contact_at": moment})
        self.write({"contact_at": moment, "close_on": max(self.close_on, day)})

    def _end(self, state):
        """End these contacts as *state*; their activities that were not made go."""
        # sudo: activities of whomever they were given to.
        self.sudo().activity_ids.filtered("active").unlink()
        self.write({"state": state, "contact_at": False})
