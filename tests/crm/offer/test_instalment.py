"""From the order to its plan, from the plan to the payment term, from there to the invoice."""

from psycopg2.errors import CheckViolation

from odoo import Command, fields
from odoo.exceptions import ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import OfferCase


class TestContract(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()

    def test_service_contract_makes_the_order_a_contract(self):
        order = self.new_quotation(self.client_, [(self.guard, 12, 100), (self.siren, 1, 50)])
        self.assertEqual(order.contract_months, 12)
        self.assertEqual(order.order_line.mapped("billing"), ["monthly", "one_off"])
        order.order_line[0].unlink()
        self.assertEqual(order.contract_months, 0)
        self.assertFalse(order.instalment_ids)

    def test_company_says_how_long_contracts_last(self):
        self.env.company.contract_months = 24
        with Form(self.env["sale.order"]) as form:
            form.partner_id = self.client_
            with form.order_line.new() as line:
                line.product_id = self.guard
        order = form.record
        self.assertEqual(order.contract_months, 24)
        self.assertEqual(order.order_line.product_uom_qty, 24)

    def test_contract_of_no_or_too_many_months_is_refused(self):
        order = self.new_quotation(self.client_)
        for months in (0, -1, 601):
            with self.assertRaisesRegex(ValidationError, "from 1 to 600 months"):
                order.contract_months = months
            order.invalidate_recordset()
        order.contract_months = 600
        self.assertEqual(order.contract_months, 600)

    @mute_logger("odoo.sql_db")
    def test_setting_of_no_months_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env.company.contract_months = 0
            self.env.flush_all()

    def test_confirmation_starts_the_contract_today_unless_said(self):
        order, later = self.new_quotation(self.client_), self.new_quotation(self.client_)
        later.contract_start = "2027-01-31"
        (order + later).action_confirm()
        self.assertEqual(order.contract_start, fields.Date.context_today(order))
        self.assertEqual(str(later.contract_start), "2027-01-31")
        self.assertEqual(str(later.contract_end), "2028-01-30")

    def test_confirming_plain_quotations_costs_no_statement_of_ours(self):
        orders = self.env["sale.order"]
        for _number in range(5):
            orders += self.new_quotation(self.client_, [(self.siren, 1, 50)])
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueries_of_ours(0):
            orders.action_confirm()
            self.env.flush_all()

    def assertQueries_of_ours(self, count):  # noqa: N802 - like assertQueryCount
        return _Watch(self, count)


class _Watch:
    """Counts the statements that name a table of ours."""

    def __init__(self, case, count):
        self.case, self.count, self.seen = case, count, []

    def __enter__(self):
        self.original = self.case.env.cr.execute

        def execute(query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            if "dosmart" in text:
                self.seen.append(text)
            return self.original(query, *args, **kwargs)

        self.case.env.cr.execute = execute
        return self

    def __exit__(self, *_error):
        del self.case.env.cr.execute
        self.case.assertEqual(len(self.seen), self.count, self.seen)


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

    def test_equal_plans_share_one_payment_term_whatever_their_start(self):
        other = self.new_quotation(
            self.client_, [(self.guard, 12, 100), (self.siren, 1, 50)], contract_start="2027-06-15"
        )
        (self.order + other).action_confirm()
        self.assertEqual(self.order.payment_term_id, other.payment_term_id)
        self.assertFalse(self.order.payment_term_id.active)

    def test_payment_term_is_named_in_every_language(self):
        self.order.with_context(lang="es_MX").action_confirm()
        term = self.order.payment_term_id
        english, spanish = term.with_context(lang="en_US"), term.with_context(lang="es_MX")
        self.assertEqual(english.name, "12 instalments")
        self.assertIn("12 instalments", english.note)
        self.assertIn(spanish.name, spanish.note)


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

    def test_huge_total_that_percentages_cannot_divide_agrees_too(self):
        order = self.new_quotation(
            self.client_,
            [(self.guard, 12, 0.01), (self.siren, 1, 90_000_000)],
            contract_start="2027-01-31",
        )
        invoice = self.invoice_of(order, "2027-01-31")
        self.assertEqual(order.payment_term_id.line_ids[0].value, "fixed")
        self.assert_agrees(invoice, order)

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
