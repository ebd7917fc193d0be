from markupsafe import Markup

from odoo import api, fields, models


class StageMove(models.TransientModel):
    """What holds deals back from a stage; a manager lets them go on all the same, and says why."""

    _name = "dosmart.stage.move"
    _description = "Move to a Stage in Spite of Control Points"

    lead_ids = fields.Many2many("crm.lead", string="Opportunities", context={"active_test": False})
    stage_id = fields.Many2one("crm.stage", "Move To", required=True, ondelete="cascade")
    missing = fields.Html(compute="_compute_missing")
    is_anything_missing = fields.Boolean(compute="_compute_missing")
    is_unavoidable = fields.Boolean(compute="_compute_missing")
    may_override = fields.Boolean(compute="_compute_missing")
    reason = fields.Text()

    @api.depends("lead_ids", "stage_id")
    def _compute_missing(self):
        for move in self:
            leads = move._leads()
            leads.check_access("read")
            reasons = leads._blocking_reasons(leads._stages_on_the_way(move.stage_id))
            move.missing = move._link_reasons(reasons)
            move.is_anything_missing = bool(reasons)
            blockers = [blocker for blockers in reasons.values() for blocker in blockers]
            move.is_unavoidable = not all(blocker.point for blocker in blockers)
            may_override = all(lead._may_override() for lead in leads)
            move.may_override = may_override and not move.is_unavoidable

    def _leads(self):
        return self.lead_ids._origin.with_user(self.env.user)

    def _link_reasons(self, reasons):
        """Return what is missing as a list, with a link to every deal."""
        item = Markup('<li><a href="/odoo/crm.lead/{}">{}</a><ul>{}</ul></li>')
        stage = Markup("<li>{}</li>")
        items = [
            item.format(
                lead.id,
                lead.name,
                Markup().join(stage.format(line) for line in lead._tell_by_stage(blockers)),
            )
            for lead, blockers in reasons.items()
        ]
        return Markup("<ul>{}</ul>").format(Markup().join(items))

    def action_move(self):
        """Move the deals; what is missing counts as overridden for the reason given."""
        self.ensure_one()
        self._leads()._move_on(self.stage_id, self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
