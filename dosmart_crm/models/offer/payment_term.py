from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round

from ...logic.instalments import divide


class PaymentTerm(models.Model):
    """One term serves all plans: an invoice with it is due by the instalments of its order."""

    _name = "account.payment.term"
    _inherit = "account.payment.term"

    @api.model
    def _by_plan(self):
        """Return the term of the orders with a plan. It is looked up without a query."""
        xmlid = "dosmart_crm.payment_term_by_plan"
        return self.browse(self.env["ir.model.data"]._xmlid_to_res_id(xmlid))

    def _compute_terms(self, date_ref, currency, company, *args, cash_rounding=None, **kwargs):
        terms = super()._compute_terms(
            date_ref, currency, company, *args, cash_rounding=cash_rounding, **kwargs
        )
        order_id = self.env.context.get("instalment_order_id")
        if order_id and self == self._by_plan():
            # sudo: who issues invoices may not read the order; only days and shares are used.
            plan = self.env["sale.order"].sudo().browse(order_id).instalment_ids
            roundings = {
                "company_amount": company.currency_id.rounding,
                "foreign_amount": (cash_rounding or currency).rounding,
            }
            if plan:
                terms["line_ids"] = plan._divide(terms["line_ids"], roundings)
        return terms

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_plan(self):
        if self._by_plan() in self:
            raise UserError(
                self.env._(
                    "Contracts are paid by this payment term. Keep it: it is archived already."
                )
            )


class Instalment(models.Model):
    _inherit = "dosmart.instalment"

    def _divide(self, lines, roundings):
        """Return *lines* of an invoice, all of it, as one line for each of these instalments.

        The invoice may be for a part of the order: its parts have the same proportions.
        """
        order = self.order_id
        shares = [order._to_units(instalment.amount) for instalment in self]
        parts = [{"date": instalment.date_due} for instalment in self]
        for name, rounding in roundings.items():
            total = round(sum(line[name] for line in lines) / rounding)
            for part, units in zip(parts, divide(total, shares), strict=True):
                part[name] = float_round(units * rounding, precision_rounding=rounding)
        return [part for part in parts if any(part[name] for name in roundings)] or parts[:1]


class SaleOrder(models.Model):
    _inherit = "sale.order"

    usual_payment_term_id = fields.Many2one(
        "account.payment.term",
        groups="base.group_user",
        help="Technical: the payment term that comes back when the order has no plan any more.",
    )

    def _compute_payment_term_id(self):
        done = super()._compute_payment_term_id()
        self._set_payment_term()
        return done

    def _set_payment_term(self):
        """Have orders with a plan paid by it; give those without one back their usual term."""
        by_plan = self.env["account.payment.term"]._by_plan()
        for order in self:
            has_plan = order._has_plan()
            if not by_plan or has_plan == (order.payment_term_id == by_plan):
                continue
            if has_plan:
                order.usual_payment_term_id = order.payment_term_id
                order.payment_term_id = by_plan
            else:
                client = order.with_company(order.company_id).partner_id
                usual = order.usual_payment_term_id or client.property_payment_term_id
                order.payment_term_id = usual

    def _prepare_invoice(self):
        values = super()._prepare_invoice()
        by_plan = self.payment_term_id == self.payment_term_id._by_plan()
        return values | {"instalment_order_id": bool(by_plan and self.payment_term_id) and self.id}

    @api.model
    def _get_invoice_grouping_keys(self):
        """Give each contract its own invoice: its payments are due by its own dates."""
        return [*super()._get_invoice_grouping_keys(), "instalment_order_id"]


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = "account.move"

    instalment_order_id = fields.Many2one(
        "sale.order",
        "Contract",
        index="btree_not_null",
        groups="base.group_user",
        help="The payments of this invoice, and of its copies, are due by the plan of this order.",
    )

    def _compute_needed_terms(self):
        # sudo: an accountant may not read the order; see the payment term.
        by_order = self.grouped(lambda move: move.sudo().instalment_order_id._origin.id)
        done = None
        for order_id, moves in by_order.items():
            planned = moves.with_context(instalment_order_id=order_id) if order_id else moves
            done = super(AccountMove, planned)._compute_needed_terms()
        return done
