from odoo import fields, models
from odoo.exceptions import LockError, RedirectWarning, UserError
from odoo.fields import Domain

from .sale_order import QUOTATION_STATES


class OfferProposal(models.Model):
    """What the client decides: accepting applies the offer, withdrawing takes it back."""

    _inherit = "dosmart.offer.proposal"

    def action_accept(self):
        """Apply the offers to the quotation; accepting a second time changes nothing."""
        self.check_access("write")
        for proposal in self:
            proposal._accept()

    def action_withdraw(self):
        """Take accepted offers off the quotations, which get back to what they were."""
        self.check_access("write")
        for proposal in self:
            proposal._withdraw()

    def action_refuse(self):
        """Ask why the client refused."""
        self.ensure_one()
        self._check_undecided()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refuse Offer"),
            "res_model": "dosmart.offer.refusal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_proposal_id": self.id},
        }

    def _refuse(self, reason):
        self._check_undecided()
        self._decide("refused", refusal_reason=reason)

    def _accept(self):
        order = self.order_id or self._quotation_on_screen() or self._only_quotation()
        self._lock_with(order)
        if self.state == "accepted":
            return
        self._check_undecided()
        self._check_offer_valid()
        self.order_id = order
        order._apply_offer(self)
        self._decide("accepted", cost=self._cost_on(order))

    def _withdraw(self):
        self._lock_with(self.order_id)
        if self.state != "accepted":
            return
        self.order_id._withdraw_offers(self)
        # sudo: see _decide
        self.sudo()._give_back()

    def _decide(self, state, **values):
        # sudo: nobody writes a decision by hand, only these buttons do (see ``offer_guard``).
        today = fields.Date.context_today(self)
        self.sudo().write({"state": state, "decision_date": today, **values})

    def _lock_with(self, orders):
        """Keep other workers off the proposal and *orders* until this transaction ends."""
        try:
            orders.lock_for_update(allow_referencing=True)
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise LockError(
                self.env._(
                    "Somebody else is working on the offers of %(client)s right now. "
                    "Try again in a moment.",
                    client=self.client_name,
                )
            ) from error

    def _quotation_on_screen(self):
        """Return the quotation on whose page the offer is accepted, if it is on one."""
        order = self.env["sale.order"].browse(self.env.context.get("offer_order_id"))
        order.check_access("write")
        return order

    def _only_quotation(self):
        of_client = Domain("partner_id", "child_of", self.partner_id.ids)
        of_lead = Domain("opportunity_id", "=", self.lead_id.id) if self.lead_id else of_client
        orders = self.env["sale.order"].search(
            of_lead
            & Domain("state", "in", QUOTATION_STATES)
            & Domain("company_id", "=", self.company_id.id)
        )
        if not orders:
            self._lead_to_quotation()
        if len(orders) > 1:
            raise UserError(
                self.env._(
                    "%(client)s has several quotations: %(orders)s. "
                    "Choose one in the field Quotation of the offer, then accept it.",
                    client=self.client_name,
                    orders=", ".join(orders.mapped("name")),
                )
            )
        return orders

    def _lead_to_quotation(self):
        """Say that a quotation is missing, with a button that opens a new one."""
        if self.lead_id:
            action = self.lead_id.action_sale_quotations_new()
        else:
            xmlid = "sale_crm.sale_action_quotations_new"
            action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
            action["context"] = {"default_partner_id": self.partner_id.id}
        raise RedirectWarning(
            self.env._(
                "%(client)s has no quotation yet. Make one with what the client wants, "
                "then accept the offer on its page Offers.",
                client=self.client_name,
            ),
            action,
            self.env._("New Quotation"),
            {"active_model": "crm.lead", "active_id": self.lead_id.id},
        )

    def _check_undecided(self):
        # sudo: the opportunity may be a colleague's; only whether it rests is asked.
        self.lead_id.sudo()._check_offers_rest()
        if self.state != "on_table":
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(offer)s” is not on the table any more, it is: %(state)s. "
                    "Put it on the table again.",
                    offer=self.offer_id.name,
                    state=states[self.state],
                )
            )

    def _check_offer_valid(self):
        offer = self.offer_id
        failures = [offer._date_failure(), offer._product_failure()]
        if not offer.active:
            failures.append(self.env._("The offer is archived."))
        if any(failures):
            raise UserError(
                self.env._(
                    "“%(offer)s” cannot be accepted: %(reason)s Offer something else.",
                    offer=offer.name,
                    reason=" ".join(filter(None, failures)),
                )
            )

    def _cost_on(self, order):
        """Return what the offer costs us in company currency: typed, or given away on *order*.

        What is typed is the cost of the offer as it is. Who puts more on its line, or something
        else, gives that away at list price.
        """
        date = order._local_day(order.date_order)
        offer = self.offer_id
        lines = order.order_line.filtered(lambda line: line.offer_proposal_id == self)
        given = sum(line._untaxed_given_away() for line in lines)
        cost = order.currency_id._convert(given, self.currency_id, self.company_id, date)
        if offer.cost_mode != "typed":
            return cost
        typed = offer.currency_id._convert(
            offer.typed_cost, self.currency_id, self.company_id, date
        )
        as_offered = all(line._gives_no_more_than(offer) for line in lines)
        return typed if as_offered else max(typed, cost)

    def _plan_trial_decision(self, end):
        """Remind the salesperson the day the free trial is over."""
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            end,
            self.env._("Free trial over: ask for the decision"),
            user_id=(self.user_id or self.env.user).id,
        )
