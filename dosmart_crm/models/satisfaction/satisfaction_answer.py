from odoo import api, fields, models
from odoo.tools import SQL

from .survey_survey import SATISFACTION
from .survey_user_input import RESULTS


class SatisfactionAnswer(models.Model):
    """The answer sheets of clients, as those may read them who care for these clients.

    Salespeople have no access to the sheets themselves: these hold the secret with which a client
    answers. A row has the number of its sheet.
    """

    _name = "dosmart.satisfaction.answer"
    _description = "Satisfaction of a Client"
    _auto = False
    _order = "asked_on desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "product.product": ["product_tmpl_id"],
        "product.template": ["categ_id"],
        "res.partner": ["commercial_partner_id", "user_id"],
        "survey.survey": ["survey_type"],
        "survey.user_input": [
            *("asked_on", "company_id", "end_datetime", "partner_id", "product_id"),
            *("salesperson_id", "sale_order_id", "satisfaction", "satisfaction_average"),
            *("satisfaction_lowest", "state", "survey_id", "taken_by_id", "test_entry"),
        ],
    }

    partner_id = fields.Many2one("res.partner", "Who Was Asked", readonly=True)
    client_id = fields.Many2one("res.partner", "Client", readonly=True)
    client_user_id = fields.Many2one("res.users", "Salesperson of the Client", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Salesperson", readonly=True, help="When the client was asked."
    )
    company_id = fields.Many2one("res.company", readonly=True)
    survey_id = fields.Many2one("survey.survey", "Questionnaire", readonly=True)
    order_id = fields.Many2one("sale.order", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    line_id = fields.Many2one("product.category", "Product Category", readonly=True)
    asked_on = fields.Date("Asked", readonly=True)
    answered_on = fields.Datetime("Answered", readonly=True)
    taken_by_id = fields.Many2one("res.users", "Taken by Phone by", readonly=True)
    asked_count = fields.Integer("Times Asked", readonly=True)
    answered_count = fields.Integer("Times Answered", readonly=True)
    satisfaction = fields.Selection(RESULTS, "Result", readonly=True)
    lowest = fields.Integer("Lowest Mark", readonly=True, aggregator="min")
    average = fields.Float("Average Mark", digits=(3, 2), readonly=True, aggregator="avg")
    answers = fields.Json(compute="_compute_answers", help="Each question with what was answered.")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT sheet.id, sheet.partner_id, contact.commercial_partner_id AS client_id,
                   client.user_id AS client_user_id, sheet.salesperson_id AS user_id,
                   sheet.company_id, sheet.survey_id, sheet.sale_order_id AS order_id,
                   sheet.product_id, template.categ_id AS line_id, sheet.asked_on,
                   sheet.taken_by_id,
                   CASE WHEN sheet.state = 'done' THEN sheet.end_datetime END AS answered_on,
                   1 AS asked_count, (sheet.state = 'done')::int AS answered_count,
                   sheet.satisfaction, NULLIF(sheet.satisfaction_lowest, 0) AS lowest,
                   NULLIF(sheet.satisfaction_average, 0) AS average
              FROM survey_user_input AS sheet
              JOIN survey_survey AS survey
                ON survey.id = sheet.survey_id AND survey.survey_type = %s
         LEFT JOIN res_partner AS contact ON contact.id = sheet.partner_id
         LEFT JOIN res_partner AS client ON client.id = contact.commercial_partner_id
         LEFT JOIN product_product AS product ON product.id = sheet.product_id
         LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
             WHERE sheet.asked_on IS NOT NULL AND sheet.test_entry IS NOT TRUE
            """,
            SATISFACTION,
        )

    @api.depends_context("lang")
    def _compute_answers(self):
        # sudo: whoever may read the row may read what was answered, but not the secret.
        lines = self.env["survey.user_input.line"].sudo()
        found = lines.search([("user_input_id", "in", self.ids)]).grouped("user_input_id")
        by_sheet = {sheet.id: lines for sheet, lines in found.items()}
        for answer in self:
            answer.answers = [line._prepare_answer() for line in by_sheet.get(answer.id, lines)]


class SurveyUserInputLine(models.Model):
    _inherit = "survey.user_input.line"

    def _prepare_answer(self):
        """Return this answer as our own screens show it."""
        return {
            "id": self.id,
            "question": self.question_id.title,
            "answer": self.display_name if self.answer_type != "text_box" else self.value_text_box,
            "mark": self._mark() or 0,
        }
