"""A unit says when it is to be serviced next, from its dates and readings (spec CP-7)."""

import io
from datetime import date

import openpyxl
from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
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


@freeze_time("2026-03-12 18:00:00")
class TestReading(UnitCase):
    def test_falling_reading_is_refused_with_both_readings(self):
        unit = self.new_unit(serial="K-1")
        self.read(unit, "2026-02-01", 12000)
        expected = "Camera kit · K-1 showed 12000 h on 02/01/2026, so it cannot show 9000 h"
        with self.assertRaises(ValidationError) as refused:
            self.read(unit, "2026-03-01", 9000)
        self.assertIn(expected, str(refused.exception))
        self.assertEqual(unit.last_reading, 12000)

    def test_earlier_reading_may_not_be_above_a_later_one(self):
        unit = self.new_unit()
        self.read(unit, "2026-02-01", 12000)
        with self.assertRaisesRegex(ValidationError, "never falls"):
            self.read(unit, "2026-01-31", 12001)

    def test_reading_of_a_service_joins_the_others(self):
        unit = self.new_unit()
        service = self.serve(unit, "2026-02-20", "first", reading=500)
        self.assertEqual((unit.last_reading, str(unit.last_reading_date)), (500, "2026-02-20"))
        service.write({"date": "2026-02-21", "reading": 510})
        self.assertEqual(unit.reading_ids.mapped("value"), [510])
        self.assertEqual(str(unit.last_reading_date), "2026-02-21")

    def test_falling_reading_of_a_service_is_refused_too(self):
        unit = self.new_unit()
        self.read(unit, "2026-02-01", 12000)
        with self.assertRaisesRegex(ValidationError, "never falls"):
            self.serve(unit, "2026-02-20", reading=11)

    def test_two_readings_of_a_day_are_refused(self):
        unit = self.new_unit()
        self.read(unit, "2026-02-01", 1)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.read(unit, "2026-02-01", 2)

    def test_days_to_come_are_refused(self):
        unit = self.new_unit()
        for refused in (
            lambda: self.read(unit, "2026-03-20", 1),
            lambda: self.serve(unit, "2026-03-20"),
            lambda: self.new_unit(purchase_date="2026-03-20"),
        ):
            with self.assertRaisesRegex(ValidationError, "still to come"):
                refused()

    def test_service_before_the_purchase_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "bought on 01/31/2026"):
            self.serve(self.new_unit(), "2026-01-30")


class TestUnit(UnitCase):
    def test_same_serial_is_refused_however_it_is_typed(self):
        self.new_unit(serial="ab-1")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.new_unit(serial=" AB-1 ")

    def test_implausible_model_year_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "No model of 2999"):
            self.new_unit(model_year=2999)

    def test_units_of_a_contact_are_those_of_its_client(self):
        contact = self.new_client(name="Ana", parent_id=self.client.id)
        unit = self.new_unit(partner_id=contact.id)
        self.assertEqual(unit.client_id, self.client)
        self.assertEqual(self.client.client_unit_ids, unit)
        self.assertEqual(contact.client_unit_count, 1)

    def test_clients_are_found_by_how_many_units_they_have(self):
        other = self.new_client()
        self.new_unit()
        self.new_unit()
        both = self.client | other

        def found(*leaf):
            return self.env["res.partner"].search([leaf, ("id", "in", both.ids)])

        self.assertEqual(found("client_unit_count", "=", 2), self.client)
        self.assertEqual(found("client_unit_count", ">", 0), self.client)
        self.assertEqual(found("client_unit_count", "=", 0), other)
        self.assertEqual(found("client_unit_count", "<=", 2), both)
        self.assertEqual(found("client_unit_count", "!=", 2), other)

    def test_archived_units_do_not_count(self):
        self.new_unit().action_archive()
        self.assertEqual(self.client.client_unit_count, 0)

    def test_merged_contact_brings_its_units_and_services(self):
        contact = self.new_client(name="Ana")
        unit = self.new_unit(partner_id=contact.id)
        service = self.serve(unit, "2026-02-20")
        target = self.new_client(name="Ana Ríos", parent_id=self.client.id)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((contact | target).ids, target)
        self.env.invalidate_all()
        self.assertEqual((unit.partner_id, unit.client_id), (target, self.client))
        self.assertEqual(service.client_id, self.client)

    def test_serviced_since_is_told_in_one_query(self):
        self.serve(self.new_unit(), "2026-02-20", "repair")
        self.env.flush_all()
        services = self.env["dosmart.unit.service"]
        for since, expected in (("2026-02-20", True), ("2026-02-21", False)):
            query = services._serviced_sql(self.client.id, since)
            [(found,)] = self.env.execute_query(query.__class__("SELECT %s", query))
            self.assertIs(found, expected)

    def test_units_come_in_from_a_file_with_their_readings(self):
        names = [
            *("partner_id", "product_id", "serial", "model_year", "purchase_date"),
            *("reading_ids/date", "reading_ids/value"),
        ]
        rows = [
            [self.client.name, "Camera kit", "I-1", "2024", "2025-01-15", "2025-02-01", "10"],
            ["", "", "", "", "", "2025-03-01", "25"],
        ]
        units = self.env["dosmart.client.unit"].with_user(self.salesperson)
        done = units.load(names, rows)
        self.assertFalse(done["messages"])
        unit = units.browse(done["ids"])
        self.assertEqual((unit.client_id, unit.serial, unit.last_reading), (self.client, "I-1", 25))

    def test_falling_reading_in_a_file_is_refused(self):
        names = ["partner_id", "product_id", "reading_ids/date", "reading_ids/value"]
        rows = [
            [self.client.name, "Camera kit", "2025-02-01", "10"],
            ["", "", "2025-03-01", "9"],
        ]
        done = self.env["dosmart.client.unit"].load(names, rows)
        self.assertIn("never falls", done["messages"][0]["message"])
        self.assertFalse(self.client.client_unit_ids)


class TestUnitTemplate(DosmartHttpCase):
    def test_template_has_the_columns_of_units(self):
        self.authenticate("salesperson", "salesperson")
        [offered] = self.env["dosmart.client.unit"].get_import_templates()
        response = self.url_open(offered["template"])
        self.assertEqual(response.status_code, 200)
        page = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
        titles = [cell.value for cell in page[1]]
        self.assertEqual(
            titles,
            [
                *("Owner", "Product", "Serial or Plate", "Model Year", "Purchase Date"),
                *("Readings/Date", "Readings/Reading"),
            ],
        )

    @mute_logger("odoo.http")
    def test_template_is_for_salespeople(self):
        self.authenticate("portal_user", "portal_user")
        self.assertEqual(self.url_open("/dosmart/unit_template").status_code, 403)
