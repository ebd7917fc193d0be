"""The plan of instalments of a contract, and the invoices due by it (spec OF-9).

Amounts are whole numbers of the currency's smallest unit (cents), so nothing is ever lost.
Our reading of the spec:

* what is paid once is due at the start; a monthly line pays one month at the start of each;
* a contract year with N interest-free instalments adds up what falls into it and pays it in N
  equal monthly parts from the first day of that year, the last one taking the rounding;
* a client who pays cash has no interest-free year: one instalment for what is paid once, and
  monthly ones for monthly lines; what falls on one day is one instalment;
* what is negative (a discount line) is taken off the first instalments.
"""

from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

MONTHS_PER_YEAR = 12


class Charge(NamedTuple):
    """What one line of the order costs, and over how many months it is paid (0: once)."""

    amount: int
    months: float = 0


class Instalment(NamedTuple):
    """*month* counts from the start of the contract, which is month 0."""

    month: int
    date_due: object
    amount: int
    contract_year: int
    interest_free: bool


def add_months(start, months):
    """Return the same day *months* later, or the last day of a shorter month.

    Always count from the original *start*: going month by month would lose the 31st.

    >>> from datetime import date
    >>> [str(add_months(date(2027, 1, 31), month)) for month in (1, 2, 13)]
    ['2027-02-28', '2027-03-31', '2028-02-29']
    """
    years, month = divmod(start.month - 1 + months, MONTHS_PER_YEAR)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))


def equal_parts(amount, count):
    """Return *amount* in *count* parts, equal but for the last one; none is negative.

    >>> equal_parts(100000, 6)
    [16667, 16667, 16667, 16667, 16667, 16665]
    >>> equal_parts(3, 6)
    [0, 0, 0, 0, 0, 3]
    """
    part = _round(Decimal(amount) / count)
    if part * (count - 1) > amount:
        part = amount // count
    return [part] * (count - 1) + [amount - part * (count - 1)]


def monthly_parts(amount, months):
    """Return *amount* month by month; a broken month at the end pays its share.

    >>> monthly_parts(65000, 6.5)
    [10000, 10000, 10000, 10000, 10000, 10000, 5000]
    """
    count = ceil(months)
    if count == months:
        parts = equal_parts(abs(amount), count)
    else:
        part = int(abs(amount) / Decimal(str(months)))
        parts = [part] * (count - 1) + [abs(amount) - part * (count - 1)]
    return parts if amount >= 0 else [-part for part in parts]


def plan_instalments(charges, total, start, interest_free=None):
    """Return the instalments of *charges*, which add up to exactly *total*.

    :param total: what the client owes; a difference to the charges (rounding of taxes) goes to
        the last instalment. Nothing to pay, or less, gives no instalments
    :param interest_free: {contract year: number of interest-free instalments}

    >>> from datetime import date
    >>> plan = plan_instalments([Charge(100000)], 100000, date(2027, 1, 31), {1: 6})
    >>> [(str(i.date_due), i.amount) for i in plan][1:3], plan[-1].amount
    ([('2027-02-28', 16667), ('2027-03-31', 16667)], 16665)
    >>> plan = plan_instalments([Charge(5000), Charge(2400, 24)], 7400, date(2027, 1, 1), {2: 6})
    >>> [i.amount for i in plan if i.contract_year == 1][:2]
    [5100, 100]
    >>> [(i.month, i.amount) for i in plan if i.interest_free][::5]
    [(12, 200), (17, 200)]
    """
    if total <= 0:
        return []
    by_month = _take_off_credits(_amounts_by_month(charges, total))
    free_years = interest_free or {}
    rows = []
    for year in sorted({month // MONTHS_PER_YEAR + 1 for month in by_month}):
        first = (year - 1) * MONTHS_PER_YEAR
        months = {m: a for m, a in by_month.items() if first <= m < first + MONTHS_PER_YEAR}
        if year in free_years:
            parts = equal_parts(sum(months.values()), free_years[year])
            months = dict(enumerate(parts, first))
        rows += [
            Instalment(month, add_months(start, month), amount, year, year in free_years)
            for month, amount in sorted(months.items())
            if amount
        ]
    return rows


def divide(total, shares):
    """Return *total* in parts that are to each other as *shares* are, and add up to it.

    Every part is exact to the unit, whatever came before it, and none has the wrong sign.

    >>> divide(60000, [20000, 100000]), divide(120000, [20000, 100000])
    ([10000, 50000], [20000, 100000])
    >>> divide(-100, [1, 1, 1])
    [-33, -34, -33]
    """
    whole, sign = sum(shares), 1 if total >= 0 else -1
    so_far = [(2 * abs(total) * part + whole) // (2 * whole) for part in accumulate(shares)]
    return [sign * (end - start) for start, end in pairwise([0, *so_far])]


def _amounts_by_month(charges, total):
    due = {}
    for charge in charges:
        parts = monthly_parts(charge.amount, charge.months) if charge.months else [charge.amount]
        for month, part in enumerate(parts):
            due[month] = due.get(month, 0) + part
    last = max(due, default=0)
    due[last] = due.get(last, 0) + total - sum(due.values())
    return due


def _take_off_credits(by_month):
    """Return the same total without negative months: credits reduce the first instalments."""
    credit = -sum(amount for amount in by_month.values() if amount < 0)
    left = {}
    for month, amount in sorted(by_month.items()):
        taken = min(credit, max(amount, 0))
        credit -= taken
        left[month] = max(amount, 0) - taken
    return left


def _round(number):
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))
