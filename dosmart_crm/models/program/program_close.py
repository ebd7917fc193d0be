from odoo import models

# Kinds of exclusions that also end what is under way; the others only keep it from beginning.
ENDING = ("opted_out",)


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
        self._leave_opted_out(day)
        self._hand_over()

    def _leave_opted_out(self, day):
        """End the contacts under way of whoever wants none any more since they began."""
        rules = self._rules().filtered(lambda rule: rule.kind in ENDING)
        open_ones = self.env["dosmart.touchpoint"].search(
            [("program_id", "in", self.ids), ("state", "=", "open")]
        )
        if rules and open_ones:
            self.env.flush_all()
            open_ones._leave_in_peace(day, rules)
            ended = open_ones.filtered(lambda one: one.state != "open")
            for state, touchpoints in ended.grouped("state").items():
                touchpoints._end(state)

    def _hand_over(self):
        """Give what salespeople who are gone had to do to whoever stands in for them."""
        left = self.env["dosmart.touchpoint"].search(
            [
                ("program_id", "in", self.ids),
                ("state", "=", "open"),
                ("user_id", "!=", False),
                "|",
                ("user_id.active", "=", False),
                ("user_id.company_ids", "not in", self.company_id.ids),
            ]
        )
        for program, touchpoints in left.grouped("program_id").items():
            touchpoints.user_id = program._stand_in()
            quiet = touchpoints.with_context(mail_activity_quick_update=True)
            quiet.activity_ids.filtered("active").user_id = program._stand_in()
