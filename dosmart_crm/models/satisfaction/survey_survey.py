from odoo import api, fields, models
from odoo.exceptions import ValidationError

SATISFACTION = "satisfaction"


class SurveySurvey(models.Model):
    """A satisfaction questionnaire is answered by those we asked, once, about what they bought.

    It is a type of its own, so that its answers stay with those who care for the client.
    """

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[(SATISFACTION, "Satisfaction")], ondelete={SATISFACTION: "set default"}
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if values.get("survey_type") == SATISFACTION:
            proposed = self._satisfaction_defaults()
            values |= {name: value for name, value in proposed.items() if name in fields}
        return values

    @api.depends("survey_type")
    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        done = super()._compute_allowed_survey_types()
        user = self.env.user
        if user.has_group("sales_team.group_sale_manager"):
            for survey in self:
                survey.allowed_survey_types = [*(survey.allowed_survey_types or []), SATISFACTION]
        return done

    @api.constrains("survey_type", "access_mode", "users_login_required")
    def _check_only_clients_asked(self):
        for survey in self:
            is_by_link = survey.access_mode == "token" and not survey.users_login_required
            if survey.survey_type == SATISFACTION and not is_by_link:
                raise ValidationError(
                    self.env._(
                        "Only clients that were asked may answer “%s”, with their link alone: "
                        "choose the access mode “Invited people only”, and no login.",
                        survey.title,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        self.question_and_page_ids._unlink_except_answered()

    @api.onchange("survey_type")
    def _onchange_survey_type(self):
        done = super()._onchange_survey_type()
        if self.survey_type == SATISFACTION:
            self.update(self._satisfaction_defaults() | {"certification": False})
        return done

    @api.model
    def _satisfaction_defaults(self):
        return {
            "access_mode": "token",
            "users_login_required": False,
            "is_attempts_limited": True,
            "attempts_limit": 1,
            "questions_layout": "one_page",
            "scoring_type": "no_scoring",
        }

    def action_send_survey(self):
        """Questionnaires of satisfaction go to clients: choose them where it is known who asks."""
        if self.survey_type == SATISFACTION:
            return self.env["ir.actions.act_window"]._for_xml_id(
                "dosmart_crm.satisfaction_coverage_action"
            )
        return super().action_send_survey()
