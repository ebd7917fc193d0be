from odoo import models


class ContactProgram(models.Model):
    """What becomes of contacts whose window closes, or whose reason is gone."""

    _inherit = "dosmart.contact.program"

    def _close_missed(self, day):
        """Miss the contacts whose window has closed: they are not made late."""
        touchpoints = self.env["dosmart.touchpoint"]
        over = touchpoints.search(
            [
                ("program_id", "in", self.ids),
                ("state", "in", ("planned", "open")),
                ("close_on", "<", day),
            ]
        )
        over._end("missed")
        self._hand_over()

    def _hand_over(self):
        """Give what salespeople who are gone had to do to whoever stands in for them."""
        left = self.env["dosmart.touchpoint"].search(
            [
                ("program_id", "in", self.ids),
                ("state", "=", "open"),
                ("user_id.active", "=", False),
                ("user_id", "!=", False),
            ]
        )
        for program, touchpoints in left.grouped("program_id").items():
            touchpoints.user_id = program._stand_in()
            quiet = touchpoints.with_context(mail_activity_quick_update=True)
            quiet.activity_ids.filtered("active").user_id = program._stand_in()
