from odoo import api, models
from odoo.exceptions import UserError

from .sale_order import QUOTATION_STATES
from .sale_order_line import COSTING

GIVEN = ("sent", "sale")
GRANTED = (False, "approved")


class SaleOrder(models.Model):
    """No way to the client for offers that a manager has to approve (spec OF-7).

    Every way of sending or confirming ends in a write of the state, which is checked here,
    whoever does it; so are the mails with the quotation, signing and paying.
    """

    _inherit = "sale.order"

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state in GIVEN)._check_offers_approved()
        return orders

    def write(self, vals):
        """Check after the write: its other values count. What is given or over is not asked."""
        done = super().write(vals)
        holding = self._with_offers() if vals.get("state") else self.browse()
        if holding and vals["state"] in GIVEN:
            holding._check_offers_approved()
        if holding:
            holding._close_approval_requests()
        return done

    def _check_offers_approved(self):
        """Refuse to go on with orders whose offers wait for a manager."""
        # sudo: whoever confirms, the client too, is refused by costs that he may not read.
        waiting = (
            self.sudo()._with_offers().filtered(lambda o: o._judge_offer_approval() not in GRANTED)
        )
        if waiting:
            raise UserError(
                self.env._(
                    "The offers of %(orders)s cost more than may be given without approval. "
                    "Ask a manager with the button “Ask for Approval” of the quotation, or "
                    "withdraw offers.",
                    orders=", ".join(waiting.mapped("name")),
                )
            )

    def _refuse_larger_gift(self):
        raise UserError(
            self.env._(
                "%(order)s is confirmed, and its offers would cost more than may be given without "
                "approval. Cancel it, set it to quotation, and ask for approval there.",
                order=self.name,
            )
        )

    def _close_approval_requests(self):
        # sudo: the requests of what is confirmed or cancelled end, whoever does that.
        over = self.sudo().filtered(lambda order: order.state not in QUOTATION_STATES)
        requests = over.offer_approval_ids.filtered(lambda a: a.state == "requested")
        if requests:
            requests._close("outdated")

    def action_quotation_send(self):
        """Say at once, before the mail is written, that it cannot be sent."""
        self.filtered(lambda o: o.state in QUOTATION_STATES)._check_offers_approved()
        return super().action_quotation_send()

    def _has_to_be_signed(self):
        return super()._has_to_be_signed() and not self._awaits_offer_approval()

    def _has_to_be_paid(self):
        return super()._has_to_be_paid() and not self._awaits_offer_approval()

    def _send_payment_succeeded_for_order_mail(self):
        """Do not mail what the client may not see; whoever sells it is told (see below)."""
        seen = self.filtered(lambda order: not order._awaits_offer_approval())
        return super(SaleOrder, seen)._send_payment_succeeded_for_order_mail()

    def _plan_paid_unapproved(self):
        """Tell the salesperson that the client paid what a manager has not approved."""
        user = self.user_id or self.team_id.user_id
        if user:
            self.activity_schedule(
                "mail.mail_activity_data_warning",
                summary=self.with_context(lang=user.lang).env._(
                    "Paid, but the offers are not approved: ask for approval, then confirm"
                ),
                user_id=user.id,
            )


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = "sale.order.line"

    def write(self, vals):
        """Refuse larger gifts on a confirmed order, unless they need no approval.

        Smaller sales are not refused: the gift is no larger, and the plan warns of them.
        """
        if not COSTING & vals.keys():
            return super().write(vals)
        # sudo: whoever changes the line may not read offers and what they cost.
        gifts = self.sudo().filtered(lambda line: line.state == "sale" and line.offer_proposal_id)
        before = {order: order.offer_cost for order in gifts.order_id}
        done = super().write(vals)
        for order, cost in before.items():
            if order.offer_cost > cost and order._judge_offer_approval() not in GRANTED:
                order._refuse_larger_gift()
        return done


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = "mail.template"

    def _generate_template(self, res_ids, render_fields, *args, **kwargs):
        """Refuse to attach the document of a quotation that waits for a manager."""
        documents = "report_template_ids" in render_fields and self.report_template_ids
        if self.model == "sale.order" and documents:
            orders = self.env["sale.order"].browse(res_ids)
            orders.filtered(lambda o: o.state in QUOTATION_STATES)._check_offers_approved()
        return super()._generate_template(res_ids, render_fields, *args, **kwargs)


class PaymentTransaction(models.Model):
    _name = "payment.transaction"
    _inherit = "payment.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        transactions = super().create(vals_list)
        orders = transactions.sale_order_ids.filtered(lambda o: o.state in QUOTATION_STATES)
        orders._check_offers_approved()
        return transactions

    def _check_amount_and_confirm_order(self):
        """Keep the money of a quotation that needs approval since; confirming it has to wait."""
        waiting = self.filtered(
            lambda tx: any(order._awaits_offer_approval() for order in tx.sale_order_ids)
        )
        for order in waiting.sale_order_ids:
            order._plan_paid_unapproved()
        return super(PaymentTransaction, self - waiting)._check_amount_and_confirm_order()
