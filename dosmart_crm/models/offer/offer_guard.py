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
            subject = proposal.order_id or proposal.lead_id or proposal.partner_id
            subject._check_offer_earned(proposal.offer_id.id)
        return proposals

    def write(self, vals):
        if not self.env.su:
            self._refuse_decided([vals])
            if APPLIED & vals.keys() and "accepted" in self.mapped("state"):
                raise AccessError(
                    self.env._("This offer is applied to a quotation. Withdraw it first.")
                )
        done = super().write(vals)
        if not self.env.su and APPLIED & vals.keys():
            for proposal in self:
                proposal._check_links()
        return done

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
