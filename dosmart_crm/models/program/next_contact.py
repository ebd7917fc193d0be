from odoo import fields, models
from odoo.tools import SQL

SOURCES = [
    ("activity", "Activity"),
    ("visit", "Visit"),
    ("note", "Note on a Product Line"),
    ("offer", "Offer on the Table"),
    ("program", "Contact Program"),
    ("request", "Asked by the Client"),
]


class NextContact(models.Model):
    """What is planned with each client, on which day, what for and about what (spec CP-6).

    Found in what is open anyway, so it is never out of date: activities that count as contact,
    visits, next steps noted for a product line or an offer, and what programs have planned. The
    earliest is the next contact of the client. One without purpose or product is incomplete.
    """

    _name = "dosmart.next.contact"
    _description = "Next Contact"
    _auto = False
    _order = "date, id"
    _depends = {
        "calendar.event": [
            *("active", "contact_product_id", "is_visit", "name", "opportunity_id", "privacy"),
            *("start", "user_id", "visit_client_id", "visit_state"),
        ],
        "crm.lead": ["company_id", "partner_id"],
        "dosmart.client.unit": ["company_id", "partner_id", "product_id"],
        "dosmart.contact.event": ["company_id", "date", "kind", "name", "partner_id"],
        "dosmart.offer": ["name", "product_id"],
        "dosmart.offer.proposal": ["company_id", "next_step_date", "offer_id", "partner_id"],
        "dosmart.product.approach": [
            *("company_id", "date", "line_id", "next_step_date", "next_step_purpose"),
            *("partner_id", "user_id"),
        ],
        "dosmart.touchpoint": ["open_on", "partner_id", "state", "step_id", "user_id"],
        "mail.activity": [
            *("active", "activity_type_id", "calendar_event_id", "contact_product_id"),
            *("date_deadline", "res_id", "res_model", "summary", "touchpoint_id", "user_id"),
        ],
        "mail.activity.type": ["is_contact"],
        "product.product": ["product_tmpl_id"],
        "res.partner": ["commercial_partner_id"],
        "sale.order": ["company_id", "opportunity_id", "partner_id"],
        "sale.order.line": ["order_id", "product_id"],
    }

    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    source = fields.Selection(SOURCES, readonly=True)
    date = fields.Date(readonly=True)
    purpose = fields.Char(readonly=True)
    product_tmpl_id = fields.Many2one("product.template", "Product", readonly=True)
    line_id = fields.Many2one("product.category", "Product Line", readonly=True)
    is_complete = fields.Boolean(
        readonly=True, help="It says what for and about which product or product line."
    )

    @property
    def _table_query(self):
        sources = [getattr(self, f"_{source}_query")() for source, _label in SOURCES]
        return SQL(
            """
            SELECT plan.number::bigint << 40 | plan.id AS id,
                   partner.commercial_partner_id AS partner_id,
                   COALESCE(plan.company_id, partner.company_id) AS company_id,
                   plan.user_id, plan.source, plan.date, plan.purpose,
                   plan.product_id AS product_tmpl_id, plan.line_id,
                   plan.purpose IS NOT NULL
                   AND COALESCE(plan.product_id, plan.line_id) IS NOT NULL AS is_complete
              FROM (%s) AS plan (number, source, id, client_id, company_id, user_id, date,
                                 purpose, product_id, line_id)
              JOIN res_partner AS partner ON partner.id = plan.client_id
            """,
            SQL(" UNION ALL ").join(sources),
        )

    def _activity_query(self):
        return SQL(
            """
            SELECT 1, 'activity', activity.id,
                   COALESCE(lead.partner_id, sale.partner_id, unit.partner_id,
                            CASE activity.res_model WHEN 'res.partner' THEN activity.res_id END),
                   COALESCE(lead.company_id, sale.company_id, unit.company_id),
                   activity.user_id, activity.date_deadline,
                   NULLIF(trim(activity.summary), ''),
                   COALESCE(activity.contact_product_id, unit_product.product_tmpl_id, %(sold)s,
                            %(offered)s),
                   NULL::int
              FROM mail_activity AS activity
              JOIN mail_activity_type AS kind ON kind.id = activity.activity_type_id
         LEFT JOIN crm_lead AS lead
                ON activity.res_model = 'crm.lead' AND lead.id = activity.res_id
         LEFT JOIN sale_order AS sale
                ON activity.res_model = 'sale.order' AND sale.id = activity.res_id
         LEFT JOIN dosmart_client_unit AS unit
                ON activity.res_model = 'dosmart.client.unit' AND unit.id = activity.res_id
         LEFT JOIN product_product AS unit_product ON unit_product.id = unit.product_id
             WHERE activity.active AND activity.calendar_event_id IS NULL
               AND (kind.is_contact OR activity.touchpoint_id IS NOT NULL)
            """,
            sold=self._order_product(SQL("sale.id"), SQL("id")),
            offered=self._order_product(SQL("lead.id"), SQL("opportunity_id")),
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
            offered=self._order_product(SQL("lead.id"), SQL("opportunity_id")),
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
        return SQL(
            """
            SELECT 5, 'program', touch.id, touch.partner_id, touch.company_id, touch.user_id,
                   touch.open_on, NULLIF(%(summary)s, ''),
                   COALESCE(unit_product.product_tmpl_id, %(sold)s), NULL::int
              FROM dosmart_touchpoint AS touch
              JOIN dosmart_contact_program_step AS step ON step.id = touch.step_id
         LEFT JOIN sale_order AS sale
                ON touch.anchor_model = 'sale.order' AND sale.id = touch.anchor_id
         LEFT JOIN dosmart_client_unit AS unit
                ON touch.anchor_model = 'dosmart.client.unit' AND unit.id = touch.anchor_id
         LEFT JOIN product_product AS unit_product ON unit_product.id = unit.product_id
             WHERE touch.state = 'planned' AND touch.channel IN ('call', 'visit')
            """,
            summary=self.env["dosmart.contact.program.step"]._field_to_sql("step", "summary"),
            sold=self._order_product(SQL("sale.id"), SQL("id")),
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

    def _order_product(self, record, column):
        """Return the product of the first line of the newest order with *record* in *column*."""
        return SQL(
            """
            (SELECT product.product_tmpl_id
               FROM sale_order AS newest
               JOIN sale_order_line AS item ON item.order_id = newest.id
               JOIN product_product AS product ON product.id = item.product_id
              WHERE newest.%(column)s = %(record)s AND item.display_type IS NULL
              ORDER BY newest.id DESC, item.sequence, item.id LIMIT 1)
            """,
            column=column,
            record=record,
        )
