from odoo import models
from odoo.tools import SQL

from .program_last_contact import DOCUMENTS
from .touchpoint_subject import SUBJECTS


class NextContact(models.Model):
    """Where contacts are planned: queries with the columns of ``plan`` in ``_table_query``.

    The number that comes first keeps the ids of one source apart from those of the others.
    """

    _inherit = "dosmart.next.contact"

    def _queries(self):
        return [
            *map(self._activity_query, DOCUMENTS),
            self._visit_query(),
            self._note_query(),
            self._offer_query(),
            self._program_query(),
            self._request_query(),
        ]

    def _activity_query(self, model):
        return SQL(
            """
            SELECT 1, 'activity', activity.id, document.%(client)s, document.company_id,
                   activity.user_id, activity.date_deadline,
                   NULLIF(trim(activity.summary), ''),
                   COALESCE(activity.contact_product_id, %(product)s), NULL::int
              FROM mail_activity AS activity
              JOIN mail_activity_type AS kind ON kind.id = activity.activity_type_id
              JOIN %(table)s AS document ON document.id = activity.res_id
             WHERE activity.res_model = %(model)s
               AND activity.active AND activity.calendar_event_id IS NULL
               AND (kind.is_contact OR activity.touchpoint_id IS NOT NULL)
            """,
            model=model,
            table=SQL.identifier(self.env[model]._table),
            client=SQL.identifier("id" if model == "res.partner" else "partner_id"),
            product=self._product_sql(model, SQL("activity.res_id")),
        )

    def _visit_query(self):
        return SQL(
            """
            SELECT 2, 'visit', event.id, COALESCE(event.visit_client_id, lead.partner_id),
                   lead.company_id, event.user_id, %(day)s,
                   CASE WHEN event.privacy = 'private' THEN '…' ELSE NULLIF(event.name, '') END,
                   COALESCE(event.contact_product_id, %(offered)s), NULL::int
              FROM calendar_event AS event
         LEFT JOIN crm_lead AS lead ON lead.id = event.opportunity_id
             WHERE event.is_visit AND event.active AND event.visit_state = 'planned'
            """,
            day=self.env["dosmart.deal.date.kind"]._local_day_sql(SQL("event.start")),
            offered=self._product_sql("crm.lead", SQL("lead.id")),
        )

    def _note_query(self):
        """Return the next step of the newest note of each client and product line."""
        return SQL(
            """
            SELECT 3, 'note', note.id, note.partner_id, note.company_id, note.user_id,
                   note.next_step_date, note.next_step_purpose, NULL::int, note.line_id
              FROM dosmart_product_approach AS note
             WHERE note.next_step_date IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM dosmart_product_approach AS newer
                    WHERE newer.partner_id = note.partner_id AND newer.line_id = note.line_id
                      AND newer.company_id = note.company_id
                      AND (newer.date, newer.id) > (note.date, note.id))
            """
        )

    def _offer_query(self):
        return SQL(
            """
            SELECT 4, 'offer', proposal.id, proposal.partner_id, proposal.company_id,
                   proposal.user_id, proposal.next_step_date, %(name)s,
                   product.product_tmpl_id, NULL::int
              FROM dosmart_offer_proposal AS proposal
              JOIN dosmart_offer AS offer ON offer.id = proposal.offer_id
         LEFT JOIN product_product AS product ON product.id = offer.product_id
             WHERE proposal.state = 'on_table' AND proposal.next_step_date IS NOT NULL
            """,
            name=self.env["dosmart.offer"]._field_to_sql("offer", "name"),
        )

    def _program_query(self):
        """Return what programs have planned and nobody has an activity for yet."""
        about = [
            SQL("WHEN %s THEN %s", model, self._product_sql(model, SQL("touch.anchor_id")))
            for model in SUBJECTS
        ]
        return SQL(
            """
            SELECT 5, 'program', touch.id, touch.partner_id, touch.company_id, touch.user_id,
                   touch.open_on, NULLIF(%(summary)s, ''),
                   CASE touch.anchor_model %(about)s END, NULL::int
              FROM dosmart_touchpoint AS touch
              JOIN dosmart_contact_program_step AS step ON step.id = touch.step_id
             WHERE touch.state = 'planned' AND touch.channel IN ('call', 'visit')
            """,
            summary=self.env["dosmart.contact.program.step"]._field_to_sql("step", "summary"),
            about=SQL(" ").join(about),
        )

    def _request_query(self):
        """Return what clients asked for and no program has planned yet."""
        return SQL(
            """
            SELECT 6, 'request', event.id, event.partner_id, event.company_id, event.user_id,
                   event.date, NULLIF(event.name, ''), event.product_tmpl_id, NULL::int
              FROM dosmart_contact_event AS event
             WHERE event.kind = 'requested' AND NOT EXISTS (
                   SELECT 1 FROM dosmart_touchpoint AS touch
                    WHERE touch.anchor_model = 'dosmart.contact.event'
                      AND touch.anchor_id = event.id)
               AND event.date >= CURRENT_DATE - 1
            """
        )
