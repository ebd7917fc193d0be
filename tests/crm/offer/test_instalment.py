"""From the order to its plan of instalments."""

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
        plain = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        (self.order + plain).action_confirm()
        self.assertEqual((self.order + plain).mapped("plan_warning"), [False, False])
        self.order.order_line[1].price_unit = 80
        self.assertRegex(self.order.plan_warning, "1,280.00.*1,250.00")
