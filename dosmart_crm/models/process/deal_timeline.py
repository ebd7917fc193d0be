from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

STATES = [
    ("late", "Late"),
    ("planned", "Planned"),
    ("open", "Not Planned"),
    ("done", "Done"),
]
ID_OF_LEAD = 1 << 20  # more than there will ever be kinds of dates


class DealTimeline(models.Model):
    """All dates of all deals as they are now: what was planned and noted, and what Odoo knows.

    It is read, never written: an invoice that is posted ends its lateness at once.
    """

    _name = "dosmart.deal.timeline"
    _description = "Date of an Opportunity"
    _auto = False
    _order = "planned_date, sequence, id"
    _rec_name = "kind_id"
    _depends = {
        "account.move": ["invoice_date", "move_type", "state"],
        "calendar.event": ["active", "opportunity_id", "stop"],
        "crm.lead": [
            *("active", "client_sheet_id", "company_id", "partner_id", "stage_id", "team_id"),
            *("retry_date", "type", "user_id", "won_status"),
        ],
        "crm.team": ["follows_dates"],
        "dosmart.client.sheet": ["client_status_id"],
        "dosmart.client.status": ["max_silence_days"],
        "dosmart.deal.date": ["actual_date", "planned_date"],
        "dosmart.deal.date.kind": ["active", "document_kind", "source"],
        "dosmart.document": ["kind", "lead_id", "sent_on", "state"],
        "dosmart.refusal": ["lead_id", "retry_date", "returned_on"],
        "dosmart.service.account": ["installation_date"],
        "mail.activity": [
            *("active", "activity_type_id", "call_outcome", "date_done", "res_id", "res_model"),
        ],
        "mail.activity.type": ["is_contact"],
        "mail.message": ["author_id", "date", "message_type", "model", "res_id"],
        "mail.notification": ["mail_message_id", "res_partner_id"],
        "res.company": ["max_silence_days"],
        "sale.order": ["commitment_date", "opportunity_id", "quotation_sent_on", "state"],
    }

    lead_id = fields.Many2one("crm.lead", "Opportunity", readonly=True)
    kind_id = fields.Many2one("dosmart.deal.date.kind", "Date", readonly=True)
    sequence = fields.Integer(readonly=True)
    partner_id = fields.Many2one("res.partner", "Client", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", "Sales Team", readonly=True)
    stage_id = fields.Many2one("crm.stage", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    planned_date = fields.Date("Planned", readonly=True)
    actual_date = fields.Date("Actual", readonly=True)
    is_known = fields.Boolean("Known to Odoo", readonly=True, help="Nobody had to type it.")
    late_days = fields.Integer("Days Late", readonly=True, aggregator="max")
    state = fields.Selection(STATES, readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT dated.*, COALESCE(dated.fact, dated.noted) AS actual_date,
                   dated.fact IS NOT NULL AS is_known, %(late_days)s AS late_days,
                   CASE WHEN COALESCE(dated.fact, dated.noted) IS NOT NULL THEN 'done'
                        WHEN dated.planned_date IS NULL THEN 'open'
                        WHEN dated.planned_date < %(today)s THEN 'late'
                        ELSE 'planned' END AS state
              FROM (%(dated)s) dated
            """,
            today=self._today(),
            late_days=self._late_days_sql(),
            dated=self._dated_query(),
        )

    @api.model
    def _late_domain(self):
        """Return which dates are late. The day says nothing new, but spares most of the facts."""
        return Domain("state", "=", "late") & Domain("planned_date", "<", self._today())

    def _today(self):
        return fields.Date.context_today(self)

    def _late_days_sql(self):
        """Return by how many days something was done after its day, or is late until today."""
        actual = SQL("COALESCE(dated.fact, dated.noted, %s)", self._today())
        return SQL("GREATEST(%s - dated.planned_date, 0)", actual)

    def _dated_query(self):
        """Return the query of every date of every deal whose team follows dates.

        OFFSET 0 lets PostgreSQL reckon each day once, and facts only of what a search is about.
        """
        kinds = self.env["dosmart.deal.date.kind"]
        return SQL(
            """
            SELECT lead.id::bigint * %(times)s + kind.id AS id, lead.id AS lead_id,
                   kind.id AS kind_id, kind.sequence, lead.partner_id, lead.user_id, lead.team_id,
                   lead.stage_id, lead.company_id, own.actual_date AS noted,
                   planning.planned_date, known.fact
              FROM crm_lead lead
              JOIN crm_team team ON team.id = lead.team_id AND team.follows_dates
             CROSS JOIN dosmart_deal_date_kind kind
              LEFT JOIN dosmart_deal_date own ON own.lead_id = lead.id AND own.kind_id = kind.id
             CROSS JOIN LATERAL (
                SELECT COALESCE(own.planned_date, %(planned)s) AS planned_date OFFSET 0
             ) planning
             CROSS JOIN LATERAL (SELECT %(actual)s AS fact OFFSET 0) known
             WHERE kind.active AND lead.type = 'opportunity' AND %(shown)s
            """,
            times=ID_OF_LEAD,
            planned=kinds._date_sql("planned"),
            actual=kinds._date_sql("actual"),
            shown=self._shown_sql(),
        )

    def _shown_sql(self):
        """Return which dates of which deals count: of lost ones, when they are tried again."""
        return SQL("(lead.active OR kind.source = 'retry' AND lead.retry_date IS NOT NULL)")

    def action_open_lead(self):
        """Open the opportunity of this date."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }
