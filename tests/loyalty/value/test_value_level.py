"""One client is ranked by steps and what has moved since, just as a run ranks it."""

from random import Random
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from odoo.addons.dosmart_loyalty.models.value.sql import level

from .common import ValueCase

RANKED = [
    "turnover",
    "recency_score",
    "frequency_score",
    "monetary_score",
    "decile",
    "abc",
    "ahead_percent",
]
DAYS = ("2024-05-01", "2026-02-01", "2026-10-01", "2026-11-21", "2026-11-22")
AMOUNTS = (-20, 0, 10, 10, 25, 300)


@freeze_time("2026-11-22 12:00:00")
class TestValueLevel(ValueCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(level, "STEP", 3))
        self.clients = [self.new_client(f"Client {number}") for number in range(12)]

    def buy(self, rng):
        """Let one of the clients buy, and return it."""
        client = rng.choice(self.clients)
        self.new_order(client, rng.choice(DAYS), rng.choice(AMOUNTS))
        return client

    def value_at_once(self, client):
        self.env["dosmart.value.policy"]._value_clients(self.company, client)

    def ranks(self, client):
        value = self.value(client)
        return {name: value[name] for name in RANKED}

    def compare(self, seed):
        """Value clients one after the other; the last of them is where a run would put it."""
        rng = Random(seed)
        for _number in range(20):
            self.buy(rng)
        self.run_on()
        for _round in range(4):
            for _number in range(rng.randrange(1, 6)):
                client = self.buy(rng)
                self.value_at_once(client)
            at_once = self.ranks(client)
            self.run_on()
            self.assertEqual(at_once, self.ranks(client))

    def test_clients_valued_one_by_one_are_where_a_run_would_put_them(self):
        for seed in range(3):
            self.compare(seed)

    def test_same_if_abc_goes_by_margin(self):
        self.product.standard_price = 12
        self.policy.abc_measure = "margin"
        self.compare(4)

    def test_levels_left_by_a_merged_client_count_no_more(self):
        first, second, third = self.clients[:3]
        for client, amount in zip(self.clients, (100, 50, 10), strict=False):
            self.new_order(client, "2026-11-01", amount)
        self.run_on()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((first | second).ids, first)
        self.new_order(third, "2026-11-02", 5)
        self.value_at_once(third)
        at_once = self.ranks(third)
        self.run_on()
        self.assertEqual(at_once, self.ranks(third))

    def test_deleted_client_leaves_nothing_behind(self):
        first, second = self.clients[:2]
        self.new_order(second, "2026-11-01", 50)
        self.run_on()
        value = self.value(first)
        rows = value.history_ids
        first.unlink()
        self.assertTrue(rows)
        self.assertFalse(value.exists())
        self.assertFalse(rows.exists())
        self.value_at_once(second)
        at_once = self.ranks(second)
        self.run_on()
        self.assertEqual(at_once, self.ranks(second))

    def test_one_client_costs_as_many_statements_among_many_as_among_few(self):
        self.run_on()
        few = self.statements(self.clients[0])
        for number in range(40):
            self.new_order(self.new_client(f"Other {number}"), "2026-10-01", number)
        self.run_on()
        self.new_order(self.clients[0], "2026-11-02")
        self.assertEqual(self.statements(self.clients[0]), few)

    def statements(self, client):
        self.value_at_once(client)
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        self.value_at_once(client)
        return self.env.cr.sql_log_count - start

    def test_confirming_costs_nothing_before_the_first_run(self):
        self.value_at_once(self.clients[0])
        with self.assertQueryCount(0):
            self.value_at_once(self.clients[0])

    def test_sums_of_all_companies_are_read_by_nobody(self):
        for user in (self.salesperson, self.manager):
            with self.assertRaises(AccessError):
                self.env["dosmart.value.level"].with_user(user).search_read([])
