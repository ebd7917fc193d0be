"""The migration between two days in the browser."""

from odoo import fields

from ..common import DosmartHttpCase
from ..loyalty.value.common import ValueCase


class TestValueMigrationJourney(DosmartHttpCase, ValueCase):
    def test_salesperson_finds_who_was_lost(self):
        today = fields.Date.today()
        client = self.new_client("Tour Gone")
        self.new_order(client, fields.Date.subtract(today, days=100), 900)
        self.run_on(fields.Date.subtract(today, days=95))
        self.run_on(today)
        self.start_tour("/odoo", "dosmart_loyalty_value_migration", login="salesperson")
