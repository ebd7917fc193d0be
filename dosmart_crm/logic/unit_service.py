"""When the next service of a client's unit is due (spec CP-7).

Our reading of the spec:

* the steps of a schedule are due so many months after the purchase, or when so much use has gone
  by since the last service, whichever comes first; doing one also does those before it;
* the day on which a reading is reached is projected from the last two readings; with fewer, or
  when they do not rise, the date rule stands alone;
* a step that was missed is passed over once the next one is nearer;
* the use since a service of which nobody noted the reading counts from what lies between the
  readings around it;
* after the last step, and for a step without months, the use alone goes on counting.
"""

from datetime import timedelta
from math import ceil
from typing import NamedTuple

from .instalments import add_months

FARTHEST = 36500  # days; what comes later than in a hundred years is not planned


class Step(NamedTuple):
    """A service of the schedule; *months* after the purchase, or each *use* (0: never)."""

    key: object
    months: int = 0
    use: float = 0


class Due(NamedTuple):
    day: object
    key: object
    by_use: bool


def projected_day(readings, target):
    """Return the day on which *target* is read, or None if that cannot be said.

    :param readings: (day, value) each, oldest first; what was reached by the last one is due on
        its day

    >>> from datetime import date
    >>> str(projected_day([(date(2026, 1, 1), 1000), (date(2026, 1, 31), 4000)], 10000))
    '2026-04-01'
    >>> str(projected_day([(date(2026, 1, 1), 1000), (date(2026, 1, 31), 4000)], 3500))
    '2026-01-31'
    >>> projected_day([(date(2026, 1, 1), 1000)], 10000)
    >>> projected_day([(date(2026, 1, 1), 1000), (date(2026, 1, 31), 1000)], 10000)
    """
    if len(readings) < 2:
        return None
    (before, low), (day, high) = readings[-2:]
    if target <= high:
        return day
    if high <= low or day <= before:
        return None
    days = ceil((target - high) * (day - before).days / (high - low))
    return day + timedelta(days=days) if days <= FARTHEST else None


def reading_on(day, readings, purchase=None):
    """Return the reading on *day*, estimated where it lies between two; a new unit shows 0.

    >>> from datetime import date
    >>> readings = [(date(2026, 1, 1), 50), (date(2026, 3, 1), 109)]
    >>> reading_on(date(2026, 2, 1), readings), reading_on(date(2026, 4, 1), readings)
    (81.0, 109)
    >>> reading_on(date(2025, 12, 31), readings)
    50
    >>> reading_on(date(2025, 12, 31), readings, purchase=date(2025, 12, 30))
    25.0
    >>> reading_on(None, readings), reading_on(date(2026, 1, 1), [])
    (0, 0)
    """
    if not day:
        return 0
    if purchase and not any(at <= purchase for at, _value in readings):
        readings = [(purchase, 0), *readings]
    before = next((one for one in reversed(readings) if one[0] <= day), None)
    after = next((one for one in readings if one[0] > day), None)
    if not (before and after):
        return (before or after or (day, 0))[1]
    (start, low), (end, high) = before, after
    return low + (high - low) * (day - start).days / (end - start).days


def next_service(steps, done, purchase, readings, base, today):
    """Return what is ``Due`` next, or None.

    :param steps: the schedule, by months; those without months come back again and again
    :param done: the keys of the services done
    :param purchase: the day of purchase, None if nobody knows it: then the use alone counts
    :param base: the reading from which use counts: that of the last service, or at the purchase

    >>> from datetime import date
    >>> steps = [Step("first", 1), Step("year", 12, 10000), Step("two years", 24, 10000)]
    >>> bought, today = date(2026, 1, 31), date(2026, 2, 1)
    >>> due = next_service(steps, (), bought, [], 0, today)
    >>> str(due.day), due.key
    ('2026-02-28', 'first')
    >>> due = next_service(steps, ["first"], bought, [], 0, today)
    >>> str(due.day), due.key
    ('2027-01-31', 'year')
    >>> read = [(date(2026, 2, 10), 0), (date(2026, 3, 12), 3000)]
    >>> due = next_service(steps, ["first"], bought, read, 0, date(2026, 3, 12))
    >>> str(due.day), due.key, due.by_use
    ('2026-05-21', 'year', True)
    """
    dated = [step for step in steps if step.months]
    last = max((index for index, step in enumerate(dated) if step.key in done), default=-1)
    left = dated[last + 1 :] or [step._replace(months=0) for step in dated[-1:]]
    again = [step for step in steps if not step.months]
    rows = _not_passed(_dues(left, purchase, readings, base), today)[:1]
    for step in again:
        rows += _dues([step], purchase, readings, base)
    return min((due for due in rows if due), key=lambda due: due.day, default=None)


def _dues(steps, purchase, readings, base):
    """Return the ``Due`` of each of *steps*, which follow each other, None where none is due."""
    rows, target = [], base
    for step in steps:
        target += step.use
        days = [
            (add_months(purchase, step.months) if purchase and step.months else None, False),
            (projected_day(readings, target) if step.use else None, True),
        ]
        day, by_use = min(filter(lambda one: one[0], days), default=(None, False))
        rows.append(Due(day, step.key, by_use) if day else None)
    return rows


def _not_passed(rows, today):
    """Return *rows* without those missed of which the next one is nearer by now."""
    while len(rows) > 1 and (rows[0] is None or _is_nearer(rows[1], rows[0], today)):
        rows = rows[1:]
    return rows


def _is_nearer(later, missed, today):
    return bool(later) and today - missed.day > later.day - today
