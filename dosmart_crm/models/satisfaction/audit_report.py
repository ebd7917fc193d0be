from odoo import fields, models
from odoo.tools import SQL

from .service_audit import NOT_SCORED, SUBJECTS


class AuditReport(models.Model):
    """The marks of finished audits, factor by factor: trends and comparisons."""

    _name = "dosmart.audit.report"
    _description = "Analysis of Service Audits"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "audit_id"
    _depends = {
        "dosmart.service.audit": [
            *("auditor_id", "branch_id", "checklist_id", "client_id", "company_id", "date"),
            *("state", "subject", "team_id", "user_id"),
        ],
        "dosmart.service.audit.mark": ["audit_id", "factor_id", "score"],
        "res.partner": ["user_id"],
    }

    audit_id = fields.Many2one("dosmart.service.audit", "Audit", readonly=True)
    checklist_id = fields.Many2one("dosmart.audit.checklist", "Checklist", readonly=True)
    factor_id = fields.Many2one("dosmart.audit.factor", "Factor", readonly=True)
    date = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    subject = fields.Selection(SUBJECTS, "What Is Audited", readonly=True)
    branch_id = fields.Many2one("res.company", "Branch", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", "Team", readonly=True)
    client_id = fields.Many2one("res.partner", "Client", readonly=True)
    client_user_id = fields.Many2one("res.users", "Salesperson of the Client", readonly=True)
    auditor_id = fields.Many2one("res.users", "Supervisor", readonly=True)
    mark = fields.Float("Average Mark", digits=(3, 2), readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT mark.id, audit.id AS audit_id, audit.checklist_id, mark.factor_id, audit.date,
                   audit.company_id, audit.subject, audit.branch_id, audit.user_id, audit.team_id,
                   audit.client_id, client.user_id AS client_user_id, audit.auditor_id,
                   mark.score::int AS mark
              FROM dosmart_service_audit_mark AS mark
              JOIN dosmart_service_audit AS audit ON audit.id = mark.audit_id
         LEFT JOIN res_partner AS client ON client.id = audit.client_id
             WHERE audit.state = 'done' AND mark.score != %s
            """,
            NOT_SCORED,
        )
