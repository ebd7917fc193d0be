from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

PURPOSES = [
    ("cold_call", "Cold Call"),
    ("after_purchase", "After a Purchase"),
    ("maintenance", "Maintenance"),
    ("complaint", "Complaint"),
    ("survey", "Survey"),
]
CAPTURES = [
    ("none", "Nothing"),
    ("free", "A Free Answer"),
    ("sheet", "An Answer of the Client Sheet"),
]
PHRASE_KINDS = [("say", "Say"), ("avoid", "Do Not Say")]
# Answers that are typed or chosen in one field; others have their place on the sheet alone.
ASKABLE = {"char", "text", "integer", "date", "selection", "many2one"}


class CallScript(models.Model):
    """How to lead a call or visit of one purpose: steps, and words to use and to avoid (SP-9)."""

    _name = "dosmart.call.script"
    _inherit = ["dosmart.kept.mixin"]
    _description = "Script"
    _order = "sequence, id"
    _kept_fields = frozenset({"active", "activity_type_ids"})

    name = fields.Char(required=True, translate=True)
    purpose = fields.Selection(PURPOSES, required=True, default="cold_call")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    activity_type_ids = fields.Many2many(
        "mail.activity.type",
        string="Offered in Activities",
        help="Activities of these types, on leads and clients, offer to start this script.",
    )
    step_ids = fields.One2many("dosmart.call.step", "script_id", "Steps", copy=True)
    phrase_ids = fields.One2many("dosmart.call.phrase", "script_id", "Phrases", copy=True)

    @api.model
    @ormcache()
    def _scripted_type_ids(self):
        """Return the ids of the activity types that offer a script; kept, see mail.activity."""
        # sudo: scripts are the same for everybody.
        return frozenset(self.sudo().search([]).activity_type_ids.ids)

    def _phrases(self, kind):
        """Return what to say, or not to, in this script and in all scripts."""
        phrases = self.env["dosmart.call.phrase"]
        return phrases.search([("script_id", "in", [self.id, False]), ("kind", "=", kind)])


class CallStep(models.Model):
    """A step of a script: what to say, what not to ask, and the answer to note."""

    _name = "dosmart.call.step"
    _description = "Step of a Script"
    _order = "script_id, sequence, id"

    script_id = fields.Many2one(
        "dosmart.call.script", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Step", required=True, translate=True)
    text = fields.Text("What to Say", required=True, translate=True)
    avoid = fields.Text("What Not to Ask", translate=True)
    capture = fields.Selection(CAPTURES, "Note Down", required=True, default="none")
    answer_label = fields.Char("What to Note", translate=True)
    question_id = fields.Many2one(
        "dosmart.sheet.question",
        "Answer of the Client Sheet",
        index="btree_not_null",
        ondelete="set null",
    )

    @api.constrains("capture", "question_id")
    def _check_question(self):
        for step in self.filtered(lambda step: step.capture == "sheet"):
            field = self.env["crm.lead"]._fields.get(step.question_id.field_name)
            of_contact = field is not None and field.comodel_name == "res.partner"
            if field is None or field.type not in ASKABLE or of_contact:
                raise ValidationError(
                    self.env._(
                        "“%s” cannot note this answer. Choose a question of the client sheet "
                        "that is answered in one field, or note a free answer.",
                        step.name,
                    )
                )

    @api.constrains("capture", "answer_label")
    def _check_answer_label(self):
        for step in self.filtered(lambda step: step.capture == "free"):
            if not (step.answer_label or "").strip():
                raise ValidationError(
                    self.env._("Say what “%s” notes down, for example: best time.", step.name)
                )

    def _label(self):
        """Return what the answer of this step is called."""
        label = self.question_id.name if self.capture == "sheet" else self.answer_label
        return label or self.name


class CallPhrase(models.Model):
    """Words that help, and words that never reach a client."""

    _name = "dosmart.call.phrase"
    _description = "Phrase of a Script"
    _order = "script_id, kind desc, sequence, id"
    _rec_name = "text"

    script_id = fields.Many2one(
        "dosmart.call.script",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for all scripts.",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(PHRASE_KINDS, required=True, default="say")
    text = fields.Char("Phrase", required=True, translate=True)
    reason = fields.Char("Why", translate=True)
