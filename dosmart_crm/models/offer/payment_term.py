from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Command, Domain

from ...logic.instalments import add_months, percent_shares


class PaymentTerm(models.Model):
    """Terms made from plans of instalments; equal plans share one, whatever their start.

    They are archived from birth: they belong to orders and are not for anybody to choose.
    """

    _name = "account.payment.term"
    _inherit = "account.payment.term"

    instalment_key = fields.Char(
        index="btree_not_null", copy=False, help="Technical: month:share of each instalment."
    )

    @api.model
    def _for_instalments(self, instalments):
        """Return the term that divides an invoice as *instalments* (one order's) do."""
        order, months = instalments.order_id, {}
        for instalment in instalments:
            amount = order._to_units(instalment.amount)
            months[instalment.month] = months.get(instalment.month, 0) + amount
        shares = percent_shares(list(months.values()))
        if shares:
            parts = [("percent", month, float(s)) for month, s in zip(months, shares, strict=True)]
        else:
            parts = self._fixed_parts(months, order.currency_id)
        key = f"{order.company_id.id} " + " ".join(f"{m}:{v[0]}{s:.6f}" for v, m, s in parts)
        return self._with_key(key) or self._create_for_parts(key, parts, order.company_id)

    def _fixed_parts(self, months, currency):
        """Return all amounts but the last as they are; the last one takes what is left."""
        *first, last = months
        return [
            *(("fixed", month, months[month] * currency.rounding) for month in first),
            ("percent", last, 100.0),
        ]

    def _with_key(self, key):
        domain = Domain("instalment_key", "=", key)
        return self.with_context(active_test=False).search(domain, limit=1)

    def _create_for_parts(self, key, parts, company):
        term = self.create(
            {
                "name": key,
                "active": False,
                "company_id": company.id,
                "instalment_key": key,
                "line_ids": [
                    Command.create(
                        {"value": value, "value_amount": share, "months": month, "nb_days": 0}
                    )
                    for value, month, share in parts
                ],
            }
        )
        # Clients read it, each in their language.
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        names = {code: term.with_context(lang=code)._instalment_name() for code in codes}
        source = term.with_context(lang="en_US")
        source.name = source._instalment_name()
        source.note = Markup("<p>%s</p>") % source.name
        term.update_field_translations("name", names)
        terms = {code: {source.name: name} for code, name in names.items()}
        term.update_field_translations("note", terms)
        return term

    def _instalment_name(self):
        if len(self.line_ids) == 1:
            return self.env._("One instalment")
        return self.env._("%(count)s instalments", count=len(self.line_ids))


class PaymentTermLine(models.Model):
    _name = "account.payment.term.line"
    _inherit = "account.payment.term.line"

    months = fields.Integer(
        help="Technical: months after the start of the contract, for terms made from a plan."
    )

    def _get_due_date(self, date_ref):
        if not self.payment_id.instalment_key:
            return super()._get_due_date(date_ref)
        start = self.env.context.get("instalment_start") or fields.Date.to_date(date_ref)
        return add_months(start or fields.Date.today(), self.months)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _set_payment_term(self):
        """Give these orders the payment term that their plan makes, or the client's usual one."""
        # sudo: only accountants make payment terms; this one follows from the plan alone.
        for order in self.sudo():
            if order.instalment_ids:
                term = order.env["account.payment.term"]._for_instalments(order.instalment_ids)
                order.payment_term_id = term
            elif order.payment_term_id.instalment_key:
                order._compute_payment_term_id()

    def _prepare_invoice(self):
        values = super()._prepare_invoice()
        by_plan = bool(self.payment_term_id.instalment_key)
        return values | {"instalment_order_id": by_plan and self.id}

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
        copy=False,
        groups="base.group_user",
        help="The payments of this invoice are due by the plan of this order.",
    )

    def _compute_needed_terms(self):
        # sudo: an accountant may not read the order; only the start of the contract is used.
        by_start = self.grouped(lambda move: move.sudo().instalment_order_id.contract_start)
        done = None
        for start, moves in by_start.items():
            dated = moves.with_context(instalment_start=start) if start else moves
            done = super(AccountMove, dated)._compute_needed_terms()
        return done
