"""What clients have of us, and how many (spec CP-7)."""

import io

import openpyxl
from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
from .unit_common import UnitCase


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
