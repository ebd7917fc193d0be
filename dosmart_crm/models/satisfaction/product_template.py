from odoo import fields, models

HELP = "What clients who bought it are asked. Empty: that of the line, then that of the company."


class ProductCategory(models.Model):
    """A product line may be asked about with a questionnaire of its own."""

    _inherit = "product.category"

    satisfaction_survey_id = fields.Many2one(
        "survey.survey",
        "Satisfaction Questionnaire",
        domain=[("survey_type", "=", "satisfaction")],
        groups="base.group_user",
        help="For its products that have none of their own, and for the lines below it.",
    )

    def _satisfaction_survey(self):
        """Return the questionnaire of this line, or of the nearest above that has one."""
        line = self
        while line and not line.satisfaction_survey_id.active:
            line = line.parent_id
        return line.satisfaction_survey_id


class ProductTemplate(models.Model):
    """A product may be asked about with a questionnaire of its own."""

    _inherit = "product.template"

    satisfaction_survey_id = fields.Many2one(
        "survey.survey",
        "Satisfaction Questionnaire",
        domain=[("survey_type", "=", "satisfaction")],
        groups="base.group_user",
        help=HELP,
    )


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _satisfaction_survey(self, company):
        """Return what clients of *company* who bought this product are asked, or nothing."""
        # sudo: whoever asks need not be able to read products, companies and questionnaires.
        product, company = self.sudo(), company.sudo()
        for survey in (
            product.satisfaction_survey_id,
            product.categ_id._satisfaction_survey(),
            company.satisfaction_survey_id,
        ):
            if survey.active:
                return survey
        return survey.browse()
