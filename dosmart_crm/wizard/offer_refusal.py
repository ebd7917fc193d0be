from odoo import fields, models


class OfferRefusal(models.TransientModel):
    """Note why a client refused an offer."""

    _name = "dosmart.offer.refusal"
    _description = "Offer Refused"

    proposal_id = fields.Many2one(
        "dosmart.offer.proposal", "Offer", required=True, ondelete="cascade"
    )
    reason = fields.Char("Why did the client refuse?", required=True)

    def action_refuse(self):
        """Write the refusal with its reason."""
        self.ensure_one()
        self.proposal_id._refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
