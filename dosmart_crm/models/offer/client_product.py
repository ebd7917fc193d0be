from odoo import fields, models
from odoo.tools import SQL

PRODUCT_STATES = [
    ("not_offered", "Not Offered"),
    ("on_table", "On the Table"),
    ("refused", "Refused"),
    ("contract", "Contract"),
]


class ClientProduct(models.Model):
    """Where each client stands with each product line, and what comes next (spec OF-8).

    Found in what was sold, sent, offered and noted, so it is never out of date. A confirmed order
    makes it a contract; else the newest holds: a quotation sent, an offer on the table or
    refused, a lost opportunity, a salesperson's note. Without any of these there is no row: not
    offered. Like the products a client has, this is known to all salespeople; amounts are not.
    """

    _name = "dosmart.client.product"
    _description = "Client and Product Line"
    _auto = False
    _order = "partner_id, line_id"
    _depends = {
        "crm.lead": ["date_closed", "lost_reason_id", "won_status"],
        "crm.lost.reason": ["name"],
        "dosmart.offer": ["name", "product_id"],
        "dosmart.offer.proposal": [
            *("company_id", "date", "decision_date", "next_step_date", "offer_id"),
            *("partner_id", "refusal_reason", "state"),
        ],
        "dosmart.product.approach": [
            *("company_id", "date", "line_id", "next_step_date", "next_step_purpose"),
            *("partner_id", "refusal_reason", "state"),
        ],
        "product.category": ["parent_path"],
        "product.product": ["product_tmpl_id"],
        "product.template": ["categ_id"],
        "res.company": ["product_line_level"],
        "res.partner": ["commercial_partner_id"],
        "sale.order": ["company_id", "date_order", "opportunity_id", "partner_id", "state"],
        "sale.order.line": ["order_id", "product_id"],
    }

    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    line_id = fields.Many2one("product.category", "Product Line", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    state = fields.Selection(PRODUCT_STATES, readonly=True)
    date = fields.Date("Since", readonly=True)
    refusal_reason = fields.Char(readonly=True)
    next_step_date = fields.Date("Next Step", readonly=True)
    next_step_purpose = fields.Char("Purpose", readonly=True)

    @property
    def _table_query(self):
        newest = SQL("ORDER BY state = 'contract' DESC, date DESC, at DESC")
        return SQL(
            """
            SELECT client_id::bigint << 30 | line_id << 12 | company_id AS id,
                   client_id AS partner_id, line_id, company_id,
                   (array_agg(state %(newest)s))[1] AS state,
                   (array_agg(date %(newest)s))[1] AS date,
                   (array_agg(reason %(newest)s))[1] AS refusal_reason,
                   (array_agg(step_date %(newest_step)s))[1] AS next_step_date,
                   (array_agg(step_purpose %(newest_step)s))[1] AS next_step_purpose
              FROM (%(sold)s UNION ALL %(offered)s UNION ALL %(noted)s) AS event
             GROUP BY client_id, line_id, company_id
            """,
            newest=newest,
            newest_step=SQL("ORDER BY step_date IS NULL, date DESC, at DESC"),
            sold=self._order_events(),
            offered=self._proposal_events(),
            noted=self._approach_events(),
        )

    def _order_events(self):
        """Return what is sold, sent, or lost with its opportunity; drafts nobody has seen yet."""
        return SQL(
            """
            SELECT partner.commercial_partner_id AS client_id, %(line)s AS line_id,
                   company.id AS company_id,
                   CASE WHEN sale.state = 'sale' THEN 'contract'
                        WHEN lead.won_status = 'lost' THEN 'refused'
                        ELSE 'on_table' END AS state,
                   timezone(COALESCE(calendar.tz, 'UTC'), timezone('UTC', moment.at))::date AS date,
                   CASE WHEN sale.state != 'sale' AND lead.won_status = 'lost'
                        THEN %(lost_reason)s END AS reason,
                   NULL::date AS step_date, NULL AS step_purpose, moment.at
              FROM sale_order AS sale
              JOIN sale_order_line AS item ON item.order_id = sale.id
              JOIN res_partner AS partner ON partner.id = sale.partner_id
              JOIN res_company AS company ON company.id = sale.company_id
         LEFT JOIN resource_calendar AS calendar ON calendar.id = company.resource_calendar_id
         LEFT JOIN crm_lead AS lead ON lead.id = sale.opportunity_id
         LEFT JOIN crm_lost_reason AS reason ON reason.id = lead.lost_reason_id
        CROSS JOIN LATERAL (
                    SELECT CASE WHEN sale.state != 'sale' AND lead.won_status = 'lost'
                                THEN COALESCE(lead.date_closed, sale.date_order)
                                ELSE sale.date_order END AS at
                   ) AS moment
              %(category)s
             WHERE item.display_type IS NULL AND item.product_uom_qty > 0
               AND (sale.state IN ('sale', 'sent')
                    OR sale.state = 'cancel' AND lead.won_status = 'lost')
            """,
            line=self._line(),
            lost_reason=self.env["crm.lost.reason"]._field_to_sql("reason", "name"),
            category=self._category(SQL("item.product_id")),
        )

    def _proposal_events(self):
        """Return the offers on the table, and those refused, of something that has a line."""
        return SQL(
            """
            SELECT partner.commercial_partner_id, %(line)s, company.id, proposal.state,
                   CASE proposal.state WHEN 'refused'
                        THEN COALESCE(proposal.decision_date, proposal.date)
                        ELSE proposal.date END,
                   proposal.refusal_reason, proposal.next_step_date,
                   CASE WHEN proposal.next_step_date IS NOT NULL THEN %(offer_name)s END,
                   proposal.write_date
              FROM dosmart_offer_proposal AS proposal
              JOIN res_partner AS partner ON partner.id = proposal.partner_id
              JOIN res_company AS company ON company.id = proposal.company_id
              JOIN dosmart_offer AS offer ON offer.id = proposal.offer_id
              %(category)s
             WHERE proposal.state IN ('on_table', 'refused')
            """,
            line=self._line(),
            offer_name=self.env["dosmart.offer"]._field_to_sql("offer", "name"),
            category=self._category(SQL("offer.product_id")),
        )

    def _approach_events(self):
        return SQL(
            """
            SELECT partner.commercial_partner_id, %(line)s, company.id, approach.state,
                   approach.date, approach.refusal_reason, approach.next_step_date,
                   approach.next_step_purpose, approach.create_date
              FROM dosmart_product_approach AS approach
              JOIN res_partner AS partner ON partner.id = approach.partner_id
              JOIN res_company AS company ON company.id = approach.company_id
              JOIN product_category AS category ON category.id = approach.line_id
            """,
            line=self._line(),
        )

    def _category(self, product):
        return SQL(
            """
              JOIN product_product AS product ON product.id = %s
              JOIN product_template AS template ON template.id = product.product_tmpl_id
              JOIN product_category AS category ON category.id = template.categ_id
            """,
            product,
        )

    def _line(self):
        """Return the product line of ``category``: see ``product.category._product_line``."""
        return SQL(
            """
            COALESCE(
                NULLIF(split_part(category.parent_path, '/', company.product_line_level), ''),
                category.id::text
            )::int
            """
        )
