from odoo import fields, models
from odoo.exceptions import UserError

DECISIONS = [("approved", "Approve"), ("refused", "Refuse")]


class OfferApprovalDecision(models.TransientModel):
    """A manager approves the offers of a quotation, or refuses and says why."""

    _name = "dosmart.offer.approval.decision"
    _description = "Decision on the Approval of Offers"

    order_id = fields.Many2one("sale.order", "Quotation", required=True, ondelete="cascade")
    state = fields.Selection(DECISIONS, "Decision", required=True)
    # As the user: the costs of a quotation that somebody else sells are not told.
    offer_approval_text = fields.Text(
        related="order_id.offer_approval_text", string="Why", related_sudo=False
    )
    reason = fields.Text()

    def action_decide(self):
        """Decide, with the reason in the chatter of the quotation."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if self.state == "refused" and not reason:
            raise UserError(
                self.env._("Say why you refuse: the salesperson has to change the quotation.")
            )
        self.order_id._decide_offer_approval(self.state, reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
