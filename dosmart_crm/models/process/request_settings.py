from odoo import fields, models


class ResCompany(models.Model):
    """How soon a client hears of a person, and by when a request is done."""

    _inherit = "res.company"

    request_minutes = fields.Integer(
        "Minutes to the First Answer",
        default=10,
        help="Working time in which a person answers a request; then the team leader is told.",
    )
    request_days = fields.Integer(
        "Days to Do What Was Asked", default=1, help="What the client is told at once."
    )
    has_request_reply = fields.Boolean(
        "Acknowledge Requests by Email",
        default=True,
        help="Whoever asks by form or email reads at once by which day we will have done it.",
    )

    is_reply_request = fields.Boolean(
        "Emails to Leads We Know Are Requests",
        default=True,
        help="Unless a request of the lead is still to be answered or done: then the client "
        "writes about that one.",
    )

    _request_minutes_plausible = models.Constraint(
        "CHECK(request_minutes BETWEEN 1 AND 14400)",
        "The first answer is due after 1 to 14400 minutes.",
    )
    _request_days_plausible = models.Constraint(
        "CHECK(request_days BETWEEN 0 AND 365)", "Requests are promised for 0 to 365 days later."
    )

    def _working_time_after(self, moment, minutes):
        """Return when so many working *minutes* after *moment* (UTC) have passed."""
        calendar = self.sudo().resource_calendar_id  # sudo: working hours are no secret
        due = calendar and calendar.plan_hours(minutes / 60, moment, compute_leaves=True)
        return due or fields.Datetime.add(moment, minutes=minutes)

    def _working_minutes(self, start, end):
        """Return how many working minutes lie between two moments (UTC)."""
        calendar = self.sudo().resource_calendar_id  # sudo: working hours are no secret
        if not calendar.attendance_ids:
            return round((end - start).total_seconds() / 60)
        data = calendar.get_work_duration_data(start, end, compute_leaves=True)
        return round(data["hours"] * 60)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    request_minutes = fields.Integer(related="company_id.request_minutes", readonly=False)
    request_hours_id = fields.Many2one(
        string="Hours",
        related="company_id.resource_calendar_id",
        readonly=False,
        help="When we work: outside of it the clock of requests stands still.",
    )
    request_timezone = fields.Selection(
        string="Time Zone",
        related="request_hours_id.tz",
        readonly=False,
        help="That of the hours: Odoo's own ones are those of Brussels.",
    )
    request_days = fields.Integer(related="company_id.request_days", readonly=False)
    has_request_reply = fields.Boolean(related="company_id.has_request_reply", readonly=False)
    is_reply_request = fields.Boolean(related="company_id.is_reply_request", readonly=False)
