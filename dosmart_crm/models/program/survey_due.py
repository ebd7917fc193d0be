from odoo import fields, models
from odoo.tools import SQL


class ContactProgram(models.Model):
    """When it is time to ask a client how satisfied it is."""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[("survey_due", "Time to Ask How Satisfied Somebody Is")],
        ondelete={"survey_due": "set default"},
    )

    def _due_sql_survey_due(self, first, last):
        """Ask after the first purchase of a product, after a service, and a year after the last.

        A year counts from the last questionnaire, else from the last purchase.
        """
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
        return SQL(
            """
            SELECT yearly.* FROM (
                SELECT 'res.partner' AS anchor_model, client.id AS anchor_id,
                       client.id AS partner_id,
                       (COALESCE(asked.day, bought.last_day) + interval '1 year')::date
                       AS anchor_date,
                       client.user_id
                  FROM (%(bought)s) bought
                  JOIN res_partner client ON client.id = bought.client_id
             LEFT JOIN (
                    SELECT person.commercial_partner_id AS client_id, max(told.contacted_on) AS day
                      FROM dosmart_touchpoint told
                      JOIN res_partner person ON person.id = told.partner_id
                     WHERE told.channel = 'survey' AND told.company_id = %(company)s
                     GROUP BY person.commercial_partner_id
                  ) asked ON asked.client_id = client.id
            ) yearly
             WHERE yearly.anchor_date BETWEEN %(first)s AND %(last)s
            """,
            bought=self._purchases_sql(),
            company=self.company_id.id,
            first=first,
            last=last,
        )
