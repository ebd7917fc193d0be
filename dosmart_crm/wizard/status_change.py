from odoo import fields, models


class StatusChange(models.TransientModel):
    """Give a client another status than the suggested one, and say why."""

    _name = "dosmart.status.change"
    _description = "Change Client Status"

    sheet_id = fields.Many2one("dosmart.client.sheet", required=True, ondelete="cascade")
    current_status_id = fields.Many2one(related="sheet_id.client_status_id", string="Status Now")
    suggested_status_id = fields.Many2one(related="sheet_id.suggested_status_id")
    suggested_status_reason = fields.Char(related="sheet_id.suggested_status_reason")
    status_id = fields.Many2one("dosmart.client.status", "New Status", required=True)
    reason = fields.Char(required=True)

    def action_apply(self):
        """Write the status with the reason; the history keeps both."""
        self.ensure_one()
        self.sheet_id.write({"client_status_id": self.status_id.id, "status_reason": self.reason})
        return {"type": "ir.actions.client", "tag": "soft_reload"}
