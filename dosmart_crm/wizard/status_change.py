from odoo import api, fields, models


class StatusChange(models.TransientModel):
    """Give a client another status than the suggested one, and say why."""

    _name = "dosmart.status.change"
    _description = "Change Client Status"

    lead_id = fields.Many2one("crm.lead", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Client", ondelete="cascade")
    current_status_id = fields.Many2one(
        "dosmart.client.status", "Status Now", compute="_compute_from_owner"
    )
    suggested_status_id = fields.Many2one("dosmart.client.status", compute="_compute_from_owner")
    suggested_status_reason = fields.Char(compute="_compute_from_owner")
    status_id = fields.Many2one("dosmart.client.status", "New Status", required=True)
    reason = fields.Char(required=True)

    @api.depends("lead_id", "partner_id")
    def _compute_from_owner(self):
        """Show what the user may see on the lead or client; another one's stays refused."""
        for change in self:
            owner = change._owner()
            owner.check_access("read")
            change.current_status_id = owner.client_status_id
            change.suggested_status_id = owner.suggested_status_id
            change.suggested_status_reason = owner.suggested_status_reason

    def _owner(self):
        return self.lead_id.with_user(self.env.user) or self.partner_id.with_user(self.env.user)

    def action_apply(self):
        """Write the status with the reason; the history keeps both."""
        self.ensure_one()
        self._owner().write({"client_status_id": self.status_id.id, "status_reason": self.reason})
        return {"type": "ir.actions.act_window_close"}
