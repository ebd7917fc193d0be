"""From the order to its plan, from the plan to the payment term, from there to the invoice."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user

from .common import OfferCase


class TestPlanOfOrder(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(
            self.client_, [(self.guard, 12, 100), (self.siren, 1, 50)], contract_start="2027-01-31"
        )

    def amounts(self):
        return self.order.instalment_ids.mapped("amount")

    def test_plan_is_numbered_dated_and_adds_up(self):
        plan = self.order.instalment_ids
        self.assertEqual(plan.mapped("number"), list(range(1, 13)))
        self.assertEqual(
            [str(d) for d in plan.mapped("date_due")[:3]],
            ["2027-01-31", "2027-02-28", "2027-03-31"],
        )
        self.assertEqual(self.amounts(), [150] + [100] * 11)
        self.assertEqual(sum(self.amounts()), self.order.amount_total)

    def test_plan_follows_the_quotation_and_is_frozen_by_confirmation(self):
        self.order.order_line[1].price_unit = 80
        self.assertEqual(self.amounts()[0], 180)
        self.order.order_line[0].billing = "one_off"
        self.assertEqual(self.amounts(), [1280])
        self.order.order_line[0].billing = "monthly"
        self.order.contract_start = "2027-02-01"
        self.assertEqual(str(self.order.instalment_ids[1].date_due), "2027-03-01")
        self.order.action_confirm()
        rows = self.order.instalment_ids
        self.order.order_line[1].product_uom_qty = 3
        self.env.flush_all()
        self.assertEqual(self.order.instalment_ids, rows)
        self.assertEqual(self.amounts()[0], 180)

    def test_taxes_and_cents_add_up_and_the_last_takes_the_rounding(self):
        tax = self.env["account.tax"].create({"name": "16 %", "amount": 16})
        self.order.order_line.tax_ids = tax
        self.order.order_line[0].price_unit = 33.33
        self.accept(self.order, self.shipped("first_interest_free_months"))
        total = self.order.amount_total
        self.assertEqual(round(sum(self.amounts()), 2), total)
        self.assertEqual(self.amounts(), [86.99] * 5 + [87.0])

    def test_second_year_has_its_own_instalments(self):
        self.order.order_line[0].product_uom_qty = 24
        self.order.contract_months = 24
        self.accept(self.order, self.shipped("two_interest_free_years"))
        self.assertEqual(self.amounts(), [208.33] * 5 + [208.35] + [100] * 12)
        years = self.order.instalment_ids.mapped("contract_year")
        self.assertEqual(years, [1] * 6 + [2] * 12)

    def test_duplicate_makes_its_own_plan(self):
        copy = self.order.copy()
        self.assertEqual(len(copy.instalment_ids), 12)
        self.assertFalse(copy.contract_start)
        self.assertEqual(len(self.order.instalment_ids), 12)

    def test_all_plans_share_one_payment_term(self):
        before = self.env["account.payment.term"].with_context(active_test=False).search_count([])
        self.order.contract_months = 600
        self.order.action_confirm()
        self.assertEqual(self.order.payment_term_id.name, "By the payment plan")
        self.assertFalse(self.order.payment_term_id.active)
        after = self.env["account.payment.term"].with_context(active_test=False).search_count([])
        self.assertEqual(after, before)

    def test_confirming_again_plans_again(self):
        proposal = self.accept(self.order, self.shipped("first_interest_free_months"))
        self.order.action_confirm()
        self.order._action_cancel()
        proposal.action_withdraw()
        self.order.order_line[1].price_unit = 80
        self.assertEqual(len(self.order.instalment_ids), 6)
        self.order.action_draft()
        self.assertEqual(self.amounts(), [180] + [100] * 11)
        self.order.action_confirm()
        self.assertEqual(sum(self.amounts()), self.order.amount_total)

    def test_change_after_confirmation_is_told_and_not_planned(self):
        self.order.action_confirm()
        self.assertFalse(self.order.plan_warning)
        self.order.order_line[1].price_unit = 80
        self.assertRegex(self.order.plan_warning, "1,280.00.*1,250.00")


class TestPaymentTerm(OfferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        line = Command.create({"value": "percent", "value_amount": 100, "nb_days": 15})
        cls.usual, cls.chosen = cls.env["account.payment.term"].create(
            [{"name": name, "line_ids": [line]} for name in ("Usual", "Chosen")]
        )
        cls.by_plan = cls.usual._by_plan()
        cls.client_ = cls.new_client()
        cls.client_.property_payment_term_id = cls.usual
        cls.order = cls.new_quotation(cls.client_, [(cls.siren, 1, 50)])

    def add_guard(self):
        line = Command.create({"product_id": self.guard.id, "product_uom_qty": 12})
        self.order.order_line = [line]
        self.env.flush_all()

    def remove_guard(self):
        self.order.order_line[-1].unlink()
        self.env.flush_all()

    def test_client_sees_the_term_of_the_plan_before_signing(self):
        self.assertEqual(self.order.payment_term_id, self.usual)
        self.add_guard()
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        self.order.partner_id = self.new_client()
        self.assertEqual(self.order.payment_term_id, self.by_plan)

    def test_order_that_is_no_contract_any_more_gets_its_usual_term_back(self):
        self.add_guard()
        self.remove_guard()
        self.assertEqual(self.order.payment_term_id, self.usual)
        self.order.action_confirm()
        self.assertEqual(self.order.payment_term_id, self.usual)

    def test_term_chosen_by_hand_comes_back_when_the_offer_is_withdrawn(self):
        self.order.payment_term_id = self.chosen
        proposal = self.accept(self.order, self.shipped("first_interest_free_months"))
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        proposal.action_withdraw()
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_term_chosen_by_hand_on_a_contract_does_not_contradict_the_plan(self):
        self.add_guard()
        self.order.payment_term_id = self.chosen
        self.env.flush_all()
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        self.remove_guard()
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_term_chosen_by_hand_on_a_plain_quotation_stays(self):
        self.order.payment_term_id = self.chosen
        self.order.order_line.product_uom_qty = 2
        self.accept(self.order, self.new_offer())
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_form_shows_plan_and_term_while_editing(self):
        with Form(self.order) as form:
            with form.order_line.new() as line:
                line.product_id = self.guard
            self.assertEqual(form.payment_term_id, self.by_plan)
            self.assertEqual(len(form.instalment_ids), 12)
            form.order_line.remove(1)
            self.assertEqual(form.payment_term_id, self.usual)
            self.assertEqual(len(form.instalment_ids), 0)

    def test_term_of_the_plan_cannot_be_deleted(self):
        with self.assertRaisesRegex(UserError, "Keep it"):
            self.by_plan.unlink()


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

    def test_client_reads_the_invoice_of_the_plan(self):
        order = self.new_quotation(self.client_, contract_start="2027-01-31")
        invoice = self.invoice_of(order, "2027-02-11")
        portal = new_test_user(self.env, "portal", groups="base.group_portal")
        self.assertNotIn("instalment_order_id", invoice.with_user(portal).fields_get())
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_invoice", invoice.ids
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
