"""Shipped programs about purchases and contracts, on exact days (spec CP-5)."""

from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestPurchaseProgram(ShippedCase):
    def test_call_comes_three_to_five_days_after_a_purchase(self):
        self.order_of("2026-03-10")
        program = self.on("after_purchase")
        self.assertEqual(
            self.rows(program, "2026-03-13"), [("call", "2026-03-13", "2026-03-17", "planned")]
        )
        self.assertEqual(program.step_ids.max_attempts, 3)

    def test_call_after_a_purchase_never_asks_about_the_product(self):
        step = self.shipped("after_purchase").step_ids
        avoid = " ".join(filter(None, step.script_id.step_ids.mapped("avoid")))
        self.assertIn("Never ask about the quality of the product", avoid)

    def test_call_comes_three_to_five_days_after_a_service_of_a_unit_bought_elsewhere(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": self.client_.id, "product_id": kit.id, "purchase_date": "2025-01-31"}
        )
        kind = self.env.ref("dosmart_crm.service_kind_repair")
        unit.service_ids.create({"unit_id": unit.id, "date": "2026-03-10", "kind_id": kind.id})
        program = self.on("after_service")
        self.assertEqual(
            self.rows(program, "2026-03-13"), [("call", "2026-03-13", "2026-03-17", "planned")]
        )

    def test_anniversary_letter_goes_two_to_three_weeks_before(self):
        self.order_of("2025-03-31")
        program = self.on("anniversary")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("letter", "2026-03-10", "2026-03-17", "planned")]
        )
        self.assertEqual(self.rows(program, "2026-03-20")[1:], [])

    def test_renewal_begins_two_months_before_the_end(self):
        with freeze_time("2026-01-15 18:00:00"):
            guard = self.env["product.product"].create(
                {"name": "Guard", "type": "service", "is_service_contract": True}
            )
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.client_.id,
                    "contract_start": "2026-01-15",
                    "order_line": [(0, 0, {"product_id": guard.id, "product_uom_qty": 12})],
                }
            )
            order.action_confirm()
        self.assertEqual(str(order.contract_end), "2027-01-14")
        program = self.on("renewal", day="2026-11-01")
        found = self.rows(program, "2026-11-15")
        self.assertEqual(found, [("email", "2026-11-15", "2026-11-23", "planned")])
        self.assertIn(
            ("call", "2026-11-30", "2026-12-15", "planned"), self.rows(program, "2026-11-30")
        )
        self.assertIn(
            ("visit", "2026-12-24", "2027-01-04", "planned"), self.rows(program, "2026-12-24")
        )

    def test_two_month_follow_up_calls_sixty_days_after_the_sale(self):
        self.order_of("2026-01-09")
        program = self.on("two_months")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-20", "planned")]
        )

    def test_win_back_calls_three_months_after_the_last_purchase(self):
        self.order_of("2025-06-10")
        self.order_of("2025-12-10")
        program = self.on("win_back")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-24", "planned")]
        )

    def test_win_back_offers_by_email_after_the_call(self):
        self.order_of("2025-12-10")
        program = self.on("win_back")
        self.rows(program, "2026-03-10")
        self.assertEqual(
            self.rows(program, "2026-03-31"),
            [
                ("call", "2026-03-10", "2026-03-24", "missed"),
                ("email", "2026-03-31", "2026-04-14", "planned"),
            ],
        )

    def test_win_back_leaves_clients_with_a_running_contract_alone(self):
        self.order_of("2025-12-10")
        account = self.env["dosmart.service.account"].create(
            {
                "name": "S-1",
                "company_id": self.company.id,
                "partner_id": self.client_.id,
                "state": "running",
            }
        )
        program = self.on("win_back")
        self.assertEqual(self.rows(program, "2026-03-10"), [])
        account.state = "ended"
        program.planned_until = False
        self.assertEqual(len(self.rows(program, "2026-03-10")), 1)

    def test_replacement_comes_when_the_usual_time_is_over(self):
        self.order_of("2026-01-01")
        self.order_of("2026-02-10")
        self.order_of("2026-03-02")
        # 60 days in two intervals: 30 days after the last purchase.
        program = self.on("replacement", day="2026-03-31")
        self.assertEqual(
            self.rows(program, "2026-04-01"), [("call", "2026-04-01", "2026-04-08", "planned")]
        )

    def test_one_purchase_has_no_usual_time(self):
        self.order_of("2026-03-02")
        program = self.on("replacement")
        self.assertEqual(self.rows(program, "2026-03-10"), [])

    def test_evaluation_comes_every_three_months_after_the_first_purchase(self):
        self.order_of("2025-12-10")
        program = self.on("evaluation")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-24", "planned")]
        )
