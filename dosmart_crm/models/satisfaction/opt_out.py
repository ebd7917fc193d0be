from odoo import models


class SurveyUserInput(models.Model):
    """The email with a questionnaire has a link with which the client wants no more of them."""

    _name = "survey.user_input"
    _inherit = ["survey.user_input", "dosmart.opt.out.mixin"]

    _opt_out_kind = "survey"

    def _opt_out_subject(self):
        return self.survey_id.title
