from markupsafe import Markup

from odoo import api, fields, models

from .sale_order import QUOTATION_STATES


class SaleOrder(models.Model):
    """What was earned when it was accepted may be lost before the client signs (spec OF-5).

    Such offers stay: the client was promised them. The quotation warns as long as it is one, and
    its confirmation is noted down with what was lost by then.
    """

    _inherit = "sale.order"

    offer_warning = fields.Text(
        compute="_compute_offer_warning",
        groups="sales_team.group_sale_salesman",
        help="Offers on this quotation that the client does not earn any more.",
    )

    @api.depends_context("lang", "company")
    def _compute_offer_warning(self):
        quotations = self._origin.filtered(lambda order: order.state in QUOTATION_STATES)
        lost = quotations._lost_offers()
        for order in self:
            order.offer_warning = "\n".join(lost.get(order._origin, ())) or False

    def _lost_offers(self):
        """Return {order: ["Offer: reason", …]} of orders with offers not earned any more."""
        holding = self._with_offers()
        verdicts = holding._offer_eligibility()
        lost = {}
        for order, offers in holding._applied_offers().items():
            if sentences := self._name_lost(offers, verdicts.get(order, ())):
                lost[order] = sentences
        return lost

    def _name_lost(self, offers, verdicts):
        reasons = {verdict.offer: verdict.reason for verdict in verdicts}
        earned = {verdict.offer for verdict in verdicts if verdict.eligible}
        none = self._not_in_status()
        return [f"{o.name}: {reasons.get(o, none)}" for o in offers if o not in earned]

    def action_confirm(self):
        """Note down which offers the client had lost by now; confirmed they stay as they are."""
        # Before: being confirmed changes the verdicts, a first contract is one no longer.
        lost = self._with_offers().filtered(lambda order: order._is_open())._lost_offers()
        done = super().action_confirm()
        if lost:
            self._log_lost_offers(lost)
        return done

    def _log_lost_offers(self, lost):
        """Write one internal note on each confirmed order in *lost*, see ``_lost_offers``."""
        confirmed = self.filtered(lambda order: order in lost and order.state == "sale")
        title = self.env._("Confirmed with offers that the client does not earn any more:")
        item, body = Markup("<li>%s</li>"), Markup("%s<ul>%s</ul>")
        bodies = {
            order.id: body % (title, Markup().join(item % sentence for sentence in lost[order]))
            for order in confirmed
        }
        confirmed._message_log_batch(bodies)
