from odoo import fields, models


class ResCompany(models.Model):
    """How soon complaints are answered, and what is asked before they are closed."""

    _inherit = "res.company"

    complaint_ack_minutes = fields.Integer(
        "Minutes to Acknowledge a Complaint",
        default=60,
        help="Working time in which the client is told that we have the complaint.",
    )
    complaint_hours_high = fields.Float(
        "Hours to Answer a Severe Complaint", default=8, help="Working time."
    )
    complaint_hours_medium = fields.Float(
        "Hours to Answer a Moderate Complaint", default=24, help="Working time."
    )
    complaint_hours_low = fields.Float(
        "Hours to Answer a Minor Complaint", default=40, help="Working time."
    )
    complaint_warn_hours = fields.Float(
        "Hours before an Answer Is Due",
        default=2,
        help="Working time: so long before, the responsible is warned.",
    )
    complaint_attempts = fields.Integer(
        "Attempts to Hear the Client",
        default=3,
        help="A client who cannot be reached need not confirm after so many attempts.",
    )
    complaint_check_days = fields.Integer(
        "Days to the Effectiveness Check",
        default=30,
        help="So long after an action is finished we look whether its cause came back.",
    )
    complaint_repeat_count = fields.Integer(
        "Complaints That Make a Cause Repeated",
        default=2,
        help="So many complaints with one cause within the months beside need prevention.",
    )
    complaint_repeat_months = fields.Integer("Months to Count Repeated Causes", default=12)
    complaint_reopen_days = fields.Integer(
        "Days in Which an Answer Reopens a Complaint",
        default=30,
        help="Whoever writes later about a closed complaint is told how to make a new one.",
    )
    complaint_twin_days = fields.Integer(
        "Days in Which the Same Email Is No Second Complaint", default=7
    )
    complaint_mail_server = fields.Char(
        "Mail Server That Proves Senders",
        help="The name with which your mail server begins the header Authentication-Results. "
        "Senders whom it has proven (DMARC) need not be called. Empty: nobody is proven.",
    )
    complaint_file_mb = fields.Integer(
        "Largest Files of a Complaint (MB)",
        default=25,
        help="All files that a client sends at once in the portal.",
    )

    _complaint_times_plausible = models.Constraint(
        "CHECK(complaint_ack_minutes BETWEEN 1 AND 14400 AND complaint_hours_high > 0 AND "
        "complaint_hours_medium > 0 AND complaint_hours_low > 0 AND complaint_warn_hours >= 0)",
        "Complaints are answered in more than 0 hours, and acknowledged in 1 to 14400 minutes.",
    )
    _complaint_counts_plausible = models.Constraint(
        "CHECK(complaint_attempts BETWEEN 1 AND 100 AND complaint_check_days BETWEEN 1 AND 3650 "
        "AND complaint_repeat_count BETWEEN 2 AND 1000 AND complaint_repeat_months BETWEEN 1 AND "
        "120 AND complaint_reopen_days BETWEEN 0 AND 3650)",
        "Attempts are 1 to 100, days 1 to 3650, months 1 to 120, and a cause is repeated from 2 "
        "complaints on.",
    )
    _complaint_twin_plausible = models.Constraint(
        "CHECK(complaint_twin_days BETWEEN 1 AND 365)",
        "The same email is recognised for 1 to 365 days.",
    )
    _complaint_file_plausible = models.Constraint(
        "CHECK(complaint_file_mb BETWEEN 1 AND 128)", "Files may have 1 to 128 MB together."
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_ack_minutes = fields.Integer(
        related="company_id.complaint_ack_minutes", readonly=False
    )
    complaint_hours_high = fields.Float(related="company_id.complaint_hours_high", readonly=False)
    complaint_hours_medium = fields.Float(
        related="company_id.complaint_hours_medium", readonly=False
    )
    complaint_hours_low = fields.Float(related="company_id.complaint_hours_low", readonly=False)
    complaint_warn_hours = fields.Float(related="company_id.complaint_warn_hours", readonly=False)
    complaint_attempts = fields.Integer(related="company_id.complaint_attempts", readonly=False)
    complaint_check_days = fields.Integer(related="company_id.complaint_check_days", readonly=False)
    complaint_repeat_count = fields.Integer(
        related="company_id.complaint_repeat_count", readonly=False
    )
    complaint_repeat_months = fields.Integer(
        related="company_id.complaint_repeat_months", readonly=False
    )
    complaint_reopen_days = fields.Integer(
        related="company_id.complaint_reopen_days", readonly=False
    )
    complaint_twin_days = fields.Integer(related="company_id.complaint_twin_days", readonly=False)
    complaint_mail_server = fields.Char(related="company_id.complaint_mail_server", readonly=False)
    complaint_file_mb = fields.Integer(related="company_id.complaint_file_mb", readonly=False)
