from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...logic.satisfaction import BEST

SALES = "sales_team.group_sale_salesman"
KINDS = ("survey", "audit", "complaint", "payment")


class ResPartner(models.Model):
    """The scorecard of a client: how it marks us, and how it pays (spec SA-4).

    Sums of what all of us did for the client, which its salesperson may know; what a click opens
    are records, of which everybody sees the own ones.
    """

    _inherit = "res.partner"

    scorecard = fields.Json(compute="_compute_scorecard", groups=SALES)

    @api.depends_context("company", "lang")
    def _compute_scorecard(self):
        clients = self.commercial_partner_id
        names = self._scorecard_names()
        found = {kind: self._scorecard_marks(kind, clients) for kind in KINDS}
        for partner in self:
            client_id = partner.commercial_partner_id.id
            lines = []
            for kind in KINDS:
                mark, count = found[kind].get(client_id, (0, 0))
                line = {"kind": kind, "name": names[kind], "mark": round(mark, 2), "count": count}
                lines.append(line)
            marks = [line["mark"] for line in lines if line["count"]]
            partner.scorecard = {
                "lines": lines,
                "mark": round(sum(marks) / len(marks), 2) if marks else 0,
                "months": self.env.company.service_months,
            }

    @api.model
    def _scorecard_names(self):
        return {
            "survey": self.env._("Surveys"),
            "audit": self.env._("Service audits"),
            "complaint": self.env._("Complaints"),
            "payment": self.env._("Payments"),
        }

    @api.model
    def _scorecard_since(self):
        today = fields.Date.context_today(self)
        return fields.Date.subtract(today, months=self.env.company.service_months)

    @api.model
    def _scorecard_marks(self, kind, clients):
        """Return {client id: (average mark, how many)} of *kind*; one query."""
        if not clients.ids:
            return {}
        self.env.flush_all()
        query = getattr(self, f"_scorecard_{kind}_sql")(tuple(clients.ids))
        return {
            client_id: (float(mark), count)
            for client_id, mark, count in self.env.execute_query(query)
        }

    @api.model
    def _scorecard_survey_sql(self, client_ids):
        return SQL(
            """
            SELECT contact.commercial_partner_id, AVG(sheet.satisfaction_average), COUNT(*)
              FROM survey_user_input AS sheet
              JOIN res_partner AS contact ON contact.id = sheet.partner_id
             WHERE contact.commercial_partner_id IN %s AND sheet.satisfaction IS NOT NULL
               AND sheet.company_id = %s AND sheet.end_datetime >= %s
             GROUP BY contact.commercial_partner_id
            """,
            client_ids,
            self.env.company.id,
            self._scorecard_since(),
        )

    @api.model
    def _scorecard_audit_sql(self, client_ids):
        return SQL(
            """
            SELECT contact.commercial_partner_id, AVG(audit.average), COUNT(*)
              FROM dosmart_service_audit AS audit
              JOIN res_partner AS contact ON contact.id = audit.client_id
             WHERE contact.commercial_partner_id IN %s AND audit.state = 'done'
               AND audit.company_id = %s AND audit.date >= %s
             GROUP BY contact.commercial_partner_id
            """,
            client_ids,
            self.env.company.id,
            self._scorecard_since(),
        )

    @api.model
    def _scorecard_complaint_sql(self, client_ids):
        return SQL(
            """
            SELECT complaint.client_id,
                   AVG(CASE complaint.severity WHEN 'high' THEN company.complaint_mark_high
                                               WHEN 'medium' THEN company.complaint_mark_medium
                                               ELSE company.complaint_mark_low END), COUNT(*)
              FROM dosmart_complaint AS complaint
              JOIN res_company AS company ON company.id = complaint.company_id
             WHERE complaint.client_id IN %s AND complaint.is_dismissed IS NOT TRUE
               AND complaint.company_id = %s AND complaint.opened_at >= %s
             GROUP BY complaint.client_id
            """,
            client_ids,
            self.env.company.id,
            self._scorecard_since(),
        )

    @api.model
    def _scorecard_payment_sql(self, client_ids):
        """Each due amount has a mark: so many days late cost one, until paid or until today."""
        return SQL(
            """
            SELECT due.client_id, AVG(GREATEST(1, %(best)s - due.late::float / %(days)s)), COUNT(*)
              FROM (
                SELECT move.commercial_partner_id AS client_id, GREATEST(0, CASE
                            WHEN line.reconciled THEN COALESCE(paid.day, line.date_maturity)
                            ELSE %(today)s::date END - line.date_maturity) AS late
                  FROM account_move_line AS line
                  JOIN account_move AS move ON move.id = line.move_id
                  JOIN account_account AS account ON account.id = line.account_id
             LEFT JOIN LATERAL (
                        SELECT MAX(part.max_date) AS day FROM account_partial_reconcile AS part
                         WHERE part.debit_move_id = line.id) AS paid ON TRUE
                 WHERE move.commercial_partner_id IN %(clients)s AND move.state = 'posted'
                   AND move.move_type = 'out_invoice' AND move.company_id = %(company)s
                   AND account.account_type = 'asset_receivable'
                   AND line.date_maturity BETWEEN %(since)s AND %(today)s
              ) AS due
             GROUP BY due.client_id
            """,
            best=BEST,
            days=self.env.company.late_days_per_mark,
            today=fields.Date.context_today(self),
            clients=client_ids,
            company=self.env.company.id,
            since=self._scorecard_since(),
        )

    def action_open_scorecard(self, kind):
        """Open the records behind one line of the scorecard."""
        self.ensure_one()
        self.check_access("read")
        if kind not in KINDS:
            raise UserError(self.env._("There is no such line. Reload the page."))
        xmlid, link = {
            "survey": ("dosmart_crm.satisfaction_answer_action", "client_id"),
            "audit": ("dosmart_crm.service_audit_action", "client_id"),
            "complaint": ("dosmart_crm.complaint_action", "client_id"),
            "payment": ("account.action_move_out_invoice_type", "commercial_partner_id"),
        }[kind]
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        domain = [(link, "child_of", self.commercial_partner_id.id)]
        if kind == "payment":
            domain += [("move_type", "=", "out_invoice"), ("state", "=", "posted")]
        return action | {"domain": domain, "context": {}}
