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
        found = self._scorecard_marks(self.commercial_partner_id)
        names = self._scorecard_names()
        for partner in self:
            client_id = partner.commercial_partner_id.id
            lines = []
            for kind in KINDS:
                mark, count = found.get((client_id, kind), (0, 0))
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
    def _scorecard_marks(self, clients):
        """Return {(client id, kind): (average mark, how many)}; one query."""
        if not clients.ids:
            return {}
        self.env.flush_all()
        company = self.env.company
        today = fields.Date.context_today(self)
        query = SQL(
            """
            SELECT client_id, kind, AVG(mark), COUNT(*)
              FROM (%(marks)s) AS given
             WHERE client_id IN %(clients)s AND company_id = %(company)s AND day >= %(since)s
             GROUP BY client_id, kind
            """,
            marks=SQL(" UNION ALL ").join(
                getattr(self, f"_scorecard_{kind}_sql")(today) for kind in KINDS
            ),
            clients=tuple(clients.ids),
            company=company.id,
            since=fields.Date.subtract(today, months=company.service_months),
        )
        return {
            (client_id, kind): (float(mark), count)
            for client_id, kind, mark, count in self.env.execute_query(query)
        }

    @api.model
    def _scorecard_survey_sql(self, _today):
        return SQL(
            """
            SELECT contact.commercial_partner_id AS client_id, 'survey' AS kind,
                   sheet.company_id, sheet.end_datetime::date AS day,
                   sheet.satisfaction_average AS mark
              FROM survey_user_input AS sheet
              JOIN res_partner AS contact ON contact.id = sheet.partner_id
             WHERE sheet.satisfaction IS NOT NULL
            """
        )

    @api.model
    def _scorecard_audit_sql(self, _today):
        return SQL(
            """
            SELECT contact.commercial_partner_id, 'audit', audit.company_id, audit.date,
                   audit.average
              FROM dosmart_service_audit AS audit
              JOIN res_partner AS contact ON contact.id = audit.client_id
             WHERE audit.state = 'done'
            """
        )

    @api.model
    def _scorecard_complaint_sql(self, _today):
        return SQL(
            """
            SELECT complaint.client_id, 'complaint', complaint.company_id,
                   complaint.opened_at::date, %s
              FROM dosmart_complaint AS complaint
              JOIN res_company AS company ON company.id = complaint.company_id
             WHERE complaint.is_dismissed IS NOT TRUE
            """,
            self.env["dosmart.moment.mark"]._severity_sql(),
        )

    @api.model
    def _scorecard_payment_sql(self, today):
        """Each due amount has a mark: so many days late cost one, until paid or until today."""
        return SQL(
            """
            SELECT move.commercial_partner_id, 'payment', move.company_id, line.date_maturity,
                   GREATEST(1, %(best)s - GREATEST(0, CASE
                            WHEN line.reconciled THEN COALESCE(paid.day, line.date_maturity)
                            ELSE %(today)s::date END - line.date_maturity)::float / %(days)s)
              FROM account_move_line AS line
              JOIN account_move AS move ON move.id = line.move_id
              JOIN account_account AS account ON account.id = line.account_id
         LEFT JOIN LATERAL (
                    SELECT MAX(part.max_date) AS day FROM account_partial_reconcile AS part
                     WHERE part.debit_move_id = line.id) AS paid ON TRUE
             WHERE move.state = 'posted' AND move.move_type = 'out_invoice'
               AND account.account_type = 'asset_receivable'
               AND line.date_maturity <= %(today)s
            """,
            best=BEST,
            days=self.env.company.late_days_per_mark,
            today=today,
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
