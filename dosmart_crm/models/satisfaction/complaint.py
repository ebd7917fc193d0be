from odoo import api, fields, models

ACKNOWLEDGED = "dosmart_crm.mail_template_satisfaction_complaint"


class Complaint(models.Model):
    """A complaint may come from an answer sheet: from each at most one, the database says."""

    _inherit = "dosmart.complaint"

    user_input_id = fields.Many2one(
        "survey.user_input", "Answer Sheet", readonly=True, copy=False, ondelete="set null"
    )

    _user_input_uniq = models.UniqueIndex(
        "(user_input_id)", "This answer sheet has become a complaint already."
    )

    def _acknowledgement(self):
        """Whoever gave a bad mark did not complain: say what it led to, and thank for it."""
        if self.user_input_id and self.env.ref(ACKNOWLEDGED, raise_if_not_found=False):
            return ACKNOWLEDGED
        return super()._acknowledgement()

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"user_input_id"}

    def action_view_answers(self):
        """Open what the client answered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answers"),
            "res_model": "dosmart.satisfaction.answer",
            "res_id": self.user_input_id.id,
            "views": [(False, "form")],
        }


class SurveyUserInput(models.Model):
    """Whoever is not satisfied complains, also without saying so."""

    _inherit = "survey.user_input"

    def _judge(self):
        done = super()._judge()
        dissatisfied = self.filtered(lambda sheet: sheet.satisfaction in ("open", "hidden"))
        dissatisfied._register_complaints()
        return done

    def _register_complaints(self):
        """Open a complaint for each of these sheets that has none yet."""
        # sudo: the client answers; registering what it complains of is our part.
        complaints = self.env["dosmart.complaint"].sudo()
        known = complaints.search([("user_input_id", "in", self.ids)]).user_input_id
        for company, sheets in (self - known).grouped("company_id").items():
            lang = company.partner_id.lang or self.env.lang
            sheets = sheets.with_context(lang=lang)
            complaints.with_company(company).with_context(lang=lang).create(
                [sheet._prepare_complaint_values() for sheet in sheets]
            )

    def _prepare_complaint_values(self):
        severity = f"satisfaction_{self.satisfaction}_severity"
        values = {
            "subject": self._complaint_subject(),
            "description": "\n".join(self._tell_answers()),
            "channel": "survey",
            "severity": self.company_id[severity],
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "order_id": self.sale_order_id.id,
            "product_id": self.product_id.id,
            "user_input_id": self.id,
        }
        return values if self.partner_id else values | {"email_from": self.email}

    def _complaint_subject(self):
        results = dict(self._fields["satisfaction"]._description_selection(self.env))
        about = self.product_id.name or self.survey_id.title
        return f"{results[self.satisfaction]}: {about}"

    def _tell_answers(self):
        """Return the answers as lines of text, in the words of the client."""
        lines = self.user_input_line_ids.filtered(lambda line: not line.skipped)
        answers = [line._prepare_answer() for line in lines]
        return [f"{answer['question']}: {answer['answer']}" for answer in answers]


class SatisfactionAnswer(models.Model):
    _inherit = "dosmart.satisfaction.answer"

    complaint_id = fields.Many2one(
        "dosmart.complaint", "Complaint", compute="_compute_complaint_id"
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_complaint_id(self):
        complaints = self.env["dosmart.complaint"].search([("user_input_id", "in", self.ids)])
        by_sheet = {complaint.user_input_id.id: complaint for complaint in complaints}
        for answer in self:
            answer.complaint_id = by_sheet.get(answer.id, False)

    def action_view_complaint(self):
        """Open the complaint that came of these answers."""
        self.ensure_one()
        return self.complaint_id.get_formview_action()


class ResCompany(models.Model):
    _inherit = "res.company"

    satisfaction_open_severity = fields.Selection(
        "_complaint_severities",
        "Severity of Open Dissatisfaction",
        default="high",
        required=True,
        help="Of the complaint that such an answer sheet opens.",
    )
    satisfaction_hidden_severity = fields.Selection(
        "_complaint_severities",
        "Severity of Hidden Dissatisfaction",
        default="medium",
        required=True,
        help="Of the complaint that such an answer sheet opens.",
    )

    @api.model
    def _complaint_severities(self):
        return self.env["dosmart.complaint"]._fields["severity"]._description_selection(self.env)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    satisfaction_open_severity = fields.Selection(
        related="company_id.satisfaction_open_severity", readonly=False
    )
    satisfaction_hidden_severity = fields.Selection(
        related="company_id.satisfaction_hidden_severity", readonly=False
    )
