"""The arithmetic of the plan of instalments, for any contract."""

import doctest
from datetime import date
from fractions import Fraction
from unittest import TestCase

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.dosmart_crm.logic import instalments
from odoo.addons.dosmart_crm.logic.instalments import (
    Charge,
    add_months,
    divide,
    plan_instalments,
)

START = date(2027, 1, 31)
# The same examples every time, and nothing written beside the code.
examples = settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
CHARGES = st.lists(
    st.builds(
        Charge,
        st.integers(-10_000, 10_000_000),
        st.one_of(st.just(0), st.integers(1, 600), st.sampled_from([0.5, 6.5, 11.25])),
    ),
    max_size=6,
)
FREE_YEARS = st.dictionaries(st.integers(1, 50), st.integers(1, 12), max_size=4)


class TestPlan(TestCase):
    def test_examples_in_the_documentation_hold(self):
        self.assertEqual(doctest.testmod(instalments).failed, 0)

    @examples
    @given(CHARGES, st.integers(-3, 3), FREE_YEARS)
    def test_instalments_add_up_to_the_total_and_none_is_negative(self, charges, rounding, free):
        total = sum(charge.amount for charge in charges) + rounding
        plan = plan_instalments(charges, total, START, free)
        self.assertEqual(sum(row.amount for row in plan), max(total, 0))
        self.assertTrue(all(row.amount > 0 for row in plan))

    @examples
    @given(CHARGES, FREE_YEARS)
    def test_instalments_follow_each_other_one_a_month_at_most(self, charges, free):
        plan = plan_instalments(charges, sum(charge.amount for charge in charges), START, free)
        months = [row.month for row in plan]
        self.assertEqual(months, sorted(set(months)))
        for row in plan:
            self.assertEqual(row.date_due, add_months(START, row.month))
            self.assertEqual(row.contract_year, row.month // 12 + 1)
            self.assertEqual(row.interest_free, row.contract_year in free)

    @examples
    @given(st.integers(1, 10**9), st.integers(1, 12))
    def test_interest_free_instalments_are_equal_but_for_the_last(self, total, count):
        plan = plan_instalments([Charge(total)], total, START, {1: count})
        self.assertLessEqual(len(plan), count)
        self.assertLessEqual(len({row.amount for row in plan[:-1]}), 1)
        self.assertLessEqual(abs(plan[-1].amount - Fraction(total, count)), count)

    @examples
    @given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 600))
    def test_month_after_month_is_the_same_day_or_the_end_of_the_month(self, start, months):
        due = add_months(start, months)
        self.assertEqual((due.year - start.year) * 12 + due.month - start.month, months)
        self.assertTrue(due.day == start.day or add_months(due, 1).day >= due.day < start.day)

    @examples
    @given(st.integers(-(10**10), 10**10), st.lists(st.integers(1, 10**8), min_size=1, max_size=60))
    def test_part_of_the_order_is_divided_like_all_of_it(self, total, shares):
        whole = sum(shares)
        self.assertEqual(divide(whole, shares), shares)
        parts = divide(total, shares)
        self.assertEqual(sum(parts), total)
        for part, share in zip(parts, shares, strict=True):
            self.assertLessEqual(abs(part - Fraction(total * share, whole)), 1)
            self.assertGreaterEqual(part * total, 0)

    def test_end_of_january_is_counted_from_the_start(self):
        plan = plan_instalments([Charge(60000, 12)], 60000, START)
        self.assertEqual(
            [str(row.date_due) for row in plan[:4]],
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"],
        )
        leap = plan_instalments([Charge(60000, 12)], 60000, date(2028, 1, 31))
        self.assertEqual(str(leap[1].date_due), "2028-02-29")

    def test_six_in_the_first_year_and_twelve_in_the_second(self):
        charges = [Charge(500000), Charge(2400000, 24)]
        plan = plan_instalments(charges, 2900000, date(2027, 3, 15), {1: 6, 2: 12})
        first, second = plan[:6], plan[6:]
        self.assertEqual([row.amount for row in first], [283333] * 5 + [283335])
        self.assertEqual([row.amount for row in second], [100000] * 12)
        self.assertEqual(str(second[0].date_due), "2028-03-15")

    def test_cash_client_pays_once_and_monthly(self):
        plan = plan_instalments([Charge(500000), Charge(1200000, 12)], 1700000, START)
        self.assertEqual([row.amount for row in plan], [600000] + [100000] * 11)
        self.assertFalse(any(row.interest_free for row in plan))
