from odoo import models
from odoo.tools import SQL

from ...logic.contact_calendar import repeated


class ContactProgram(models.Model):
    """Events that lie in the client itself: birthdays, the calendar, a cycle."""

    _inherit = "dosmart.contact.program"

    def _due_sql_birthday(self, first, last):
        """Who was born on 29 February has the birthday on the 28th in common years."""
        return SQL(
            """
            SELECT 'res.partner' AS anchor_model, person.id AS anchor_id,
                   person.id AS partner_id, day.anchor_date, person.user_id
              FROM (
                SELECT number::date AS anchor_date,
                       date_trunc('month', number) + interval '1 month - 1 day' AS month_end
                  FROM generate_series(%s::date, %s::date, '1 day') number
              ) day
              JOIN res_partner person
                ON EXTRACT(MONTH FROM person.birthdate_date) = EXTRACT(MONTH FROM anchor_date)
               AND LEAST(
                    EXTRACT(DAY FROM person.birthdate_date), EXTRACT(DAY FROM day.month_end)
               ) = EXTRACT(DAY FROM anchor_date)
             WHERE person.birthdate_date < anchor_date AND NOT COALESCE(person.is_company, FALSE)
            """,
            first,
            last,
        )

    def _due_sql_calendar_date(self, first, last):
        days = {day for date in self.date_ids for day in date._falls_on(first, last)}
        return self._clients_on_sql(sorted(days))

    def _clients_on_sql(self, days):
        """Return the query of all clients, on each of *days*."""
        return SQL(
            """
            SELECT 'res.partner' AS anchor_model, client.id AS anchor_id,
                   client.id AS partner_id, anchor_date, client.user_id
              FROM unnest(%s::date[]) anchor_date, res_partner client
             WHERE client.commercial_partner_id = client.id
            """,
            days,
        )

    def _due_sql_cycle(self, first, last):
        if self.cycle_from == "date":
            start = self.date_start
            return self._clients_on_sql(
                repeated(start, self.cycle_number, self.cycle_unit, first, last)
            )
        return SQL(
            """
            SELECT 'res.partner' AS anchor_model, begun.id AS anchor_id, begun.id AS partner_id,
                   number::date AS anchor_date, begun.user_id
              FROM (%(begun)s) begun
              JOIN generate_series(%(first)s::date, %(last)s::date, '1 day') number
                ON number::date > begun.day AND %(returns)s
            """,
            begun=self._begun_sql(),
            first=first,
            last=last,
            returns=self._returns_sql(),
        )

    def _begun_sql(self):
        """Return the query of clients with the day of their first purchase, or else of entry."""
        return SQL(
            """
            SELECT client.id, client.user_id, %(day)s AS day
              FROM res_partner client
              LEFT JOIN (
                SELECT buyer.commercial_partner_id AS client_id, min(sale.date_order) AS bought_on
                  FROM sale_order sale
                  JOIN res_partner buyer ON buyer.id = sale.partner_id
                 WHERE sale.company_id = %(company)s AND sale.state = 'sale'
                 GROUP BY buyer.commercial_partner_id
              ) purchase ON purchase.client_id = client.id
             WHERE client.commercial_partner_id = client.id AND client.active
            """,
            day=self._local_day(SQL("COALESCE(purchase.bought_on, client.create_date)")),
            company=self.company_id.id,
        )

    def _returns_sql(self):
        """Return the SQL condition that the cycle of a client begun on a day returns that day."""
        if self.cycle_unit != "month":
            days = self.cycle_number * (7 if self.cycle_unit == "week" else 1)
            return SQL("(number::date - begun.day) %% %s = 0", days)
        months = SQL(
            "((EXTRACT(YEAR FROM number) - EXTRACT(YEAR FROM begun.day)) * 12"
            " + EXTRACT(MONTH FROM number) - EXTRACT(MONTH FROM begun.day))::int"
        )
        return SQL(
            "%(months)s %% %(number)s = 0"
            " AND (begun.day + make_interval(months => %(months)s))::date = number::date",
            months=months,
            number=self.cycle_number,
        )
