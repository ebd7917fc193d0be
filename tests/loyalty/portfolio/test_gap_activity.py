"""From the gap list to an activity or a proposal in one click."""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError

from .common import PortfolioCase


@freeze_time("2026-03-10 18:00:00")
class TestGapActivity(PortfolioCase):
    def setUp(self):
        super().setUp()
        self.new_segment(self.alarms)
        self.factory.user_id = self.salesperson
        self.refresh()
        self.gap = self.gaps()["Alarms"]

    def activities(self):
        return self.env["mail.activity"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.factory.id)]
        )

    def test_salesperson_of_the_client_gets_an_activity(self):
        told = self.gap.action_plan()
        activity = self.activities()
        self.assertEqual(activity.summary, "Offer Alarms")
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertEqual(activity.date_deadline, fields.Date.to_date("2026-03-17"))
        self.assertEqual(told["params"]["message"], "1 planned, 0 were planned already.")

    def test_planning_twice_is_once(self):
        self.gap.action_plan()
        told = self.gap.action_plan()
        self.assertEqual(len(self.activities()), 1)
        self.assertEqual(told["params"]["message"], "0 planned, 1 were planned already.")

    def test_done_activity_can_be_planned_again(self):
        self.gap.action_plan()
        self.activities().action_done()
        self.gap.action_plan()
        self.assertEqual(len(self.activities()), 1)

    def test_line_put_on_the_table_shows_in_clients_and_products(self):
        self.assertEqual(self.gap.state, "not_offered")
        self.gap.action_put_on_table()
        self.gap.invalidate_recordset()
        self.assertEqual(self.gap.state, "on_table")
        self.assertEqual(self.gap.next_step_date, fields.Date.to_date("2026-03-17"))
        self.assertEqual(self.gap.proposed_on, fields.Date.to_date("2026-03-10"))
        told = self.gap.action_put_on_table()
        self.assertEqual(told["params"]["message"], "0 put on the table, 1 were there already.")

    def test_line_and_its_upgrade_are_put_on_the_table_once(self):
        better = self.new_product(name="Siren Pro", categ_id=self.alarms.id)
        self.siren.product_tmpl_id.upgrade_id = better.product_tmpl_id
        self.sell(self.factory, self.siren, 50)
        self.refresh()
        self.gaps()["Alarms"].action_put_on_table()
        notes = self.env["dosmart.product.approach"].search([("partner_id", "=", self.factory.id)])
        self.assertEqual(notes.next_step_purpose, "Offer Siren Pro")

    def test_planning_many_costs_the_statements_of_one(self):
        for number in range(20):
            self.new_client(name=f"Factory {number}", is_company=True, ref="factory")
        self.refresh()
        gaps = self.env["dosmart.portfolio.gap"].search([("line_id", "=", self.alarms.id)])
        self.assertEqual(len(gaps), 21)
        start = self.cr.sql_log_count
        gaps[:2]._planned()
        few = self.cr.sql_log_count - start
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        gaps._planned()
        self.assertLessEqual(self.cr.sql_log_count - start, few + 3)

    def test_others_may_not(self):
        for user in (self.portal_user, self.other_salesperson):
            with self.assertRaises(AccessError):
                self.gap.with_user(user).action_plan()
        self.assertFalse(self.activities())
