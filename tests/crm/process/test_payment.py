"""How much of its orders a deal has paid, by money that came and stayed."""

from odoo.fields import Command

from .common import ProcessCase


class TestPayment(ProcessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.env.company, install_demo=False
        )
        cls.env.user.group_ids += cls.env.ref("account.group_account_manager")
        cls.point = cls.new_point(name="Prepayment", kind="payment", percent=50)
        cls.client_ = cls.new_client()
        cls.guard = cls.env["product.product"].create(
            {"name": "Guard", "type": "service", "invoice_policy": "order", "taxes_id": False}
        )
        cls.deal = cls.new_deal(partner_id=cls.client_.id)
        cls.order = cls.new_sale(1000)

    @classmethod
    def new_sale(cls, price, **values):
        """Return a confirmed order of the deal over *price*, without taxes."""
        line = {"product_id": cls.guard.id, "price_unit": price, "tax_ids": [Command.clear()]}
        order = cls.env["sale.order"].create(
            {
                "partner_id": cls.client_.id,
                "opportunity_id": cls.deal.id,
                "order_line": [Command.create(line)],
                **values,
            }
        )
        order.action_confirm()
        return order

    def invoice(self, orders):
        invoice = orders._create_invoices()
        invoice.action_post()
        return invoice

    def pay(self, invoice, amount=None):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        values = {"amount": amount} if amount else {}
        return wizard.create(values)._create_payments()

    def refund(self, invoice):
        """Return the posted credit note of all of *invoice*."""
        values = {"invoice_date": invoice.invoice_date, "journal_id": invoice.journal_id.id}
        note = invoice._reverse_moves([values])
        note.action_post()
        return note

    def settle(self, moves):
        """Reconcile what Odoo has not reconciled by itself."""
        receivable = moves.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable" and not line.reconciled
        )
        if len(receivable) > 1:
            receivable.reconcile()

    def percent(self):
        self.env.invalidate_all()
        return int(self.point._paid_percents(self.deal).get(self.deal.id, -1))

    def test_invoice_alone_is_no_money(self):
        self.invoice(self.order)
        self.assertEqual(self.percent(), 0)

    def test_half_paid_is_enough_for_half(self):
        invoice = self.invoice(self.order)
        self.pay(invoice, 499.99)
        self.assertFalse(self.is_met(self.deal, self.point))
        self.pay(invoice, 0.01)
        self.assertEqual(self.percent(), 50)
        self.assertTrue(self.is_met(self.deal, self.point))

    def test_half_a_cent_is_not_missing(self):
        self.order.order_line.price_unit = 99.99
        self.pay(self.invoice(self.order), 49.99)
        self.assertTrue(self.is_met(self.deal, self.point))

    def test_down_payment_counts(self):
        wizard = self.env["sale.advance.payment.inv"].with_context(active_ids=self.order.ids)
        values = {"advance_payment_method": "percentage", "amount": 50}
        invoice = wizard.create(values)._create_invoices(self.order)
        invoice.action_post()
        self.pay(invoice)
        self.assertEqual(self.percent(), 50)

    def test_paid_back_drops_back(self):
        invoice = self.invoice(self.order)
        self.pay(invoice)
        self.assertEqual(self.percent(), 100)
        note = self.refund(invoice)
        self.assertEqual(self.percent(), 0)
        self.pay(note)
        self.assertEqual(self.percent(), 0)
        self.assertFalse(self.is_met(self.deal, self.point))

    def test_cancelled_payment_drops_back(self):
        payment = self.pay(self.invoice(self.order))
        self.assertEqual(self.percent(), 100)
        payment.action_draft()
        self.assertEqual(self.percent(), 0)

    def test_corrected_invoice_that_was_never_paid_takes_nothing_away(self):
        invoice = self.invoice(self.order)
        self.settle(invoice | self.refund(invoice))
        self.assertEqual(self.percent(), 0)
        self.pay(self.invoice(self.order))
        self.assertEqual(self.percent(), 100)

    def test_several_orders_count_together_each_with_its_share_of_a_common_invoice(self):
        other_deal = self.new_deal(partner_id=self.client_.id)
        other = self.new_sale(3000, opportunity_id=other_deal.id)
        invoice = self.invoice(self.order | other)
        self.assertEqual(len(invoice), 1)
        self.pay(invoice, 2000)
        percents = self.point._paid_percents(self.deal | other_deal)
        self.assertEqual([int(percents[deal.id]) for deal in self.deal | other_deal], [50, 50])
        self.new_sale(1000)
        self.assertEqual(self.percent(), 25)

    def test_other_currency_is_measured_in_the_currency_of_the_order(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {"name": "2020-01-01", "currency_id": euro.id, "rate": 0.5}
        )
        self.order.action_cancel()
        pricelist = self.env["product.pricelist"].create({"name": "€", "currency_id": euro.id})
        self.order = self.new_sale(1000, pricelist_id=pricelist.id)
        self.assertEqual(self.order.currency_id, euro)
        invoice = self.invoice(self.order)
        self.pay(invoice, 500)
        self.assertEqual(self.percent(), 50)

    def test_online_payment_counts_before_its_invoice(self):
        provider = self.env["payment.provider"].create({"name": "Bank card"})
        method = self.env["payment.method"].create({"name": "Card", "code": "test_card"})
        journal = self.env["account.journal"].search([("type", "=", "bank")], limit=1)
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": "online",
                "amount": 600,
                "currency_id": self.order.currency_id.id,
                "partner_id": self.client_.id,
                "sale_order_ids": [Command.set(self.order.ids)],
                "state": "done",
            }
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.client_.id,
                "amount": 600,
                "journal_id": journal.id,
                "payment_transaction_id": transaction.id,
            }
        )
        payment.action_post()
        transaction.payment_id = payment
        self.assertEqual(self.percent(), 60)
        invoice = self.invoice(self.order)
        self.settle(invoice | payment.move_id)
        self.assertEqual(invoice.amount_residual, 400)
        self.assertEqual(self.percent(), 60)

    def test_deal_without_confirmed_order_has_paid_nothing(self):
        self.order.action_cancel()
        self.assertEqual(self.percent(), -1)
        self.assertFalse(self.is_met(self.deal, self.point))
