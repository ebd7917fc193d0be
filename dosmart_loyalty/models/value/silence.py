from odoo import api, fields, models
from odoo.tools import SQL

HELP = (
    "While a deal is open, clients of this class hear of us at least every so many days; else the "
    "salesperson is asked to get in touch. 0: no limit. It goes before the client's status; who "
    "has no class yet keeps the days of the status."
)


class ValuePolicy(models.Model):
    """How long a client of each class may be left alone (spec SP-3)."""

    _inherit = "dosmart.value.policy"

    silence_days_a = fields.Integer("A: Most Days", default=30, required=True, help=HELP)
    silence_days_b = fields.Integer("B: Most Days", default=60, required=True, help=HELP)
    silence_days_c = fields.Integer("C: Most Days", default=90, required=True, help=HELP)

    _silence_days_plausible = models.Constraint(
        "CHECK(silence_days_a BETWEEN 0 AND 3650 AND silence_days_b BETWEEN 0 AND 3650"
        " AND silence_days_c BETWEEN 0 AND 3650)",
        "A client may be left alone for 1 to 3650 days, or for ever: 0.",
    )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def _get_max_silence_days(self):
        """Return the days of the client's class, else what the sales process says."""
        return SQL(
            """
            COALESCE((
                SELECT CASE value.abc WHEN 'a' THEN policy.silence_days_a
                                      WHEN 'b' THEN policy.silence_days_b
                                      WHEN 'c' THEN policy.silence_days_c END
                  FROM (%(buyers)s) AS buyer
                  JOIN dosmart_client_value value ON value.partner_id = buyer.id
                  JOIN dosmart_value_policy policy ON policy.company_id = value.company_id
                 WHERE value.company_id = COALESCE(lead.company_id, %(company)s)
                 ORDER BY buyer.distance
                 LIMIT 1
            ), %(other)s)
            """,
            buyers=self._buyers_sql(),
            company=self.env.company.id,
            other=super()._get_max_silence_days(),
        )

    def _buyers_sql(self):
        """Return the contact of ``lead`` and whom it buys for: see ``_value_client``."""
        return SQL(
            """
            WITH RECURSIVE buyer AS (
                SELECT id, parent_id, 0 AS distance, is_company OR is_separate_division AS is_last
                  FROM res_partner
                 WHERE id = lead.partner_id
             UNION ALL
                SELECT above.id, above.parent_id, distance + 1,
                       above.is_company OR above.is_separate_division
                  FROM buyer
                  JOIN res_partner above ON above.id = buyer.parent_id
                 WHERE buyer.is_last IS NOT TRUE
            )
            SELECT id, distance FROM buyer
            """
        )


class DealTimeline(models.Model):
    _inherit = "dosmart.deal.timeline"
    _depends = {
        "dosmart.client.value": ["abc", "company_id", "partner_id"],
        "dosmart.value.policy": ["silence_days_a", "silence_days_b", "silence_days_c"],
        "res.partner": ["is_company", "is_separate_division", "parent_id"],
    }
