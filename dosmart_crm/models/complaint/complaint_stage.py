from odoo import api, fields, models
from odoo.exceptions import UserError


class ComplaintStage(models.Model):
    """A step on the way of a complaint: register, cause, correction, prevention, confirmation."""

    _name = "dosmart.complaint.stage"
    _description = "Stage of a Complaint"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    fold = fields.Boolean("Folded", help="Shown narrow in the kanban view.")
    is_closed = fields.Boolean(
        "Closed", help="Nothing is left to do. A complaint gets here only with all it needs."
    )
    is_dismissal = fields.Boolean(
        "Was No Complaint",
        help="For advertising, mistakes and what was sent twice: closed without any more, by team "
        "leaders. Such complaints are not counted.",
    )
    description = fields.Text(
        "What Is Done Here", translate=True, help="Shown to whoever works on the complaint."
    )

    _dismissal_is_closed = models.Constraint(
        "CHECK(is_closed OR NOT is_dismissal)",
        "What was no complaint is closed: tick Closed as well.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # sudo: also complaints that the user may not see need their stage.
        used = self.env["dosmart.complaint"].sudo().search([("stage_id", "in", self.ids)], limit=1)
        if used:
            raise UserError(
                self.env._(
                    "Complaints are in the stage “%s”. Archive it instead, or move them first.",
                    used.stage_id.name,
                )
            )
