from datetime import timedelta

from odoo import models
from odoo.tools import SQL

DOCUMENTS = ("res.partner", "crm.lead", "sale.order", "dosmart.client.unit")  # with activities


class ContactProgram(models.Model):
    """How long ago clients heard of us, whoever it was and by whatever means."""

    _inherit = "dosmart.contact.program"

    def _due_sql_last_contact(self, first, last):
        """The event is the last contact: with another one, it is that other one.

        A client never contacted since it was entered counts from that day.
        """
        return SQL(
            """
            SELECT 'res.partner' AS anchor_model, client.id AS anchor_id, client.id AS partner_id,
                   heard.anchor_date, client.user_id
              FROM (
                SELECT person.commercial_partner_id AS client_id, max(contact.day) AS anchor_date
                  FROM (%(contacts)s) contact(partner_id, day)
                  JOIN res_partner person ON person.id = contact.partner_id
                 WHERE contact.day >= %(first)s
                 GROUP BY person.commercial_partner_id
                HAVING max(contact.day) <= %(last)s
              ) heard
              JOIN res_partner client ON client.id = heard.client_id
            """,
            contacts=SQL(" UNION ALL ").join(self._contact_queries(first)),
            first=first,
            last=last,
        )

    def _contact_queries(self, first):
        """Return queries of (contact person, day) on which somebody heard of us since *first*."""
        moment = self.company_id._contact_moments(first, first)[0] - timedelta(days=1)
        return [
            self._entered_sql(moment),
            *(self._activity_done_sql(model, first) for model in DOCUMENTS),
            self._meeting_held_sql(moment),
            self._ordered_sql(moment),
            self._contacted_sql(first),
        ]

    def _entered_sql(self, moment):
        return SQL(
            "SELECT id, %s FROM res_partner WHERE commercial_partner_id = id AND create_date >= %s",
            self._local_day(SQL("create_date")),
            moment,
        )

    def _activity_done_sql(self, model, first):
        """Attempts of programs count by what came of their contact, not by themselves."""
        return SQL(
            """
            SELECT document.%(client)s, done.date_done
              FROM mail_activity done
              JOIN mail_activity_type kind ON kind.id = done.activity_type_id AND kind.is_contact
              JOIN %(table)s document ON document.id = done.res_id
             WHERE done.res_model = %(model)s AND NOT done.active AND done.date_done >= %(first)s
               AND done.touchpoint_id IS NULL
               AND COALESCE(done.call_outcome, '') NOT IN ('no_answer', 'busy')
            """,
            client=SQL.identifier("id" if model == "res.partner" else "partner_id"),
            table=SQL.identifier(self.env[model]._table),
            model=model,
            first=first,
        )

    def _meeting_held_sql(self, moment):
        return SQL(
            """
            SELECT rel.res_partner_id, %s
              FROM calendar_event event
              JOIN calendar_event_res_partner_rel rel ON rel.calendar_event_id = event.id
             WHERE event.active AND event.stop >= %s AND event.stop < now() AT TIME ZONE 'UTC'
            """,
            self._local_day(SQL("event.stop")),
            moment,
        )

    def _ordered_sql(self, moment):
        return SQL(
            """
            SELECT partner_id, %s FROM sale_order
             WHERE company_id = %s AND state = 'sale' AND date_order >= %s
            """,
            self._local_day(SQL("date_order")),
            self.company_id.id,
            moment,
        )

    def _contacted_sql(self, first):
        return SQL(
            """
            SELECT partner_id, contacted_on FROM dosmart_touchpoint
             WHERE company_id = %s AND contacted_on >= %s
            """,
            self.company_id.id,
            first,
        )
