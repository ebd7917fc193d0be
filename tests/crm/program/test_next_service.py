"""A unit says when it is to be serviced next, from its dates and readings (spec CP-7)."""

from datetime import date

from odoo.tests import freeze_time

from .unit_common import UnitCase


@freeze_time("2026-03-12 18:00:00")
class TestNextService(UnitCase):
    def test_first_service_is_due_a_month_after_the_purchase(self):
        self.assertEqual(self.due(self.new_unit()), ("2026-02-28", "First Check", "date"))

    def test_service_done_makes_the_next_one_due(self):
        unit = self.new_unit()
        self.serve(unit, "2026-02-20", "first")
        self.assertEqual(self.due(unit), ("2027-01-31", "12 Months Service", "date"))

    def test_a_later_service_covers_the_earlier_ones(self):
        unit = self.new_unit()
        self.serve(unit, "2026-03-01", "two_years")
        self.assertEqual(self.due(unit), ("2029-01-31", "36 Months Service", "date"))

    def test_two_readings_bring_the_service_forward(self):
        unit = self.new_unit()
        self.serve(unit, "2026-02-10", "first")
        self.read(unit, "2026-02-10", 0)
        self.assertEqual(self.due(unit)[0], "2027-01-31")
        self.read(unit, "2026-03-12", 3000)
        self.assertEqual(self.due(unit), ("2026-05-21", "12 Months Service", "use"))

    def test_slow_use_leaves_the_date(self):
        unit = self.new_unit()
        self.serve(unit, "2026-02-10", "first")
        self.read(unit, "2026-02-10", 0)
        self.read(unit, "2026-03-12", 30)
        self.assertEqual(self.due(unit), ("2027-01-31", "12 Months Service", "date"))

    def test_use_counts_from_the_reading_of_the_last_service(self):
        unit = self.new_unit(purchase_date="2025-01-31")
        self.read(unit, "2025-12-02", 6000)
        self.serve(unit, "2026-01-31", reading=12000)
        self.read(unit, "2026-03-02", 15000)
        # 100 a day since the service: 22 000 is reached 70 days after the last reading.
        self.assertEqual(self.due(unit), ("2026-05-11", "24 Months Service", "use"))

    def test_service_without_reading_counts_from_between_the_readings_around_it(self):
        unit = self.new_unit(purchase_date="2025-01-31")
        self.read(unit, "2025-12-02", 6000)
        self.serve(unit, "2026-01-31")
        self.read(unit, "2026-03-02", 15000)
        # 100 a day: 12 000 at the service, so 22 000 is reached 70 days after the last reading.
        self.assertEqual(self.due(unit), ("2026-05-11", "24 Months Service", "use"))

    def test_use_goes_on_counting_after_the_last_service_of_the_schedule(self):
        unit = self.new_unit(purchase_date="2022-01-31")
        self.serve(unit, "2026-01-31", "three_years", reading=30000)
        self.assertEqual(unit.next_service_date, False)
        self.read(unit, "2026-03-02", 33000)
        self.assertEqual(self.due(unit), ("2026-05-11", "36 Months Service", "use"))

    def test_service_of_another_product_is_not_due(self):
        self.kind("first").product_tmpl_ids = self.siren.product_tmpl_id
        self.assertEqual(self.due(self.new_unit())[1], "12 Months Service")

    def test_repair_is_noted_and_changes_no_schedule(self):
        unit = self.new_unit()
        self.serve(unit, "2026-03-01", "repair")
        self.assertEqual(self.due(unit)[1], "First Check")
        self.assertEqual(unit.last_service_date, date(2026, 3, 1))

    def test_unit_without_day_of_purchase_is_due_by_use_alone(self):
        unit = self.new_unit(purchase_date=False)
        self.assertFalse(unit.next_service_date)
        self.read(unit, "2026-02-10", 7000)
        self.read(unit, "2026-03-12", 10000)
        self.assertEqual(self.due(unit), ("2026-03-12", "12 Months Service", "use"))

    def test_missed_service_is_passed_over_once_the_next_one_is_nearer(self):
        unit = self.new_unit()
        self.assertTrue(unit.is_service_late)
        with freeze_time("2026-08-30 18:00:00"), self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.client_unit_cron_pass_over").method_direct_trigger()
        unit.invalidate_recordset()
        self.assertEqual(self.due(unit), ("2027-01-31", "12 Months Service", "date"))

    def test_changed_schedule_moves_the_units(self):
        unit = self.new_unit()
        self.kind("first").months = 2
        self.assertEqual(self.due(unit)[0], "2026-03-31")

    def test_fifty_units_are_planned_with_as_many_queries_as_one(self):
        queries = []
        for count in (1, 50):
            units = self.env["dosmart.client.unit"].browse(
                [self.new_unit().id for _ in range(count)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env.add_to_compute(units._fields["next_service_date"], units)
            units.mapped("next_service_date")
            queries.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*queries)
