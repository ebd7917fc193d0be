from odoo import api, fields, models

from ...logic.satisfaction import judge
from .survey_survey import SATISFACTION

RESULTS = [
    ("satisfied", "Satisfied"),
    ("hidden", "Hidden Dissatisfaction"),
    ("open", "Open Dissatisfaction"),
]


class SurveyUserInput(models.Model):
    """An answer sheet of a client: about what it was asked, and how satisfied it turned out to be.

    What reports need is noted when it happens: who sold and what was bought when the client was
    asked, the verdict when it answered. All of it stays empty in sheets of other surveys.
    """

    _inherit = "survey.user_input"

    company_id = fields.Many2one("res.company", "Asked by Company", readonly=True, index=True)
    asked_on = fields.Date(readonly=True, copy=False)
    salesperson_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    sale_order_id = fields.Many2one(
        "sale.order", "Order", readonly=True, index="btree_not_null", ondelete="set null"
    )
    product_id = fields.Many2one("product.product", readonly=True, ondelete="set null")
    satisfaction = fields.Selection(RESULTS, readonly=True, copy=False)
    satisfaction_lowest = fields.Integer("Lowest Mark", readonly=True, copy=False)
    satisfaction_average = fields.Float(
        "Average Mark", digits=(3, 2), readonly=True, copy=False, aggregator="avg"
    )

    _satisfaction_idx = models.Index("(partner_id, end_datetime) WHERE satisfaction IS NOT NULL")
    _asked_idx = models.Index("(partner_id, asked_on) WHERE asked_on IS NOT NULL")

    @api.model_create_multi
    def create(self, vals_list):
        sheets = super().create(vals_list)
        sheets._clients_sheets().filtered(lambda sheet: not sheet.asked_on)._note_asked()
        return sheets

    def _clients_sheets(self):
        """Return those of these that tell of a client's satisfaction: no tests, no other survey."""
        return self.filtered(
            lambda sheet: sheet.survey_id.survey_type == SATISFACTION and not sheet.test_entry
        )

    def _note_asked(self):
        for sheet in self:
            client = sheet.partner_id.commercial_partner_id
            company = sheet.company_id or client.company_id or self.env.company
            seller = sheet.sale_order_id.user_id.filtered("active") or client.user_id
            today = sheet.with_context(tz=company.resource_calendar_id.tz)
            sheet.write(
                {
                    "company_id": company.id,
                    "asked_on": fields.Date.context_today(today),
                    "salesperson_id": (sheet.salesperson_id or seller).id,
                    "lang_id": sheet.lang_id.id or sheet._client_lang(),
                }
            )

    def _client_lang(self):
        """Return in which language the client reads the page, or none: it then has to choose."""
        lang_id = self.env["res.lang"]._get_data(code=self.partner_id.lang).id
        offered = self.survey_id.lang_ids.ids
        return lang_id if not offered or lang_id in offered else False

    def _save_lines(self, question, answer, comment=None, overwrite_existing=True):
        """Until a sheet is sent, its answers may change: what was sent before was not complete."""
        is_open = bool(self._clients_sheets()) and self.state != "done"
        return super()._save_lines(question, answer, comment, overwrite_existing or is_open)

    def _mark_done(self):
        done = super()._mark_done()
        # Whoever sends the page at the same time waits here, and then finds it sent.
        self.flush_recordset(["state"])
        self._judge()
        return done

    def _judge(self):
        """Note how satisfied the clients are who sent these sheets."""
        for sheet in self._clients_sheets():
            marks = [mark for line in sheet.user_input_line_ids if (mark := line._mark())]
            company = sheet.company_id
            sheet.write(
                {
                    "satisfaction": judge(
                        marks, company.satisfaction_open_max, company.satisfaction_hidden_max
                    ),
                    "satisfaction_lowest": min(marks, default=0),
                    "satisfaction_average": sum(marks) / len(marks) if marks else 0,
                }
            )
