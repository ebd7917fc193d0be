from odoo import fields, models


class ResCompany(models.Model):
    """How the company keeps its word."""

    _inherit = "res.company"

    promise_days = fields.Integer(
        "Days to Keep a Promise",
        default=7,
        help="Proposed for a new promise; whoever makes it chooses the day.",
    )
    promise_alert_days = fields.Integer(
        "Days before a Promise Is Due",
        default=1,
        help="So many days before the day of a promise, whoever made it is reminded. 0: that day.",
    )

    next_contact_days = fields.Integer(
        "Days to the Next Contact", default=7, help="Proposed at the end of a visit."
    )

    _next_contact_days_plausible = models.Constraint(
        "CHECK(next_contact_days BETWEEN 0 AND 365)",
        "The next contact is proposed for 0 to 365 days later.",
    )
    _promise_days_plausible = models.Constraint(
        "CHECK(promise_days BETWEEN 0 AND 365)", "A promise is proposed for 0 to 365 days later."
    )
    _promise_alert_days_plausible = models.Constraint(
        "CHECK(promise_alert_days BETWEEN 0 AND 60)",
        "Salespeople are reminded 0 to 60 days before a promise is due.",
    )

    def _working_day(self, days):
        """Return the day so many *days* from today; the next one we work on if we do not then."""
        self.ensure_one()
        date = fields.Date.add(fields.Date.context_today(self), days=days)
        # sudo: the company's working days are no secret.
        weekdays = set(self.sudo().resource_calendar_id.attendance_ids.mapped("dayofweek"))
        while weekdays and str(date.weekday()) not in weekdays:
            date = fields.Date.add(date, days=1)
        return date


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    promise_days = fields.Integer(related="company_id.promise_days", readonly=False)
    promise_alert_days = fields.Integer(related="company_id.promise_alert_days", readonly=False)
    next_contact_days = fields.Integer(related="company_id.next_contact_days", readonly=False)
