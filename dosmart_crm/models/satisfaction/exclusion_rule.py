from odoo import fields, models
from odoo.tools import SQL


class ExclusionRule(models.Model):
    """Nobody is asked twice in a short time, neither by programs nor by hand (spec CP-5)."""

    _inherit = "dosmart.exclusion.rule"

    kind = fields.Selection(
        selection_add=[("asked", "Asked for Satisfaction Lately"), ("opted_out",)],
        ondelete={"asked": "cascade"},
    )

    def _excluded_sql_asked(self):
        """Return whether the client of ``due`` was asked in the days set in Settings."""
        return SQL(
            """
            EXISTS (
                SELECT FROM survey_user_input sheet
                  JOIN res_partner person ON person.id = sheet.partner_id
                  JOIN res_company company ON company.id = sheet.company_id
                 WHERE person.commercial_partner_id = due.client_id
                   AND sheet.company_id = due.company_id AND sheet.test_entry IS NOT TRUE
                   AND sheet.asked_on > due.day - company.satisfaction_pause_days)
            """
        )
