from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

IN_MONTHS = ("last_purchase",)


class ContactProgram(models.Model):
    """Events that lie in how often a client buys, and in when its units are to be serviced."""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[
            ("service_due", "Service of a Unit Due"),
            ("last_purchase", "No Purchase for Some Months"),
            ("usual_interval", "Usual Time between Purchases Is Over"),
        ],
        ondelete={
            "service_due": "set default",
            "last_purchase": "set default",
            "usual_interval": "set default",
        },
    )

    @api.constrains("anchor_months", "trigger")
    def _check_months_of_silence(self):
        for program in self.filtered(lambda one: one.trigger in IN_MONTHS):
            if not program._months():
                raise ValidationError(
                    self.env._(
                        "Say after how many months without a purchase “%s” comes: numbers with "
                        "commas between them, such as 3, 12.",
                        program.name,
                    )
                )

    def _due_sql_service_due(self, first, last):
        """A service that new readings move by a few weeks is still the same one.

        So is one for which a visit is booked already: nothing more is asked.
        """
        return SQL(
            """
            SELECT 'dosmart.client.unit' AS anchor_model, unit.id AS anchor_id, unit.partner_id,
                   unit.next_service_date AS anchor_date, NULL::int AS user_id
              FROM dosmart_client_unit unit
             WHERE unit.active AND unit.company_id = %(company)s
               AND unit.next_service_date BETWEEN %(first)s AND %(last)s
               AND NOT EXISTS (
                   SELECT FROM dosmart_touchpoint told
                    WHERE told.program_id = %(program)s
                      AND told.anchor_model = 'dosmart.client.unit' AND told.anchor_id = unit.id
                      AND told.contacted_on IS NOT NULL
                      AND told.contacted_on > COALESCE(unit.last_service_date, '1900-01-01')
                      AND told.anchor_date <> unit.next_service_date
                      AND abs(told.anchor_date - unit.next_service_date) < 60)
               AND NOT EXISTS (
                   SELECT FROM calendar_event visit
                    WHERE visit.unit_id = unit.id AND visit.active
                      AND visit.service_kind_id = unit.next_service_kind_id
                      AND visit.start > COALESCE(unit.last_service_date, unit.purchase_date)
                      AND abs(visit.start::date - unit.next_service_date) < 60)
            """,
            company=self.company_id.id,
            first=first,
            last=last,
            program=self.id,
        )

    def _services_sql(self, first, last):
        return SQL(
            """
            SELECT 'dosmart.unit.service' AS anchor_model, service.id AS anchor_id,
                   unit.partner_id, service.date AS anchor_date, NULL::int AS user_id
              FROM dosmart_unit_service service
              JOIN dosmart_client_unit unit ON unit.id = service.unit_id
             WHERE service.company_id = %s AND service.date BETWEEN %s AND %s
            """,
            self.company_id.id,
            first,
            last,
        )

    def _purchases_sql(self):
        """Return the query of clients with their first and last day of purchase, and how many."""
        return SQL(
            """
            SELECT buyer.commercial_partner_id AS client_id, count(*) AS number,
                   min(%(day)s) AS first_day, max(%(day)s) AS last_day
              FROM sale_order sale
              JOIN res_partner buyer ON buyer.id = sale.partner_id
             WHERE sale.company_id = %(company)s AND sale.state = 'sale' AND %(lines)s
             GROUP BY buyer.commercial_partner_id
            """,
            day=self._local_day(SQL("sale.date_order")),
            company=self.company_id.id,
            lines=self._product_lines_sql(),
        )

    def _due_sql_last_purchase(self, first, last):
        """Who buys again has another last purchase; whose contract runs has not gone."""
        return SQL(
            """
            SELECT gone.* FROM (
                SELECT 'res.partner' AS anchor_model, client.id AS anchor_id,
                       client.id AS partner_id,
                       (bought.last_day + make_interval(months => silent.months))::date
                       AS anchor_date,
                       client.user_id
                  FROM (%(bought)s) bought
                  JOIN res_partner client ON client.id = bought.client_id
                 CROSS JOIN unnest(%(months)s::int[]) silent(months)
                 WHERE NOT EXISTS (
                       SELECT FROM dosmart_service_account account
                        WHERE account.partner_id = client.id AND account.state = 'running'
                          AND account.company_id = %(company)s)
            ) gone
             WHERE gone.anchor_date BETWEEN %(first)s AND %(last)s
            """,
            bought=self._purchases_sql(),
            months=self._months(),
            company=self.company_id.id,
            first=first,
            last=last,
        )

    def _due_sql_usual_interval(self, first, last):
        """The usual time is that from the first to the last purchase, shared among them."""
        return SQL(
            """
            SELECT usual.* FROM (
                SELECT 'res.partner' AS anchor_model, client.id AS anchor_id,
                       client.id AS partner_id,
                       bought.last_day + round(
                           (bought.last_day - bought.first_day)::numeric / (bought.number - 1)
                       )::int AS anchor_date,
                       client.user_id
                  FROM (%s) bought
                  JOIN res_partner client ON client.id = bought.client_id
                 WHERE bought.number > 1 AND bought.last_day > bought.first_day
            ) usual
             WHERE usual.anchor_date BETWEEN %s AND %s
            """,
            self._purchases_sql(),
            first,
            last,
        )
