from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ...logic.instalments import add_months


class ContactProgram(models.Model):
    """What happened that a program waits for: one query for each trigger.

    ``_due_sql_<trigger>(first, last)`` returns a query of events whose day lies between the two,
    both included, with these columns: ``anchor_model`` and ``anchor_id`` (the record that it is
    about), ``anchor_date`` (its day in the company's time zone), ``partner_id`` (whom to contact:
    a client, or a person) and ``user_id`` (the salesperson it belongs to, or NULL). Who of them
    is contacted is decided elsewhere: a query only finds what happened.
    """

    _inherit = "dosmart.contact.program"

    def _due_sql(self, first, last):
        """Return the query of events from *first* to *last*."""
        self.ensure_one()
        return getattr(self, f"_due_sql_{self.trigger}")(first, last)

    def _local_day(self, column):
        """Return the SQL expression of the company's day of *column*, a moment in UTC."""
        zone = self.company_id._contact_zone()
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, zone)

    def _within(self, column, first, last):
        """Return the SQL condition that *column*, a moment in UTC, lies on one of the days."""
        begin, end = self.company_id._contact_moments(first, last)
        return SQL(
            "%(column)s >= %(begin)s AND %(column)s < %(end)s", column=column, begin=begin, end=end
        )

    def _orders_sql(self, day, first, last):
        """Return the query of orders confirmed from *first* to *last*; *day* is an expression."""
        return SQL(
            """
            SELECT 'sale.order' AS anchor_model, sale.id AS anchor_id,
                   buyer.commercial_partner_id AS partner_id, %(day)s AS anchor_date, sale.user_id
              FROM sale_order sale
              JOIN res_partner buyer ON buyer.id = sale.partner_id
             WHERE sale.company_id = %(company)s AND sale.state = 'sale'
               AND %(within)s AND %(lines)s
            """,
            day=day,
            company=self.company_id.id,
            within=self._within(SQL("sale.date_order"), first, last),
            lines=self._product_lines_sql(),
        )

    def _product_lines_sql(self):
        """Return the SQL condition that ``sale`` has a product of the product lines."""
        if not self.category_ids:
            return SQL("TRUE")
        # sudo: the tree of product lines is no secret
        categories = self.sudo().category_ids.search([("id", "child_of", self.category_ids.ids)])
        return SQL(
            """
            EXISTS (
                SELECT FROM sale_order_line line
                  JOIN product_product product ON product.id = line.product_id
                  JOIN product_template template ON template.id = product.product_tmpl_id
                 WHERE line.order_id = sale.id AND template.categ_id IN %s
            )
            """,
            tuple(categories.ids),
        )

    def _due_sql_order_confirmed(self, first, last):
        return self._orders_sql(self._local_day(SQL("sale.date_order")), first, last)

    def _due_sql_purchase_anniversary(self, first, last):
        """A purchase of the 31st has its anniversary on the last day of a shorter month."""
        queries = []
        for months in self._months():
            day = self._local_day(SQL("sale.date_order"))
            day = SQL("(%s + make_interval(months => %s))::date", day, months)
            # Up to three days of the longer month fall on the last of the shorter one.
            begin = add_months(first, -months) - timedelta(days=4)
            end = add_months(last, -months) + timedelta(days=4)
            queries.append(self._orders_sql(day, begin, end))
        return SQL(
            "SELECT * FROM (%s) anniversary WHERE anchor_date BETWEEN %s AND %s",
            SQL(" UNION ALL ").join(queries),
            first,
            last,
        )

    def _due_sql_contract_end(self, first, last):
        return SQL(
            """
            SELECT 'dosmart.service.account' AS anchor_model, account.id AS anchor_id,
                   account.partner_id, account.date_end AS anchor_date, account.user_id
              FROM dosmart_service_account account
             WHERE account.company_id = %s AND account.state = 'running'
               AND account.date_end BETWEEN %s AND %s
            """,
            self.company_id.id,
            first,
            last,
        )

    def _services_sql(self, first, last):
        """Return the query of services done from *first* to *last*; extend it to know of some.

        Its columns are those of every query of events. The exclusion of who was serviced lately
        has a hook of its own: ``_excluded_sql_serviced``.
        """
        return SQL(
            """
            SELECT NULL::varchar AS anchor_model, NULL::int AS anchor_id, NULL::int AS partner_id,
                   NULL::date AS anchor_date, NULL::int AS user_id
             WHERE FALSE
            """
        )

    def _due_sql_service_done(self, first, last):
        return self._services_sql(first, last)

    def _due_sql_status_changed(self, first, last):
        """A client that has changed on since then is not contacted about it any more."""
        statuses = SQL("AND stay.status_id IN %s", tuple(self.status_ids.ids))
        return SQL(
            """
            SELECT 'dosmart.status.history' AS anchor_model, stay.id AS anchor_id,
                   client.id AS partner_id, %(day)s AS anchor_date, NULL::int AS user_id
              FROM dosmart_status_history stay
              JOIN res_partner client ON client.own_sheet_id = stay.sheet_id
             WHERE stay.date_end IS NULL AND %(within)s %(statuses)s
            """,
            day=self._local_day(SQL("stay.date")),
            within=self._within(SQL("stay.date"), first, last),
            statuses=statuses if self.status_ids else SQL(),
        )

    def _due_sql_assigned(self, first, last):
        """A client that was given on since then is that of another event."""
        return SQL(
            "SELECT event.* FROM (%s) event JOIN res_partner client"
            " ON client.id = event.partner_id AND client.user_id = event.user_id",
            self._due_sql_event("assigned", first, last),
        )

    def _due_sql_requested(self, first, last):
        return self._due_sql_event("requested", first, last)

    def _due_sql_event(self, kind, first, last):
        """Return the query of what was reported by ``_plan_event``."""
        return SQL(
            """
            SELECT 'dosmart.contact.event' AS anchor_model, happened.id AS anchor_id,
                   happened.partner_id, happened.date AS anchor_date, happened.user_id
              FROM dosmart_contact_event happened
             WHERE happened.company_id = %s AND happened.kind = %s
               AND happened.date BETWEEN %s AND %s
            """,
            self.company_id.id,
            kind,
            first,
            last,
        )
