from collections import Counter

from odoo import fields, models
from odoo.fields import Domain


class ObjectionSuccessMixin(models.AbstractModel):
    """Whoever is counted by the objections of deals: how often it came, how often we convinced."""

    _name = "dosmart.objection.success.mixin"
    _description = "Success against Objections"
    _counted_by = ""  # the field of dosmart.lead.objection that names it

    raised_count = fields.Integer("Times", compute="_compute_success")
    known_count = fields.Integer("Result Known", compute="_compute_success")
    success_percent = fields.Float(
        "Convinced (%)",
        compute="_compute_success",
        help="Of the times whose result is known, how often the client was convinced.",
    )

    def _compute_success(self):
        # sudo: what convinces is for all to know; only sums leave this method.
        raised = self.env["dosmart.lead.objection"].sudo()
        groups = raised._read_group(
            Domain(self._counted_by, "in", self.ids), [self._counted_by, "result"], ["__count"]
        )
        counts = Counter({(record.id, result): count for record, result, count in groups})
        for record in self:
            won, lost, unknown = (
                counts[record.id, result] for result in ("convinced", "not_convinced", "open")
            )
            record.raised_count = won + lost + unknown
            record.known_count = won + lost
            record.success_percent = 100 * won / (won + lost) if won + lost else 0


class Objection(models.Model):
    """What clients say against buying, and what may be answered (spec SP-5)."""

    _name = "dosmart.objection"
    _inherit = ["dosmart.objection.success.mixin"]
    _description = "Objection"
    _order = "sequence, id"
    _counted_by = "objection_id"

    name = fields.Char("What the Client Says", required=True, translate=True)
    hint = fields.Text(
        "Ask First",
        translate=True,
        help="What may be behind it. Shown to the salesperson above the suggested answers.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    answer_ids = fields.One2many(
        "dosmart.objection.answer", "objection_id", "Suggested Answers", copy=True
    )


class ObjectionAnswer(models.Model):
    """A suggested answer to an objection, and how often it convinced."""

    _name = "dosmart.objection.answer"
    _inherit = ["dosmart.objection.success.mixin"]
    _description = "Suggested Answer"
    _order = "objection_id, sequence, id"
    _rec_name = "text"
    _counted_by = "answer_id"

    objection_id = fields.Many2one(
        "dosmart.objection", required=True, index=True, ondelete="cascade"
    )
    text = fields.Text("Answer", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
