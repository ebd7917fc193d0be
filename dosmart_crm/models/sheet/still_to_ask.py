from odoo import api, fields, models

from .client_sheet_mixin import SALES
from .person_mixin import OF_CONTACT
from .sheet_question import ANSWERED_BY

SHOWN_BY_CONTACT = {name: shown for shown, name in OF_CONTACT.items()}


class ClientSheetMixin(models.AbstractModel):
    """The questions still to ask, before a visit and while the sheet is being filled in."""

    _inherit = "dosmart.client.sheet.mixin"

    missing_question_ids = fields.Many2many(
        "dosmart.sheet.question",
        string="Still to Ask",
        compute="_compute_missing_question_ids",
        groups=SALES,
        help="The questions to ask before the sheet is complete.",
    )
    sheet_questions = fields.Json(
        compute="_compute_missing_question_ids",
        groups=SALES,
        help="Technical: [{text, field that answers, answered, elsewhere: whether somebody else "
        "than this record has answered}], for what is counted while the form is filled in.",
    )

    # Found anew with every request: all facts of contacts and leads would lead to these fields.
    @api.depends("client_sheet_id")
    @api.depends_context("lang")
    def _compute_missing_question_ids(self):
        # sudo: the catalogue of questions is no secret, and what a colleague's lead knows of the
        # client counts; a portal user cannot read these fields.
        questions = self.env["dosmart.sheet.question"].sudo().search([])
        for record in self:
            # sudo: as above.
            sheet, owner = record.client_sheet_id.sudo(), record.sudo()
            owner = sheet._owner() or owner if sheet else owner
            asked = sheet._questions_asked(questions, owner)
            missing = sheet._missing(asked, owner)
            record.missing_question_ids = missing
            record.sheet_questions = [
                record._question_values(question, question not in missing) for question in asked
            ]

    def _question_values(self, question, answered):
        name = self._field_that_answers(question.field_name)
        elsewhere = answered and not self[name]
        return {"text": question.name, "field": name, "answered": answered, "elsewhere": elsewhere}

    def _field_that_answers(self, name):
        """Return the field of this record's form that shows the answer *name*."""
        return name


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _field_that_answers(self, name):
        instead = ANSWERED_BY.get(name)
        if name == "main_contact_id" and not self.partner_id:
            return instead
        return instead if name == "heard_source_id" and self[instead] and not self[name] else name


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _field_that_answers(self, name):
        of_contact = self.is_company and self.main_contact_id
        return SHOWN_BY_CONTACT.get(name, name) if of_contact else name
