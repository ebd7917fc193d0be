"""Who is valued, when, and what happens on the way: confirmation, merge, divisions, two at once."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.modules.registry import Registry
from odoo.tests import freeze_time

from odoo.addons.dosmart_loyalty.models.value.value_run import LOCK

from .common import ValueCase


@freeze_time("2026-11-22 12:00:00")
class TestValueRun(ValueCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client()

    def classes(self, client):
        value = self.value(client)
        return value.life_cycle, value.abc, value.xyz

    def test_client_without_purchase_is_potential_and_has_no_classes(self):
        self.run_on()
        self.assertEqual(self.classes(self.client), ("potential", "none", "none"))

    def test_supplier_and_own_company_are_no_clients(self):
        supplier = self.new_client("Supplier", supplier_rank=1)
        self.run_on()
        self.assertFalse(self.value(supplier))
        self.assertFalse(self.value(self.company.partner_id))

    def test_contact_counts_for_its_company_unless_it_is_a_separate_division(self):
        branch = self.new_client("Branch", parent_id=self.client.id, is_company=False)
        self.new_order(branch, "2026-11-01", 300)
        self.run_on()
        self.assertEqual(self.value(self.client).turnover, 300)
        self.assertFalse(self.value(branch))
        branch.is_separate_division = True
        self.run_on()
        self.assertEqual(self.classes(self.client), ("potential", "none", "none"))
        self.assertEqual(self.value(branch).turnover, 300)
        branch.is_separate_division = False
        self.run_on()
        self.assertFalse(self.value(branch))

    def test_confirmed_order_values_its_client_at_once_among_the_others(self):
        other = self.new_client("Other")
        self.new_order(other, "2026-10-01", 1000)
        self.run_on()
        order = self.quotation(9000)
        order.with_user(self.salesperson).action_confirm()
        self.assertEqual(self.classes(self.client), ("new", "a", "none"))
        self.assertEqual(self.value(self.client).decile, 5)
        one = self.value(self.client).read()
        self.run_on()
        self.assertEqual(self.value(self.client).read(), one)
        self.assertEqual(self.classes(other), ("new", "c", "none"))

    def quotation(self, amount=100):
        line = {"product_id": self.product.id, "price_unit": amount}
        values = {"partner_id": self.client.id, "user_id": self.salesperson.id}
        return self.env["sale.order"].create({**values, "order_line": [(0, 0, line)]})

    def test_before_the_first_run_confirming_values_nobody(self):
        self.quotation().action_confirm()
        self.assertFalse(self.value(self.client))

    def test_cancelled_order_counts_no_more(self):
        order = self.new_order(self.client, "2026-11-01")
        self.run_on()
        order._action_cancel()
        self.run_on()
        self.assertEqual(self.classes(self.client), ("potential", "none", "none"))

    def test_merged_clients_are_one_with_the_orders_of_both(self):
        twin = self.new_client("Twin")
        self.new_order(twin, "2026-11-01", 40)
        self.new_order(self.client, "2026-11-02", 60)
        self.run_on()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((twin | self.client).ids, self.client)
        self.assertEqual(self.value(self.client).turnover, 100)
        self.assertEqual(len(self.value(self.client).history_ids), 1)

    def test_archived_client_is_valued_too(self):
        self.new_order(self.client, "2026-11-01")
        self.client.active = False
        self.run_on()
        self.assertEqual(self.classes(self.client), ("new", "a", "none"))

    def test_day_is_that_of_the_company(self):
        self.company.resource_calendar_id.tz = "America/Mexico_City"
        order = self.new_order(self.client, "2026-11-01")
        order.date_order = "2026-11-02 05:59:00"
        self.run_on()
        self.assertEqual(self.value(self.client).last_purchase, date(2026, 11, 1))

    def test_amount_is_converted_at_the_rate_of_the_order(self):
        order = self.new_order(self.client, "2026-11-01", 100)
        order.currency_rate = 0.05
        self.run_on()
        self.assertEqual(self.value(self.client).turnover, 2000)

    def test_proposed_period_is_the_median_interval_in_months(self):
        for day in ("2026-07-01", "2026-09-01", "2026-11-01"):
            self.new_order(self.client, day)
        self.run_on()
        self.assertEqual(self.policy.median_interval_days, 61.5)
        self.assertEqual(self.policy.proposed_period_months, 2)
        self.policy.with_user(self.manager).action_use_proposed_period()
        self.assertEqual(self.policy.period_months, 2)

    def test_salesperson_reads_values_and_changes_nothing(self):
        self.run_on()
        value = self.value(self.client).with_user(self.salesperson)
        self.assertEqual(value.life_cycle, "potential")
        for action in (lambda: value.write({"abc": "a"}), value.unlink):
            with self.assertRaises(AccessError):
                action()
        policy = self.policy.with_user(self.salesperson)
        for action in (policy.action_run, lambda: policy.write({"period_months": 1})):
            with self.assertRaises(AccessError):
                action()
        self.assertEqual(self.policy.period_months, 3)

    def test_manager_values_all_now_and_writes_no_value_by_hand(self):
        self.policy.with_user(self.manager).action_run()
        self.assertEqual(self.policy.last_run, self.today)
        with self.assertRaises(AccessError):
            self.value(self.client).with_user(self.manager).write({"abc": "a"})

    def test_other_company_and_portal_see_nothing(self):
        self.run_on()
        values = self.env["dosmart.client.value"].with_context(allowed_company_ids=None)
        other = values.with_user(self.other_salesperson)
        self.assertFalse(other.search([("company_id", "=", self.company.id)]))
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                values.with_user(user).search([])
            with self.assertRaises(AccessError):
                self.client.with_user(user).read(["value_ids"])

    def test_second_run_at_once_is_left_to_the_first(self):
        with Registry(self.env.cr.dbname).cursor() as cr:
            cr.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, self.policy.id])
            with self.assertRaisesRegex(UserError, "being valued already"):
                self.policy.action_run()
        self.assertFalse(self.policy.last_run)
        self.policy.action_run()
        self.assertEqual(self.policy.last_run, self.today)

    def test_cron_values_every_company(self):
        cron = self.env.ref("dosmart_loyalty.value_policy_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.policy.last_run, self.today)
        self.assertTrue(self.value(self.client))
