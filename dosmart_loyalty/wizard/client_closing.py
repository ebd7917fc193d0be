from odoo import fields, models
from odoo.exceptions import UserError


class ClientClosing(models.TransientModel):
    """Asks why the work with a client ends (spec SG-4)."""

    _name = "dosmart.client.closing"
    _description = "Closing of a Client"

    value_id = fields.Many2one("dosmart.client.value", required=True, ondelete="cascade")
    partner_id = fields.Many2one(related="value_id.partner_id")
    reason = fields.Char("Why", required=True)

    def action_close_client(self):
        """Close the client, today."""
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Say why the work with this client ends."))
        self.value_id._set_closed(fields.Date.context_today(self), self.reason.strip())


class ClientValue(models.Model):
    _inherit = "dosmart.client.value"

    def action_close(self):
        """Ask why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close Client"),
            "res_model": "dosmart.client.closing",
            "view_mode": "form",
            "target": "new",
            "context": {"default_value_id": self.id},
        }

    def action_reopen(self):
        """Work with the client again."""
        self._set_closed(False, False)

    def _set_closed(self, day, reason):
        self.check_access("read")
        self.partner_id.check_access("write")
        # sudo: nobody writes values by hand, but who may change the client may close it.
        self.sudo().write({"closed_on": day, "closed_reason": reason})
        for value in self:
            self.env["dosmart.value.policy"]._value_clients(value.company_id, value.partner_id)
