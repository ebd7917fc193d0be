from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

QUOTATION_STATES = ("draft", "sent")


class SaleOrder(models.Model):
    """Offers applied to a quotation (spec OF-5).

    ``offer_terms`` says what of them is not in a line: {proposal id: {"interest_free": {…}}}.
    Its keys are the applied proposals; a duplicated quotation keeps them.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "dosmart.offer.board.mixin"]
    _offer_link = "order_id"

    offer_terms = fields.Json(groups="base.group_user", help="Technical: see the class.")
    offer_proposal_ids = fields.One2many(inverse_name="order_id")

    def _known_proposals(self):
        """Return also those of the opportunity that are not of another quotation."""
        lead = self._readable_lead().with_company(self.company_id)
        of_lead = lead._known_proposals().filtered(
            lambda proposal: not proposal.order_id or proposal.order_id == self
        )
        return super()._known_proposals() | of_lead

    def _readable_lead(self):
        """Return the opportunity, unless it is a colleague's that the user may not see."""
        return self.opportunity_id._filtered_access("read")

    def _why_offers_rest(self):
        return self._readable_lead()._why_offers_rest()

    def _prepare_proposal_values(self):
        return {"order_id": self.id, "lead_id": self.opportunity_id.id}

    def _with_offers(self):
        """Return those of these orders to which offers are applied; most have none."""
        # sudo: whether there are any is no secret; asking everybody's groups of each order is slow.
        ids = {order.id for order in self.sudo() if order.offer_terms}
        return self.filtered(lambda order: order.id in ids) if ids else self.browse()

    def _applied_proposals(self):
        ids = [int(proposal_id) for order in self for proposal_id in order.offer_terms or {}]
        return self.env["dosmart.offer.proposal"].browse(ids).exists()

    def _local_day(self, moment=None):
        """Return the day of *moment* (UTC; now if empty) where the order is sold.

        That is where its salesperson is, else the company, whoever asks: the client who signs in
        the portal too.
        """
        timezone = self.user_id.tz or self.company_id.resource_calendar_id.tz
        local = self.with_context(tz=timezone)
        return fields.Datetime.context_timestamp(local, moment or fields.Datetime.now()).date()

    def _check_offers_can_change(self, states=QUOTATION_STATES):
        for order in self:
            if order.state not in states or order.locked:
                raise UserError(
                    self.env._(
                        "%(order)s is not a quotation any more: its offers stay as they are. "
                        "Choose another quotation.",
                        order=order.name,
                    )
                )

    def _apply_offer(self, proposal):
        """Add to this quotation what *proposal* promises; extend with ``_apply_offer_<kind>``."""
        self.ensure_one()
        self._check_offers_can_change()
        if str(proposal.id) in (self.offer_terms or {}):
            return
        self._check_exclusive(proposal.offer_id)
        # sudo: the terms of an offer may name a product the salesperson cannot read.
        offer = proposal.offer_id.sudo().with_context(lang=self._get_lang())
        order = self.with_context(lang=self._get_lang())
        terms = getattr(order, f"_apply_offer_{offer.kind}")(proposal, offer)
        terms = (self.offer_terms or {}) | {str(proposal.id): terms or {}}
        self._writing_offers().offer_terms = terms
        self._set_payment_term()

    def _withdraw_offers(self, proposals):
        """Take back what *proposals* added to these quotations, and nothing else."""
        self._check_offers_can_change((*QUOTATION_STATES, "cancel"))
        self._drop_offer_terms(proposals)
        self._offer_lines(proposals).unlink()
        self._set_payment_term()

    def _drop_offer_terms(self, proposals):
        gone = {str(proposal.id) for proposal in proposals}
        for order in self:
            terms = order.offer_terms or {}
            kept = {key: terms[key] for key in terms if key not in gone}
            order._writing_offers().offer_terms = kept or False

    # What each kind of offer does

    def _apply_offer_discount(self, proposal, offer):
        self._add_offer_product(proposal, offer.product_id, offer.quantity, offer.discount_percent)

    def _apply_offer_upgrade(self, proposal, offer):
        self._add_offer_product(
            proposal,
            offer.product_id,
            offer.quantity,
            offer_replaced_product_id=offer.replaced_product_id.id,
        )

    def _apply_offer_free_months(self, proposal, offer):
        contract_product = self._contract_product()  # refuses a quotation without contract
        product = offer.product_id or contract_product
        months = offer.free_months
        self._add_offer_product(proposal, product, months, billing="monthly", free_months=months)

    def _apply_offer_referral(self, proposal, offer):
        self._add_offer_note(
            proposal,
            self.env._(
                "%(offer)s. Free months for each client you refer: %(months)s. You get them when "
                "that client signs a contract; they prolong yours and cost you nothing.",
                offer=offer.name,
                months=offer.months_per_referral,
            ),
        )

    def _apply_offer_trial(self, proposal, offer):
        if offer.product_id:
            self._add_offer_product(proposal, offer.product_id, offer.quantity)
        end = fields.Date.add(self._local_day(), days=offer.trial_days)
        text = self.env._(
            "%(offer)s: free trial until %(date)s.",
            offer=offer.name,
            date=format_date(self.env, end),
        )
        self._add_offer_note(proposal, text)
        proposal._plan_trial_decision(end)

    def _apply_offer_note(self, proposal, offer):
        self._add_offer_note(proposal, offer.note)
