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
        "dosmart.contact.event": [
            *("company_id", "date", "kind", "name", "partner_id", "product_tmpl_id"),
            "user_id",
        ],
        "dosmart.offer": ["name", "product_id"],
        "dosmart.offer.proposal": ["company_id", "next_step_date", "offer_id", "partner_id"],
        "dosmart.product.approach": [
            *("company_id", "date", "line_id", "next_step_date", "next_step_purpose"),
            *("partner_id", "user_id"),
        ],
        "dosmart.service.account": ["product_id"],
        "dosmart.touchpoint": [
            *("anchor_id", "anchor_model", "channel", "open_on", "partner_id", "state", "step_id"),
            "user_id",
        ],
        "dosmart.unit.service": ["unit_id"],
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
        """Return all that is planned; whoever asks for some clients gets at once to theirs."""
        return SQL(" UNION ALL ").join(self._plan_sql(query) for query in self._queries())

    def _plan_sql(self, query):
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
            query,
        )

    def action_open_client(self):
        """Open the client of this contact."""
        self.ensure_one()
        return self.partner_id.get_formview_action()

    def action_plan(self):
        """Open the dialog that plans the next contact with any client."""
        return self.env["dosmart.next.contact.plan"]._open()

    def action_view_lacking(self):
        """Show the clients with whom nothing is planned."""
        action = self.env["ir.actions.act_window"]._for_xml_id("base.action_partner_form")
        views = {"view_mode": "list,kanban,form", "views": False, "search_view_id": False}
        return action | views | {"context": {"search_default_lacks_next_contact": 1}}
