from odoo import api, fields, models
from odoo.tools import SQL

from .satisfaction_class import CLASS_OF, CLASSES
from .survey_survey import SATISFACTION


class SatisfactionCoverage(models.Model):
    """Every client that ever bought: when it was asked last, and what it answered (spec SA-3)."""

    _name = "dosmart.satisfaction.coverage"
    _description = "Asked Clients"
    _auto = False
    _order = "asked_on NULLS FIRST, last_order_on desc, id"
    _rec_name = "client_id"
    _depends = {
        "res.company": ["satisfaction_months"],
        "res.partner": ["active", "commercial_partner_id", "user_id"],
        "sale.order": ["company_id", "date_order", "partner_id", "state"],
        "survey.survey": ["survey_type"],
        "survey.user_input": [
            *("asked_on", "company_id", "end_datetime", "partner_id", "satisfaction"),
            *("satisfaction_average", "state", "survey_id", "test_entry"),
        ],
    }

    client_id = fields.Many2one("res.partner", "Client", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    last_order_on = fields.Datetime("Last Order", readonly=True)
    asked_on = fields.Date("Last Asked", readonly=True)
    asked_count = fields.Integer("Times Asked", readonly=True)
    answered_count = fields.Integer("Times Answered", readonly=True)
    average = fields.Float("Average Mark", digits=(3, 2), readonly=True, aggregator="avg")
    satisfaction_class = fields.Selection(CLASSES, "Satisfaction", readonly=True)
    is_due = fields.Boolean(
        "To Be Asked", readonly=True, help="Not asked in the months set in Settings → DOSmart."
    )

    @property
    def _table_query(self):
        """One row per client and company, with the number of the first order between the two."""
        return SQL(
            """
            SELECT bought.id, bought.client_id, bought.user_id, bought.company_id,
                   bought.last_order_on, asked.asked_on, asked.times AS asked_count,
                   asked.answered AS answered_count, asked.average,
                   CASE asked.result %(classes)s END AS satisfaction_class,
                   COALESCE(asked.asked_on < %(today)s::date
                            - make_interval(months => company.satisfaction_months), TRUE) AS is_due
              FROM (%(bought)s) AS bought
              JOIN res_company AS company ON company.id = bought.company_id
             CROSS JOIN LATERAL (%(asked)s) AS asked
            """,
            today=fields.Date.context_today(self),
            classes=self._classes_sql(),
            bought=self._bought_sql(),
            asked=self._asked_sql(),
        )

    @api.model
    def _classes_sql(self):
        return SQL(" ").join(
            SQL("WHEN %s THEN %s", result, name) for result, name in CLASS_OF.items()
        )

    @api.model
    def _bought_sql(self):
        """Return who bought; whoever looks for own clients gets at once to their orders."""
        return SQL(
            """
            SELECT MIN(sale.id) AS id, client.id AS client_id, client.user_id, sale.company_id,
                   MAX(sale.date_order) AS last_order_on
              FROM sale_order AS sale
              JOIN res_partner AS contact ON contact.id = sale.partner_id
              JOIN res_partner AS client ON client.id = contact.commercial_partner_id
             WHERE sale.state = 'sale' AND client.active
             GROUP BY client.id, client.user_id, sale.company_id
            """
        )

    @api.model
    def _asked_sql(self):
        """Return what became of all that the client in ``bought`` was asked, in one row."""
        newest = SQL("ORDER BY sheet.end_datetime DESC, sheet.id DESC")
        return SQL(
            """
            SELECT MAX(sheet.asked_on) AS asked_on, COUNT(*) AS times,
                   COUNT(*) FILTER (WHERE sheet.state = 'done') AS answered,
                   AVG(NULLIF(sheet.satisfaction_average, 0)) AS average,
                   (array_agg(sheet.satisfaction %(newest)s)
                        FILTER (WHERE sheet.satisfaction IS NOT NULL))[1] AS result
              FROM res_partner AS contact
              JOIN survey_user_input AS sheet ON sheet.partner_id = contact.id
              JOIN survey_survey AS survey
                ON survey.id = sheet.survey_id AND survey.survey_type = %(satisfaction)s
             WHERE contact.commercial_partner_id = bought.client_id
               AND sheet.company_id = bought.company_id
               AND sheet.asked_on IS NOT NULL AND sheet.test_entry IS NOT TRUE
            """,
            newest=newest,
            satisfaction=SATISFACTION,
        )

    def action_ask_satisfaction(self):
        """Open the window that asks these clients."""
        return self.client_id.with_company(self.company_id[:1]).action_ask_satisfaction()
