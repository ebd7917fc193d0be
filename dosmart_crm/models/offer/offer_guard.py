from odoo import api, models
from odoo.exceptions import AccessError

# Only the decisions in ``offer_decision`` write these.
DECIDED = {"state", "cost", "decision_date", "status_id"}
# What an accepted offer is applied to: it is withdrawn first, then changed.
APPLIED = {"offer_id", "order_id", "lead_id", "partner_id"}


class OfferProposal(models.Model):
    """What people may not do to a proposal past its buttons, by RPC or import."""

    _inherit = "dosmart.offer.proposal"

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        self._refuse_decided(vals_list, allowed={"state": "on_table"})
        proposals = super().create(vals_list)
        for proposal in proposals:
            proposal._check_links()
            proposal._check_earned()
        return proposals

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._refuse_decided([vals])
        if not APPLIED & vals.keys():
            return super().write(vals)
        if "accepted" in self.mapped("state"):
            raise AccessError(
                self.env._("This offer is applied to a quotation. Withdraw it first.")
            )
        clients = {proposal: proposal._made_to() for proposal in self}
        self._refuse_other_offer(vals)
        done = super().write(vals)
        for proposal, client in clients.items():
            proposal._check_links()
            if proposal._made_to() != client:
                proposal._check_earned()
        return done

    def _made_to(self):
        return self.partner_id or self.lead_id

    def _refuse_other_offer(self, vals):
        if "offer_id" in vals and self.offer_id.ids != [vals["offer_id"]]:
            raise AccessError(
                self.env._(
                    "An offer on the table stays the one it is. Refuse it, and put the other one "
                    "on the table."
                )
            )

    def _check_earned(self):
        subject = self.order_id or self.lead_id or self.partner_id
        subject._check_offer_earned(self.offer_id.id)

    def _refuse_decided(self, vals_list, allowed=None):
        for vals in vals_list:
            if any(vals[name] != (allowed or {}).get(name) for name in vals.keys() & DECIDED):
                raise AccessError(
                    self.env._("Decide on an offer with its buttons: accept, refuse or withdraw.")
                )

    def _check_links(self):
        """Refuse a proposal for a lead or quotation that is not one's own to work on."""
        self.lead_id.check_access("write")
        self.order_id.check_access("write")
