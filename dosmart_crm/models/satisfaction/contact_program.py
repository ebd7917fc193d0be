from odoo import fields, models
from odoo.tools import SQL


class ContactProgram(models.Model):
    """Whom to ask how satisfied it is, and when (spec CP-5); how often is a setting (SA-3)."""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[("survey_due", "Time to Ask How Satisfied Somebody Is")],
        ondelete={"survey_due": "set default"},
    )

    def _due_sql_survey_due(self, first, last):
        """Ask after the first purchase of a product, after a service, and whom nobody asked."""
        return SQL(
            "%s UNION ALL %s UNION ALL %s",
            self._first_products_sql(first, last),
            self._services_sql(first, last),
            self._not_asked_sql(first, last),
        )

    def _first_products_sql(self, first, last):
        return SQL(
            """
            SELECT bought.* FROM (%s) bought
             WHERE EXISTS (
                SELECT FROM sale_order_line item
                 WHERE item.order_id = bought.anchor_id AND item.display_type IS NULL
                   AND item.product_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM sale_order_line older
                      JOIN sale_order before ON before.id = older.order_id
                      JOIN res_partner buyer ON buyer.id = before.partner_id
                      JOIN sale_order now_sold ON now_sold.id = bought.anchor_id
                     WHERE older.product_id = item.product_id AND before.state = 'sale'
                       AND before.company_id = now_sold.company_id
                       AND buyer.commercial_partner_id = bought.partner_id
                       AND (before.date_order, before.id)
                           < (now_sold.date_order, now_sold.id)))
            """,
            self._orders_sql(self._local_day(SQL("sale.date_order")), first, last),
        )

    def _not_asked_sql(self, first, last):
        """Return the query of clients that nobody asked for the months of the company.

        They are due when the day of their last purchase, service or questionnaire comes again:
        every month as long as the purchase or service is recent, else once a year. So those who
        bought before the program was switched on are asked in the month after it, or in the year
        if that was long ago: each on its own day, and never all at once.
        """
        company = self.company_id
        return SQL(
            """
            SELECT anchor_model, anchor_id, partner_id, anchor_date, user_id FROM (
                SELECT 'res.partner' AS anchor_model, client.id AS anchor_id,
                       client.id AS partner_id,
                       (since.day + make_interval(months => nth))::date AS anchor_date,
                       client.user_id, asked.day AS asked_on, nth, since.months
                  FROM (%(bought)s) bought
             FULL JOIN (%(served)s) served USING (client_id)
             LEFT JOIN (%(asked)s) asked USING (client_id)
                  JOIN res_partner client ON client.id = client_id
                 CROSS JOIN LATERAL (
                    VALUES (bought.last_day, %(bought_months)s),
                           (served.last_day, %(served_months)s), (asked.day, 0)
                 ) since(day, months)
                 CROSS JOIN LATERAL generate_series(%(nth_first)s, %(nth_last)s) nth
                 WHERE since.day IS NOT NULL AND nth > 0
            ) again
             WHERE anchor_date BETWEEN %(first)s AND %(last)s AND anchor_date >= %(started)s
               AND (nth <= months OR nth %% %(every)s = 0)
               AND (asked_on IS NULL
                    OR asked_on + make_interval(months => %(every)s) <= anchor_date)
            """,
            bought=self._purchases_sql(),
            served=self._last_services_sql(),
            asked=self._last_asked_sql(),
            bought_months=company.satisfaction_bought_months,
            served_months=company.satisfaction_served_months,
            nth_first=self._months_since(first),
            nth_last=self._months_since(last),
            first=first,
            last=last,
            started=self.started_on or first,
            every=company.satisfaction_months,
        )

    def _months_since(self, day):
        """Return the SQL expression of how many months *day* comes after that of ``since``."""
        return SQL(
            "(%s - EXTRACT(YEAR FROM since.day)::int * 12 - EXTRACT(MONTH FROM since.day)::int)",
            day.year * 12 + day.month,
        )

    def _last_services_sql(self):
        return SQL(
            """
            SELECT unit.client_id, max(service.date) AS last_day
              FROM dosmart_unit_service service
              JOIN dosmart_client_unit unit ON unit.id = service.unit_id
             WHERE service.company_id = %s
             GROUP BY unit.client_id
            """,
            self.company_id.id,
        )

    def _last_asked_sql(self):
        """Return the query of clients with the day on which they were asked last, by whomever.

        What this program asked counts whatever its questionnaire.
        """
        return SQL(
            """
            SELECT person.commercial_partner_id AS client_id, max(sheet.day) AS day
              FROM (
                SELECT partner_id, asked_on AS day FROM survey_user_input
                 WHERE asked_on IS NOT NULL AND test_entry IS NOT TRUE AND company_id = %s
                 UNION ALL
                SELECT partner_id, contacted_on FROM dosmart_touchpoint
                 WHERE program_id = %s AND contacted_on IS NOT NULL
              ) sheet
              JOIN res_partner person ON person.id = sheet.partner_id
             GROUP BY person.commercial_partner_id
            """,
            self.company_id.id,
            self.id,
        )
