"""The numbers of the policy: one per company, and none that contradict each other."""

import psycopg2

from odoo.tools import mute_logger

from .common import ValueCase

BAD = (
    {"recency_weight": 40},
    {"recency_weight": -10, "monetary_weight": 100},
    {"window_months": 0},
    {"period_months": 0},
    {"xyz_min_months": 1},
    {"xyz_months": 2},
    {"abc_a_percent": 80},
    {"abc_b_percent": 101},
    {"xyz_x_percent": 25},
    {"xyz_x_percent": 0},
    {"frequent_ratio": 2},
    {"recency_cut_4": 20},
    {"frequency_cut_5": 3},
    {"monetary_cut_3": 1000},
)


class TestValuePolicy(ValueCase):
    @mute_logger("odoo.sql_db")
    def test_numbers_that_contradict_each_other_are_refused(self):
        for values in BAD:
            with (
                self.subTest(values),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.policy.write(values)
                self.env.flush_all()

    @mute_logger("odoo.sql_db")
    def test_company_has_one_policy(self):
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            self.policy.create({"company_id": self.company.id})

    def test_every_company_has_one(self):
        policies = self.env["dosmart.value.policy"].search([])
        self.assertEqual(policies.company_id, self.env["res.company"].search([]))
        self.assertEqual(len(policies), len(policies.company_id))

    def test_weights_count_in_the_score(self):
        client, better = self.new_client("Small"), self.new_client("Large")
        self.new_order(client, "2026-11-20", 10)
        self.new_order(better, "2026-11-01", 90)
        self.run_on()
        self.assertEqual(self.value(client).rfm_score, 0.3 * 5 + 0.1 * 5 + 0.6 * 3)
        self.policy.write({"recency_weight": 0, "frequency_weight": 0, "monetary_weight": 100})
        self.run_on()
        self.assertEqual((self.value(client).rfm_score, self.value(better).rfm_score), (3, 5))
