from odoo import api, fields, models
from odoo.tools import float_repr
from odoo.tools.sql import column_exists, create_column

from .offer_cost_share import SALES
from .offer_terms_guard import ORDER_TERMS
from .sale_order import QUOTATION_STATES

ORDER_APPROVAL_STATES = [
    ("needed", "To Ask"),
    ("requested", "To Approve"),
    ("approved", "Approved"),
    ("refused", "Refused"),
]
WAITING = ("needed", "requested", "refused")


class SaleOrder(models.Model):
    """Whether a manager has to approve the offers of a quotation, and whether one did.

    The state follows the facts: what the offers cost, the limit of the company, and the last
    approval. It is empty where none is needed, which is all orders without offers.
    """

    _inherit = "sale.order"
    _offer_terms = (*ORDER_TERMS, "offer_approval_state", "offer_cost", "offer_list_total")

    offer_approval_ids = fields.One2many(
        "dosmart.offer.approval", "order_id", "Approvals of Offers", copy=False, groups=SALES
    )
    offer_approval_state = fields.Selection(
        ORDER_APPROVAL_STATES,
        "Approval of Offers",
        compute="_compute_offer_approval_state",
        store=True,
        copy=False,
        groups="base.group_user",
        help="Empty: no approval is needed.",
    )
    offer_approval_text = fields.Text(
        compute="_compute_offer_approval_text",
        groups=SALES,
        help="Why a manager has to approve, and what became of it.",
    )

    def _auto_init(self):
        # No order has offers yet: the column of old orders is empty, not computed.
        if not column_exists(self.env.cr, "sale_order", "offer_approval_state"):
            create_column(self.env.cr, "sale_order", "offer_approval_state", "varchar")
        return super()._auto_init()

    # A new limit of the company is written to its quotations by ResCompany.write.
    @api.depends("offer_approval_ids.state", "offer_cost", "offer_list_total", "state")
    def _compute_offer_approval_state(self):
        """Judge quotations; what is confirmed or cancelled keeps the state that it had."""
        for order in self.filtered(lambda order: order.state in QUOTATION_STATES):
            order.offer_approval_state = order._judge_offer_approval()

    def _judge_offer_approval(self):
        """Return the state of the approval by the facts, whatever the state of the order."""
        if not self.offer_terms or not self._passes_offer_limit():
            return False
        latest = self._latest_approval()
        return latest.state if latest and latest._holds() else "needed"

    def _latest_approval(self):
        return self.offer_approval_ids.filtered(lambda a: a.state != "outdated").sorted("id")[-1:]

    def _awaits_offer_approval(self):
        """Return whether the client must not get this order yet."""
        # sudo: the client who opens, signs or pays may not read costs.
        order = self.sudo()
        return order.state in QUOTATION_STATES and order.offer_approval_state in WAITING

    @api.depends("offer_approval_state", "offer_cost", "offer_list_total")
    @api.depends_context("lang", "tz")
    def _compute_offer_approval_text(self):
        for order in self:
            texts = []
            if order.offer_approval_state:
                latest = order._latest_approval()
                texts = [order._tell_offer_cost(), latest._tell() if latest else ""]
                if latest and order.offer_approval_state == "needed":
                    texts.append(self.env._("The quotation has changed since then."))
            order.offer_approval_text = "\n".join(filter(None, texts)) or False

    def _tell_offer_cost(self):
        company = self.company_id
        return self.env._(
            "The offers cost us %(cost)s: %(share)s %% of the %(total)s without discounts. "
            "A manager approves more than %(limit)s %%.",
            cost=company.currency_id.format(self.offer_cost),
            share=float_repr(self.offer_cost_percent, 1),
            total=company.currency_id.format(self.offer_list_total),
            limit=f"{company.offer_limit_percent:g}",
        )
