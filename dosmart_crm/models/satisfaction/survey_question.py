from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ...logic.satisfaction import BEST
from .survey_survey import SATISFACTION


class SurveyQuestion(models.Model):
    """A scale in a satisfaction questionnaire goes from 1 to 5: so marks can be compared."""

    _inherit = "survey.question"

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        survey = self.env["survey.survey"].browse(self.env.context.get("default_survey_id"))
        if survey.survey_type == SATISFACTION:
            proposed = {"question_type": "scale", "scale_min": 1, "scale_max": BEST}
            values |= {name: value for name, value in proposed.items() if name in fields}
        return values

    @api.constrains("question_type", "scale_min", "scale_max", "survey_id")
    def _check_satisfaction_scale(self):
        for question in self:
            is_asked = question.survey_id.survey_type == SATISFACTION
            if is_asked and question.question_type == "scale":
                question._check_marks()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        """What clients have said is kept: their results came of it."""
        asked = self.filtered(lambda one: one.survey_id.survey_type == SATISFACTION)
        # sudo: whoever deletes may not read all answers, of whatever company.
        lines = self.env["survey.user_input.line"].sudo()
        if answered := lines.search([("question_id", "in", asked.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Clients have answered “%s”, and that is kept. Duplicate the questionnaire, "
                    "change the copy, and archive this one.",
                    answered.question_id.title,
                )
            )

    def _check_marks(self):
        if (self.scale_min, self.scale_max) != (1, BEST):
            raise ValidationError(
                self.env._(
                    "“%s” is asked for satisfaction: set its scale from 1 (worst) to 5 (best).",
                    self.title,
                )
            )
