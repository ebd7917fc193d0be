from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .crm_lead import CLIENT_FACTS
from .person_mixin import PERSON_FACTS

OWNERS = ("own_partner_ids", "lead_ids")
# What answers on a lead before there is a client or a sheet.
ANSWERED_BY = {"main_contact_id": "contact_name", "heard_source_id": "source_id"}
NEEDS_CLIENT = {"legal_representative_id"}  # one of the client's contacts
OUR_JUDGEMENT = {"client_status_id"}  # no client can be asked for it
AUDIENCES = [("all", "Everybody"), ("person", "Persons"), ("company", "Companies")]


class SheetQuestion(models.Model):
    """An answer that makes a sheet complete, and the question that gets it (spec CS-5)."""

    _name = "dosmart.sheet.question"
    _description = "Question of the Client Sheet"
    _order = "sequence, id"

    name = fields.Char("Question", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    field_id = fields.Many2one(
        "ir.model.fields",
        "Answer",
        required=True,
        ondelete="cascade",
        domain="[('model', '=', 'crm.lead'), ('name', 'in', answer_names)]",
    )
    field_name = fields.Char(related="field_id.name", store=True)
    answer_names = fields.Json(compute="_compute_answer_names")
    audience = fields.Selection(AUDIENCES, "Asked of", required=True, default="all")

    def _compute_answer_names(self):
        self.answer_names = self._get_answer_names()

    @api.model
    def _get_answer_names(self):
        answers = set(self.env["dosmart.client.sheet"]._answer_names()) - OUR_JUDGEMENT
        return [*sorted(answers), *PERSON_FACTS, *CLIENT_FACTS, "incident_ids"]

    @api.constrains("field_id")
    def _check_field(self):
        for question in self:
            if question.field_name not in self._get_answer_names():
                raise ValidationError(
                    self.env._(
                        "“%s” is not an answer of the client sheet. Choose one from the list.",
                        question.field_id.field_description,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        self._recompute_sheets()
        return questions

    def write(self, vals):
        done = super().write(vals)
        if {"active", "field_id", "audience"} & vals.keys():
            self._recompute_sheets()
        return done

    def unlink(self):
        done = super().unlink()
        self._recompute_sheets()
        return done

    def _recompute_sheets(self):
        # sudo: the share of answered questions changes on every client's sheet.
        sheets = self.env["dosmart.client.sheet"].sudo().search([])
        self.env.add_to_compute(sheets._fields["completeness"], sheets)
        sheets.modified(["completeness"])


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    completeness = fields.Integer(
        "Completeness (%)",
        compute="_compute_completeness",
        store=True,
        help="Share of the questions asked of this kind of client that are answered.",
    )
    missing_question_ids = fields.Many2many(
        "dosmart.sheet.question", string="Still to Ask", compute="_compute_missing_questions"
    )

    @api.depends(
        lambda self: [
            *self._answer_names(),
            "incident_ids",
            "own_partner_ids.is_company",
            "lead_ids.partner_name",
            "lead_ids.contact_name",
            *(f"{path}.{name}" for path in OWNERS for name in PERSON_FACTS + CLIENT_FACTS),
            *(f"main_contact_id.{name}" for name in PERSON_FACTS),
        ]
    )
    def _compute_completeness(self):
        questions = self._get_questions()
        for sheet in self:
            owner = sheet._owner()
            asked = sheet._questions_asked(questions, owner)
            missing = sheet._missing(asked, owner)
            share = 1 - len(missing) / len(asked) if asked else 1
            sheet.completeness = int(100 * share)

    @api.depends("completeness")
    def _compute_missing_questions(self):
        questions = self._get_questions()
        for sheet in self:
            sheet.missing_question_ids = sheet._missing(questions, sheet._owner())

    def _get_questions(self):
        # sudo: the questions are the same for everybody, whoever makes a sheet be recomputed.
        return self.env["dosmart.sheet.question"].sudo().search([])

    def _missing(self, questions, owner):
        """Return those of *questions* that *owner*, a client or lead, has not answered.

        Works on an empty sheet too: whoever has none yet may be known by facts.
        """
        return self._questions_asked(questions, owner).filtered(
            lambda question: not self._is_answered(question.field_name, owner)
        )

    def _questions_asked(self, questions, owner):
        kind = "company" if self._is_company(owner) else "person"
        unlinked = owner._name == "crm.lead" and not owner.partner_id
        return questions.filtered(
            lambda question: question.audience in ("all", kind)
            and not (unlinked and question.field_name in NEEDS_CLIENT)
        )

    def _is_company(self, owner):
        named = owner.is_company if owner._name == "res.partner" else owner.partner_name
        return bool(named) or self.legal_form in ("entity", "corporate")

    def _is_answered(self, name, owner):
        return any(map(_says_something, self._answers_to(name, owner)))

    def _answers_to(self, name, owner):
        """Return all that is known about *name*; personal facts may be of any of the contacts."""
        if name in CLIENT_FACTS:
            return [owner[name]]
        if name in PERSON_FACTS:
            return [who[name] for who in (self.main_contact_id, owner, *self.lead_ids)]
        if owner._name == "crm.lead" and name in ANSWERED_BY:
            return [self[name], owner[ANSWERED_BY[name]]]
        return [self[name]]


def _says_something(answer):
    return bool(answer) and not (isinstance(answer, str) and answer == "unknown")
