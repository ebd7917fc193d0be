"""The meter of a unit never falls, and nothing is noted before it happens (spec CP-7)."""

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .unit_common import UnitCase


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
