from odoo import fields, models
from odoo.tools import float_compare, format_date

APPROVAL_STATES = [
    ("requested", "Asked for"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("outdated", "Outdated"),
]


class OfferApproval(models.Model):
    """One request to approve the offers of a quotation, what it was about, and its answer.

    It is about the cost, the share and the offers of the moment it was made: whoever decides,
    decides about these. Nobody writes it by hand; see ``offer_approval_request``.
    """

    _name = "dosmart.offer.approval"
    _description = "Approval of Offers"
    _order = "id desc"
    _rec_name = "order_id"

    order_id = fields.Many2one("sale.order", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(APPROVAL_STATES, required=True, default="requested")
    user_id = fields.Many2one("res.users", "Asked by", required=True, ondelete="restrict")
    date = fields.Datetime("Asked on", required=True, default=fields.Datetime.now)
    cost = fields.Monetary("Cost of Offers")
    list_total = fields.Monetary("Total before Discounts")
    proposal_ids = fields.Many2many("dosmart.offer.proposal", string="Offers")
    decided_by_id = fields.Many2one("res.users", "Decided by", ondelete="restrict")
    decided_on = fields.Datetime()
    reason = fields.Text()
    activity_ids = fields.Many2many("mail.activity", string="Activities of the Managers")

    _one_open_request = models.UniqueIndex(
        "(order_id) WHERE state = 'requested'", "The approval of this quotation is asked for."
    )

    def _holds(self):
        """Return whether it is still about what is on the quotation.

        What was asked for or approved holds until the offers cost more or others are applied;
        what was refused holds until they cost less.
        """
        change = self._compare_terms()
        if self.state == "refused":
            return change >= 0
        return change <= 0 and self.order_id._applied_proposals() <= self.proposal_ids

    def _compare_terms(self):
        """Return 1 if cost or share of the quotation are higher now, -1 if they are lower, or 0."""
        order = self.order_id
        then = self.cost / self.list_total if self.list_total else 1.0
        share = float_compare(order._offer_cost_share(), then, precision_digits=6)
        cost = self.currency_id.compare_amounts(order.offer_cost, self.cost)
        return max(share, cost) or min(share, cost)

    def _close(self, state, activity_done=None, **values):
        """End the open requests; of the managers' activities only *activity_done* is kept."""
        self.write({"state": state, **values})
        self.flush_recordset(["state"])  # before the next request: only one may be open
        (self.activity_ids - (activity_done or self.activity_ids.browse())).unlink()

    def _tell(self):
        """Return in words who asked or decided, when, and why."""
        day = fields.Datetime.context_timestamp(self, self.decided_on or self.date).date()
        values = {
            "user": (self.decided_by_id or self.user_id).name,
            "date": format_date(self.env, day),
        }
        if self.state == "approved":
            text = self.env._("Approved by %(user)s on %(date)s.", **values)
        elif self.state == "refused":
            text = self.env._("Refused by %(user)s on %(date)s.", **values)
        else:
            text = self.env._("Asked for by %(user)s on %(date)s.", **values)
        return f"{text} {self.reason}" if self.reason else text
