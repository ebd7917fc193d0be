from odoo import api, models
from odoo.tools import SQL


class DealDateKind(models.Model):
    """Satisfaction is asked with a questionnaire as well as with the paper form."""

    _inherit = "dosmart.deal.date.kind"

    @api.model
    def _actual_sql_document(self):
        return SQL(
            """
            SELECT LEAST((%s), CASE WHEN kind.document_kind = 'satisfaction' THEN (
                SELECT MIN(sheet.asked_on)
                  FROM survey_user_input sheet
                  JOIN sale_order sold ON sold.id = sheet.sale_order_id
                 WHERE sold.opportunity_id = lead.id AND sheet.test_entry IS NOT TRUE
            ) END)
            """,
            super()._actual_sql_document(),
        )


class DealTimeline(models.Model):
    _inherit = "dosmart.deal.timeline"
    _depends = {
        "sale.order": ["opportunity_id"],
        "survey.user_input": ["asked_on", "sale_order_id", "test_entry"],
    }
