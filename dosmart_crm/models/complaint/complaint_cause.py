from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ComplaintCause(models.Model):
    """Why complaints arise: a tree of weaknesses of processes and products, never of people."""

    _name = "dosmart.complaint.cause"
    _description = "Cause of Complaints"
    _parent_store = True
    _rec_names_search = ("name", "parent_id.name")
    _order = "parent_path, id"

    name = fields.Char("Cause", required=True, translate=True)
    parent_id = fields.Many2one(
        "dosmart.complaint.cause", "Part of", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    display_name = fields.Char(compute="_compute_display_name", recursive=True)
    child_ids = fields.One2many("dosmart.complaint.cause", "parent_id", "More Exactly")
    active = fields.Boolean(default=True)
    complaint_count = fields.Integer(
        "Complaints", compute="_compute_complaint_count", help="With all causes below it."
    )

    def _compute_complaint_count(self):
        groups = self.env["dosmart.complaint"]._read_group(
            [("cause_id", "child_of", self.ids), ("is_dismissed", "=", False)],
            ["cause_id"],
            ["__count"],
        )
        for cause in self:
            path = cause.parent_path or "?"
            below = (count for c, count in groups if (c.parent_path or "").startswith(path))
            cause.complaint_count = sum(below)

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A cause cannot be part of itself. Choose another one under Part of.")
            )

    @api.depends("name", "parent_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for cause in self:
            names = cause.parent_id.display_name, cause.name
            cause.display_name = " / ".join(filter(None, names))
