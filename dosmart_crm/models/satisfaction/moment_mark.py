from odoo import api, fields, models
from odoo.tools import SQL

from .survey_survey import SATISFACTION

SOURCES = [("survey", "Survey"), ("audit", "Audit"), ("complaint", "Complaint")]
# Where a mark comes from: the model that is opened, and the add to make row numbers unique.
OPENED = {
    "survey": "dosmart.satisfaction.answer",
    "audit": "dosmart.service.audit",
    "complaint": "dosmart.complaint",
}


class MomentMark(models.Model):
    """Each mark that a moment of truth got: from answers, audits and complaints (spec SA-5).

    Complaints that come from an answer sheet are left out: its marks count already.
    """

    _name = "dosmart.moment.mark"
    _description = "Mark of a Moment of Truth"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "moment_id"
    _depends = {
        "dosmart.complaint": [
            *("client_id", "company_id", "is_dismissed", "moment_id", "opened_at", "severity"),
            *("user_id", "user_input_id"),
        ],
        "dosmart.audit.factor": ["moment_id"],
        "dosmart.service.audit": ["client_id", "company_id", "date", "state", "user_id"],
        "dosmart.service.audit.mark": ["audit_id", "factor_id", "score"],
        "res.company": ["complaint_mark_high", "complaint_mark_low", "complaint_mark_medium"],
        "res.partner": ["commercial_partner_id", "user_id"],
        "survey.question": ["moment_id"],
        "survey.survey": ["survey_type"],
        "survey.user_input": [
            *("company_id", "end_datetime", "partner_id", "salesperson_id", "state"),
            *("survey_id", "test_entry"),
        ],
        "survey.user_input.line": [
            *("answer_score", "answer_type", "question_id", "skipped", "user_input_id"),
            "value_scale",
        ],
    }

    moment_id = fields.Many2one("dosmart.service.moment", "Moment of Truth", readonly=True)
    source = fields.Selection(SOURCES, "From", readonly=True)
    record_id = fields.Integer(readonly=True)
    about = fields.Char(readonly=True, help="The question, the factor, or the complaint.")
    date = fields.Date(readonly=True)
    mark = fields.Float(digits=(3, 2), readonly=True, aggregator="avg")
    client_id = fields.Many2one("res.partner", "Client", readonly=True)
    client_user_id = fields.Many2one("res.users", "Salesperson of the Client", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT given.*, client.user_id AS client_user_id
              FROM (%s UNION ALL %s UNION ALL %s) AS given
         LEFT JOIN res_partner AS client ON client.id = given.client_id
             WHERE given.mark IS NOT NULL
            """,
            self._survey_sql(),
            self._audit_sql(),
            self._complaint_sql(),
        )

    @api.model
    def _survey_sql(self):
        return SQL(
            """
            SELECT line.id::bigint * 3 AS id, question.moment_id, 'survey' AS source,
                   sheet.id AS record_id, %(title)s AS about, sheet.end_datetime::date AS date,
                   %(mark)s AS mark, contact.commercial_partner_id AS client_id,
                   sheet.salesperson_id AS user_id, sheet.company_id
              FROM survey_user_input_line AS line
              JOIN survey_question AS question ON question.id = line.question_id
              JOIN survey_user_input AS sheet ON sheet.id = line.user_input_id
              JOIN survey_survey AS survey ON survey.id = sheet.survey_id
         LEFT JOIN res_partner AS contact ON contact.id = sheet.partner_id
             WHERE survey.survey_type = %(satisfaction)s AND sheet.state = 'done'
               AND sheet.test_entry IS NOT TRUE
            """,
            title=self.env["survey.question"]._field_to_sql("question", "title"),
            mark=self.env["survey.user_input.line"]._mark_sql(SQL.identifier("line")),
            satisfaction=SATISFACTION,
        )

    @api.model
    def _audit_sql(self):
        return SQL(
            """
            SELECT mark.id::bigint * 3 + 1, factor.moment_id, 'audit', audit.id, %s, audit.date,
                   NULLIF(mark.score::int, 0), audit.client_id, audit.user_id, audit.company_id
              FROM dosmart_service_audit_mark AS mark
              JOIN dosmart_audit_factor AS factor ON factor.id = mark.factor_id
              JOIN dosmart_service_audit AS audit ON audit.id = mark.audit_id
             WHERE audit.state = 'done'
            """,
            self.env["dosmart.audit.factor"]._field_to_sql("factor", "name"),
        )

    @api.model
    def _complaint_sql(self):
        return SQL(
            """
            SELECT complaint.id::bigint * 3 + 2, complaint.moment_id, 'complaint', complaint.id,
                   concat_ws(' ', complaint.name, complaint.subject), complaint.opened_at::date,
                   %s, complaint.client_id, complaint.user_id, complaint.company_id
              FROM dosmart_complaint AS complaint
              JOIN res_company AS company ON company.id = complaint.company_id
             WHERE complaint.is_dismissed IS NOT TRUE AND complaint.user_input_id IS NULL
            """,
            self._severity_sql(),
        )

    @api.model
    def _severity_sql(self):
        """Return the SQL of the mark that ``complaint`` gives its ``company``."""
        return SQL(
            """
            CASE complaint.severity WHEN 'high' THEN company.complaint_mark_high
                                    WHEN 'medium' THEN company.complaint_mark_medium
                                    ELSE company.complaint_mark_low END
            """
        )

    def action_open_record(self):
        """Open the answers, the audit or the complaint that this mark comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": OPENED[self.source],
            "res_id": self.record_id,
            "views": [(False, "form")],
        }

    def action_prevent(self):
        """Open a new preventive action for what these marks tell."""
        return self.moment_id[:1]._open_preventive_action(self.mapped("about"))


class ServiceMoment(models.Model):
    _inherit = "dosmart.service.moment"

    def action_prevent(self):
        """Open a new preventive action for this moment of truth."""
        self.ensure_one()
        self.check_access("read")
        return self._open_preventive_action([])

    def _open_preventive_action(self, found):
        lines = "\n".join(f"- {text}" for text in dict.fromkeys(found) if text)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preventive Action"),
            "res_model": "dosmart.complaint.action",
            "views": [(False, "form")],
            "context": {
                "default_kind": "preventive",
                "default_name": self.env._("%s: ", self.name) if self else "",
                "default_description": lines,
                "default_moment_id": self.id,
            },
        }


class ComplaintAction(models.Model):
    """A preventive action may mend a moment of truth, also without a complaint."""

    _inherit = "dosmart.complaint.action"

    moment_id = fields.Many2one(
        "dosmart.service.moment",
        "Moment of Truth",
        index="btree_not_null",
        ondelete="set null",
        help="Which moment of the service cycle gets better by it.",
    )
