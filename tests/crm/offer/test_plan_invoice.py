"""From the plan to what the invoice says is due."""

from odoo import Command
from odoo.tests import new_test_user

from .common import OfferCase


class TestInvoice(OfferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.env.company, install_demo=False
        )
        cls.client_ = cls.new_client()
        cls.env.user.group_ids += cls.env.ref("account.group_account_manager")

    def invoice_of(self, order, date):
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_date = date
        invoice.action_post()
        return invoice

    def assert_agrees(self, invoice, order):
        due = invoice.line_ids.filtered("date_maturity").sorted("date_maturity")
        self.assertEqual(
            [(line.date_maturity, line.amount_currency) for line in due],
            [(row.date_due, row.amount) for row in order.instalment_ids],
        )

    def test_invoice_is_due_by_the_plan_whenever_it_is_issued(self):
        order = self.new_quotation(
            self.client_,
            [(self.guard, 12, 33.33), (self.siren, 1, 50)],
            contract_start="2027-01-31",
        )
        self.accept(order, self.shipped("first_interest_free_months"))
        self.assert_agrees(self.invoice_of(order, "2027-02-11"), order)
        self.assertEqual(len(order.instalment_ids), 6)

    def test_monthly_contract_is_due_monthly(self):
        order = self.new_quotation(self.client_, contract_start="2027-01-31")
        self.assert_agrees(self.invoice_of(order, "2027-01-31"), order)

    def huge(self):
        return self.new_quotation(
            self.client_,
            [(self.guard, 12, 0.01), (self.siren, 1, 90_000_000)],
            contract_start="2027-01-31",
        )

    def test_huge_total_in_very_unequal_instalments_agrees_too(self):
        order = self.huge()
        self.assert_agrees(self.invoice_of(order, "2027-01-31"), order)

    def test_small_part_of_unequal_instalments_has_no_negative_payment(self):
        order = self.huge()
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_line_ids[1].price_unit = 100
        invoice.action_post()
        due = invoice.line_ids.filtered("date_maturity")
        self.assertEqual(due.mapped("amount_currency"), [100.12])

    def test_invoice_that_replaces_another_is_due_by_the_plan(self):
        order = self.new_quotation(self.client_, contract_start="2027-01-31")
        invoice = self.invoice_of(order, "2027-02-11")
        wizard = self.env["account.move.reversal"].create(
            {"move_ids": invoice.ids, "journal_id": invoice.journal_id.id, "date": "2027-03-05"}
        )
        wizard.modify_moves()
        replacement = wizard.new_move_ids
        self.assertEqual(replacement.move_type, "out_invoice")
        self.assert_agrees(replacement, order)

    def test_down_payment_is_due_in_the_proportions_of_the_plan(self):
        order = self.new_quotation(
            self.client_,
            [(self.guard, 12, 100), (self.siren, 1, 1200)],
            contract_start="2027-01-31",
        )
        order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].with_context(active_ids=order.ids)
        invoices = wizard.create(
            {"advance_payment_method": "percentage", "amount": 10}
        )._create_invoices(order)
        due = invoices.line_ids.filtered("date_maturity").sorted("date_maturity")
        self.assertEqual(due.mapped("amount_currency"), [130] + [10] * 11)

    def test_cash_rounding_keeps_every_payment_payable(self):
        order = self.new_quotation(self.client_, [(self.guard, 12, 33.33)])
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_cash_rounding_id = self.env["account.cash.rounding"].create(
            {
                "name": "0.05",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": self.company_data_account("income").id,
                "loss_account_id": self.company_data_account("expense").id,
            }
        )
        due = invoice.line_ids.filtered("date_maturity").mapped("amount_currency")
        self.assertEqual(round(sum(due), 2), 399.95)
        self.assertTrue(all(round(amount * 20, 6).is_integer() for amount in due))

    def company_data_account(self, kind):
        return self.env["account.account"].search([("account_type", "=", kind)], limit=1)

    def test_client_reads_the_invoice_of_the_plan(self):
        order = self.new_quotation(self.client_, contract_start="2027-01-31")
        invoice = self.invoice_of(order, "2027-02-11")
        portal = new_test_user(self.env, "portal", groups="base.group_portal")
        portal.partner_id.parent_id = self.client_
        seen = invoice.with_user(portal)
        self.assertEqual(seen.invoice_payment_term_id.name, "By the payment plan")
        self.assertEqual(str(seen.invoice_date_due), "2027-12-31")
        self.assertNotIn("instalment_order_id", seen.fields_get())
        # sudo: as the portal does once it knows whose invoice it is.
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(portal)
            .sudo()
            ._render_qweb_html("account.report_invoice", invoice.ids)
        )
        self.assertIn("by the payment plan", html.decode())

    def test_half_an_order_is_invoiced_in_the_same_proportions(self):
        order = self.new_quotation(
            self.client_, [(self.guard, 12, 100)], contract_start="2027-01-31"
        )
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_line_ids.quantity = 6
        invoice.action_post()
        due = invoice.line_ids.filtered("date_maturity")
        self.assertEqual(sorted(due.mapped("amount_currency")), [50] * 12)

    def test_contracts_are_invoiced_apart_and_plain_orders_together(self):
        plain = [self.new_quotation(self.client_, [(self.siren, 1, 50)]) for _number in range(2)]
        contracts = [self.new_quotation(self.client_) for _number in range(2)]
        orders = self.env["sale.order"].union(*plain, *contracts)
        orders.action_confirm()
        invoices = orders._create_invoices()
        self.assertEqual(sorted(invoices.mapped("amount_total")), [100, 1200, 1200])

    def test_plain_invoice_keeps_the_usual_payment_term(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "15 days",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": 100, "nb_days": 15})
                ],
            }
        )
        self.client_.property_payment_term_id = term
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        invoice = self.invoice_of(order, "2027-01-31")
        self.assertEqual(str(invoice.invoice_date_due), "2027-02-15")
