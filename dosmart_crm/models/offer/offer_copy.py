from odoo import api, models


class SaleOrder(models.Model):
    """A proposal belongs to one quotation: copies get their own, deleted ones give it back."""

    _inherit = "sale.order"

    def copy(self, default=None):
        self._refuse_terms_in_copy(default or {})
        copies = super(SaleOrder, self._writing_offers()).copy(default).with_env(self.env)
        # sudo: the copy promises what the original did, whoever sold that.
        for quotation in copies.sudo().filtered("offer_terms"):
            quotation._own_copied_offers()
        return copies

    def _own_copied_offers(self):
        """Give this copy proposals of its own; another client takes no offers along."""
        client = self.partner_id.commercial_partner_id
        copied, own_terms, foreign = self.offer_terms, {}, self.order_line.browse()
        for proposal in self._applied_proposals():
            lines = self._offer_lines(proposal)
            if proposal.partner_id != client:
                foreign |= lines
                continue
            own = proposal.copy(proposal._prepare_copy_values(self))
            lines.offer_proposal_id = own
            own_terms[str(own.id)] = copied[str(proposal.id)]
        self.offer_terms = own_terms or False
        foreign.unlink()

    def _offer_lines(self, proposals):
        return self.order_line.filtered(lambda line: line.offer_proposal_id in proposals)

    @api.ondelete(at_uninstall=False)
    def _unlink_give_back_offers(self):
        # sudo: the offers of a deleted quotation are on the table again, whoever put them there.
        self.sudo().offer_proposal_ids._give_back()


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.ondelete(at_uninstall=False)
    def _unlink_give_back_offers(self):
        """Deleting a line of an offer, or replacing it by a template, withdraws the offer."""
        # sudo: the offer goes with its line, whoever put it on the table.
        for order in self.sudo().order_id.filtered("offer_terms"):
            proposals = (self.sudo() & order.order_line).offer_proposal_id
            held = proposals & order._applied_proposals()
            if held:
                order._drop_offer_terms(held)
                (order._offer_lines(held) - self).unlink()
                held._give_back()


class OfferProposal(models.Model):
    _inherit = "dosmart.offer.proposal"

    def _prepare_copy_values(self, order):
        """Return what the proposal of a copied quotation differs in."""
        return {
            "order_id": order.id,
            "lead_id": order.opportunity_id.id,
            "user_id": order.user_id.id,
            "state": self.state,
            "decision_date": self.decision_date,
            "cost": self.cost,
        }

    def _give_back(self):
        """Put accepted proposals on the table again: their quotation no longer holds them."""
        accepted = self.filtered(lambda proposal: proposal.state == "accepted")
        accepted.write({"state": "on_table", "decision_date": False, "cost": 0})
        accepted.activity_unlink(["mail.mail_activity_data_todo"])
