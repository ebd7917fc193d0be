from odoo import api, fields, models

SURVEY = "dosmart_crm.survey_satisfaction"


class ResCompany(models.Model):
    """How the company asks its clients, and how it reads their answers."""

    _inherit = "res.company"

    satisfaction_survey_id = fields.Many2one(
        "survey.survey",
        "Questionnaire",
        domain=[("survey_type", "=", "satisfaction")],
        default=lambda self: self.env.ref(SURVEY, raise_if_not_found=False),
        ondelete="set null",
        help="For products that have none of their own, nor their product line.",
    )
    satisfaction_open_max = fields.Integer(
        "Open Dissatisfaction up to",
        default=2,
        required=True,
        help="The lowest mark of an answer sheet decides. 1 is the worst, 5 the best.",
    )
    satisfaction_hidden_max = fields.Integer(
        "Hidden Dissatisfaction up to", default=3, required=True
    )
    satisfaction_months = fields.Integer(
        "Months until Asked Again",
        default=12,
        required=True,
        help="Every client is asked at least once in so many months.",
    )
    satisfaction_bought_months = fields.Integer(
        "Buyers of the Last Months",
        default=3,
        required=True,
        help="Programs ask those who bought in these months, and were not asked, first.",
    )
    satisfaction_served_months = fields.Integer(
        "Serviced in the Last Months",
        default=12,
        required=True,
        help="Programs ask those serviced in these months, and not asked, first.",
    )
    satisfaction_pause_days = fields.Integer(
        "Days without Asking Twice",
        default=30,
        required=True,
        help="Whoever was asked in the last so many days is left out. 0: nobody.",
    )

    _satisfaction_marks = models.Constraint(
        "CHECK(1 <= satisfaction_open_max AND satisfaction_open_max <= satisfaction_hidden_max"
        " AND satisfaction_hidden_max < 5)",
        "Marks go from 1 to 5: open dissatisfaction ends at or below hidden dissatisfaction, "
        "and 5 is always satisfied.",
    )
    _satisfaction_times = models.Constraint(
        "CHECK(satisfaction_months BETWEEN 1 AND 120 AND"
        " satisfaction_bought_months BETWEEN 0 AND 120 AND"
        " satisfaction_served_months BETWEEN 0 AND 120 AND"
        " satisfaction_pause_days BETWEEN 0 AND 365)",
        "Clients are asked every 1 to 120 months, and not twice within 0 to 365 days.",
    )

    @api.model
    def _ship_questionnaire(self):
        """Give the companies that are there before us the shipped questionnaire."""
        self.search([("satisfaction_survey_id", "=", False)]).satisfaction_survey_id = self.env.ref(
            SURVEY
        )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_survey_id = fields.Many2one(
        related="company_id.satisfaction_survey_id", readonly=False
    )
    satisfaction_open_max = fields.Integer(
        related="company_id.satisfaction_open_max", readonly=False
    )
    satisfaction_hidden_max = fields.Integer(
        related="company_id.satisfaction_hidden_max", readonly=False
    )
    satisfaction_months = fields.Integer(related="company_id.satisfaction_months", readonly=False)
    satisfaction_bought_months = fields.Integer(
        related="company_id.satisfaction_bought_months", readonly=False
    )
    satisfaction_served_months = fields.Integer(
        related="company_id.satisfaction_served_months", readonly=False
    )
    satisfaction_pause_days = fields.Integer(
        related="company_id.satisfaction_pause_days", readonly=False
    )
