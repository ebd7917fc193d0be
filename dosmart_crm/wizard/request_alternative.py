from odoo import fields, models


class RequestAlternative(models.TransientModel):
    """What we offer instead of what we cannot do."""

    _name = "dosmart.request.alternative"
    _description = "We Cannot Do This"

    request_id = fields.Many2one("dosmart.request", required=True, ondelete="cascade")
    alternative = fields.Text("What Do You Offer Instead?", required=True)

    def action_offer(self):
        """Note the alternative on the request."""
        self.ensure_one()
        request = self.request_id.with_user(self.env.user)
        request.check_access("read")
        request._offer_alternative(self.alternative)
        return {"type": "ir.actions.act_window_close"}
