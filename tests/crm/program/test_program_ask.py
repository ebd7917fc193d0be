"""What a contact has to find out before it is done (spec CP-5)."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestAsk(ShippedCase):
    def call(self, name, day, outcome="answered", **values):
        """Log the call of the shipped program *name* on *day*, and return its contact."""
        touch = self.run_program(self.on(name), day)
        with freeze_time(f"{day} 16:00:00"):
            activity = touch.activity_ids.with_user(self.salesperson)
            action = activity.action_log_call()
            logs = self.env["dosmart.call.log"].with_user(self.salesperson)
            log = logs.with_context(**action["context"]).create(values)
            log.with_context(call_outcome=outcome).action_log()
        return touch

    def test_win_back_keeps_why_the_client_stopped(self):
        self.order_of("2025-12-10")
        rival = self.env["dosmart.competitor"].create({"name": "Guardias"})
        touch = self.call(
            "win_back", "2026-03-10", leaving_reason="competitor", leaving_competitor_id=rival.id
        )
        self.assertEqual(touch.state, "done")
        self.assertEqual((touch.leaving_reason, touch.leaving_competitor_id), ("competitor", rival))

    def test_win_back_without_a_reason_is_not_done(self):
        self.order_of("2025-12-10")
        with self.assertRaisesRegex(UserError, "why the client stopped buying"):
            self.call("win_back", "2026-03-10")

    def test_no_answer_needs_no_reason(self):
        self.order_of("2025-12-10")
        touch = self.call("win_back", "2026-03-10", outcome="no_answer")
        self.assertEqual((touch.state, touch.leaving_reason), ("open", False))

    def test_follow_up_plans_the_next_contact_with_purpose_and_product(self):
        order = self.order_of("2026-01-09")
        product = order.order_line.product_id.product_tmpl_id
        touch = self.call(
            "two_months", "2026-03-10", next_date="2026-03-25", next_purpose="Second branch"
        )
        self.assertEqual(touch.state, "done")
        planned = self.client_.activity_ids
        self.assertEqual(
            (planned.summary, str(planned.date_deadline), planned.contact_product_id),
            ("Second branch", "2026-03-25", product),
        )

    def test_follow_up_refuses_an_empty_purpose_or_product(self):
        self.order_of("2026-01-09")
        full = {"next_date": "2026-03-25", "next_purpose": "Second branch"}
        for missing in ({"next_purpose": "  "}, {"next_product_id": False}, {"next_date": False}):
            with self.assertRaisesRegex(ValidationError, "None of them may be empty"):
                self.call("two_months", "2026-03-10", **(full | missing))
        self.assertEqual(self.of(self.shipped("two_months")).state, "open")

    def test_follow_up_without_purpose_cannot_be_switched_on(self):
        program = self.shipped("two_months")
        program.step_ids.summary = " "
        with self.assertRaisesRegex(UserError, "what it is for"):
            program.action_switch_on()
        self.assertFalse(program.is_on)

    def test_call_opens_the_script_of_its_program(self):
        self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        activity = touch.activity_ids.with_user(self.salesperson)
        self.assertTrue(activity.has_script)
        activity.action_start_script()
        run = self.env["dosmart.call.run"].search([], order="id desc", limit=1)
        self.assertEqual(run.script_id, self.env.ref("dosmart_crm.call_script_experience"))

    def test_what_fifty_contacts_are_about_costs_as_many_queries_as_two(self):
        clients = [self.new_buyer(name=f"Buyer {number}") for number in range(50)]
        for client in clients:
            self.order_of("2026-03-10", client)
        touchpoints = self.plan(self.on("after_purchase"), "2026-03-13")
        self.assertEqual(len(touchpoints), 50)

        def queries(some):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("product_tmpl_id")
            return self.env.cr.sql_log_count - before

        queries(touchpoints)
        self.assertEqual(queries(touchpoints[:2]), queries(touchpoints))

    def test_call_is_about_the_product_sold(self):
        order = self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        product = order.order_line.product_id.product_tmpl_id
        self.assertEqual(touch.activity_ids.contact_product_id, product)
