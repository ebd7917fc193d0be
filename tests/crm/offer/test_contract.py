"""What makes an order a contract, and how long its terms may change."""

from psycopg2.errors import CheckViolation

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
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
        for _number in range(6):
            orders += self.new_quotation(self.client_, [(self.siren, 1, 50)])
        orders[0].action_confirm()  # fills the caches of the registry
        orders = orders[1:]
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueries_of_ours(0):
            orders.action_confirm()
            self.env.flush_all()

    def test_product_that_becomes_a_service_contract_rewrites_no_order(self):
        old, open_ = (self.new_quotation(self.client_, [(self.siren, 1, 50)]) for _n in range(2))
        contract = self.new_contract(self.client_)
        old.action_confirm()
        self.siren.is_service_contract = True
        self.guard.is_service_contract = False
        self.env.flush_all()
        months = (old + open_ + contract).mapped("contract_months")
        self.assertEqual(months, [0, 0, 12])
        self.assertEqual(len(contract.instalment_ids), 12)

    def test_line_after_the_confirmation_changes_no_terms(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        order.action_confirm()
        order.order_line = [Command.create({"product_id": self.guard.id, "product_uom_qty": 12})]
        self.assertEqual(order.contract_months, 0)

    def test_service_that_an_offer_gives_makes_no_contract(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        gift = self.new_offer(product_id=self.guard.id, quantity=3)
        self.accept(order, gift)
        self.assertEqual(order.contract_months, 0)
        contract = self.new_quotation(self.client_)
        self.accept(contract, gift)
        contract.order_line[0].unlink()
        self.assertEqual(contract.contract_months, 0)

    def test_months_and_quantity_of_the_service_follow_each_other(self):
        order = self.new_quotation(
            self.client_, [(self.guard, 24, 100), (self.guard, 6, 10), (self.siren, 1, 50)]
        )
        self.assertEqual(order.contract_months, 24)
        order.contract_months = 36
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [36, 6, 1])
        order.order_line[0].product_uom_qty = 18
        self.assertEqual(order.contract_months, 18)
        self.assertEqual(order.copy().contract_months, 18)
        with Form(order) as form:
            form.contract_months = 12
            self.assertEqual(len(form.instalment_ids), 12)
        self.assertEqual(order.order_line[0].product_uom_qty, 12)

    def test_months_of_a_service_paid_once_are_free(self):
        order = self.new_quotation(self.client_)
        order.order_line.billing = "one_off"
        order.contract_months = 24
        order.order_line.product_uom_qty = 2
        self.assertEqual(order.contract_months, 24)

    def test_confirmed_terms_stay_as_signed(self):
        order = self.new_contract(self.client_)
        for values in ({"contract_start": "2027-01-31"}, {"contract_months": 24}):
            with self.assertRaisesRegex(UserError, "set it to quotation"):
                order.write(values)
        order.write({"contract_start": str(order.contract_start), "contract_months": 12})

    def test_start_of_a_cancelled_contract_is_forgotten_unless_it_was_chosen(self):
        automatic, chosen, later = (self.new_quotation(self.client_) for _number in range(3))
        chosen.contract_start = "2027-01-31"
        orders = automatic + chosen + later
        orders.action_confirm()
        orders._action_cancel()
        later.contract_start = "2027-02-28"
        orders.action_draft()
        self.assertFalse(automatic.contract_start)
        self.assertEqual(str(chosen.contract_start), "2027-01-31")
        self.assertEqual(str(later.contract_start), "2027-02-28")

    def test_implausible_start_is_refused_in_words(self):
        order = self.new_quotation(self.client_)
        for day in ("0207-01-31", "9999-12-31"):
            with self.assertRaisesRegex(ValidationError, "of the years 1990 to 2200"):
                order.contract_start = day
            order.invalidate_recordset()
        with self.assertRaisesRegex(ValidationError, "of the years"):
            self.new_quotation(self.client_, contract_start="9999-12-31")

    def test_order_without_contract_has_no_end(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)], contract_start="2027-01-31")
        self.assertFalse(order.contract_end)

    def test_editing_plain_quotations_reads_no_instalments(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueries_of_ours(0, "dosmart_instalment"):
            order.order_line.product_uom_qty = 2
            self.env.flush_all()

    def assertQueries_of_ours(self, count, table="dosmart"):  # noqa: N802 - like assertQueryCount
        return _Watch(self, count, table)


class _Watch:
    """Counts the statements that name a table of ours."""

    def __init__(self, case, count, table):
        self.case, self.count, self.table, self.seen = case, count, table, []

    def __enter__(self):
        self.original = self.case.env.cr.execute

        def execute(query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            if self.table in text:
                self.seen.append(text)
            return self.original(query, *args, **kwargs)

        self.case.env.cr.execute = execute
        return self

    def __exit__(self, *_error):
        del self.case.env.cr.execute
        self.case.assertEqual(len(self.seen), self.count, self.seen)
