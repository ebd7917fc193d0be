"""What a client pays month by month with the offers and would pay without them (spec OF-6).

Amounts are whole numbers of the currency's smallest unit (cents), as in ``instalments``. Our
reading of the spec:

* with the offers is the plan of instalments, to the cent;
* without them the same things would be bought at list price: what an offer gives is paid in
  full, nothing is divided into instalments without interest, and free months are months like
  the others, paid when the paid ones are over;
* a projection of many months is told by contract year.
"""

from datetime import date
from typing import NamedTuple

from .instalments import MONTHS_PER_YEAR, add_months, monthly_parts, plan_instalments

# More rows than this are told by contract year.
MOST_ROWS = 24


class Period(NamedTuple):
    """One month, or one contract year, of the contract. Months count from 0."""

    first_month: int
    months: int
    start: date
    without: int
    paid: int


def pay_without_offers(charges, total, start, free=(), free_from=0):
    """Return {month: amount} of what would be paid without offers.

    :param charges: what is sold, at list price (``instalments.Charge``)
    :param total: what that adds up to; a difference is rounding
    :param free: charges of the free months, not in *total*
    :param free_from: the first month that is free

    >>> from .instalments import Charge
    >>> start = date(2027, 1, 1)
    >>> pay_without_offers([Charge(5000), Charge(2400, 2)], 7400, start, [Charge(1200, 1)], 2)
    {0: 6200, 1: 1200, 2: 1200}
    """
    paid = {row.month: row.amount for row in plan_instalments(charges, total, start)}
    for charge in free:
        for month, part in enumerate(monthly_parts(charge.amount, charge.months), free_from):
            paid[month] = paid.get(month, 0) + part
    return paid


def project(paid, without, months, start):
    """Return a Period for each of *months*, or for each contract year if they are many.

    What is due later than the contract lasts makes it longer, so that nothing is left out.

    >>> rows = project({0: 100, 1: 100}, {0: 300}, 3, date(2027, 1, 31))
    >>> [(str(row.start), row.without, row.paid) for row in rows]
    [('2027-01-31', 300, 100), ('2027-02-28', 0, 100), ('2027-03-31', 0, 0)]
    >>> years = project(dict.fromkeys(range(600), 1), {0: 1000}, 600, date(2027, 1, 1))
    >>> len(years), years[0].paid, years[0].without, years[49].first_month, years[49].months
    (50, 12, 1000, 588, 12)
    """
    months = max([months, *(month + 1 for month in (*paid, *without))])
    size = 1 if months <= MOST_ROWS else MONTHS_PER_YEAR
    return [
        _period(paid, without, range(first, min(first + size, months)), start)
        for first in range(0, months, size)
    ]


def _period(paid, without, months, start):
    return Period(
        months[0],
        len(months),
        add_months(start, months[0]),
        sum(without.get(month, 0) for month in months),
        sum(paid.get(month, 0) for month in months),
    )


def saved_so_far(periods):
    """Return for each period what the client saved since the start; it may pass below 0.

    >>> start = date(2027, 1, 1)
    >>> saved_so_far([Period(0, 1, start, 300, 100), Period(1, 1, start, 0, 100)])
    [200, 100]
    """
    saved, so_far = 0, []
    for period in periods:
        saved += period.without - period.paid
        so_far.append(saved)
    return so_far
