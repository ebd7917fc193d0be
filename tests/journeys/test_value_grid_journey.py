"""The nine cells in the browser: from a number to its clients."""

from ..common import DosmartHttpCase
from ..loyalty.value.common import ValueCase


class TestValueGridJourney(DosmartHttpCase, ValueCase):
    def test_leader_opens_the_clients_of_a_cell(self):
        even, uneven = self.new_client("Tour Even"), self.new_client("Tour Uneven")
        for month in range(1, 11):
            self.new_order(even, f"2026-{month:02}-10", 500)
        self.new_order(uneven, "2026-01-10", 900)
        self.run_on()
        self.start_tour("/odoo", "dosmart_loyalty_value_grid", login="salesperson")
