"""Days and hours of contacts: movable dates, working days, when to try again. No database."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from .instalments import add_months

DAY = timedelta(days=1)


def easter(year):
    """Return Easter Sunday of *year* in the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2026), easter(2027), easter(2000)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28), datetime.date(2000, 4, 23))
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def day_of_year(year, month, day):
    """Return that day; one that *year* does not have is the last of its month.

    >>> day_of_year(2027, 2, 29), day_of_year(2028, 2, 29)
    (datetime.date(2027, 2, 28), datetime.date(2028, 2, 29))
    """
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def weekday_of_month(year, month, weekday, nth):
    """Return the *nth* such weekday (0 is Monday) of a month; -1 is the last one.

    >>> weekday_of_month(2026, 6, 6, 3), weekday_of_month(2026, 11, 0, -1)
    (datetime.date(2026, 6, 21), datetime.date(2026, 11, 30))
    """
    if nth < 0:
        last = day_of_year(year, month, 31)
        return last - (last.weekday() - weekday) % 7 * DAY
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def repeated(start, number, unit, first, last):
    """Return the days from *first* to *last* that come every *number* units since *start*.

    >>> [str(day) for day in repeated(
    ...     date(2026, 1, 31), 1, "month", date(2026, 2, 1), date(2026, 3, 31))]
    ['2026-02-28', '2026-03-31']
    >>> [str(day) for day in repeated(
    ...     date(2026, 1, 5), 2, "week", date(2026, 1, 1), date(2026, 2, 1))]
    ['2026-01-05', '2026-01-19']
    """
    count = max((first - start).days // {"day": 1, "week": 7, "month": 31}[unit] // number - 1, 0)
    days = []
    while True:
        step = count * number
        if unit == "month":
            day = add_months(start, step)
        else:
            day = start + step * (7 if unit == "week" else 1) * DAY
        if day > last:
            return days
        days += [day] if day >= first else []
        count += 1


class Workdays:
    """The days on which a company works, of a stretch of time; it may work on none or on all."""

    def __init__(self, days):
        self.days = sorted(days)

    def shift(self, day, count):
        """Return the working day *count* days after *day*, which is day 0; before it, if negative.

        Day 0 itself is moved to the next working day. Without working days every day is one.

        >>> january = [date(2026, 1, number) for number in range(1, 31)]
        >>> days = Workdays(day for day in january if day.weekday() < 5)
        >>> friday, saturday = date(2026, 1, 9), date(2026, 1, 10)
        >>> [days.shift(friday, n).day for n in (-1, 0, 1, 3)]
        [8, 9, 12, 14]
        >>> [days.shift(saturday, n).day for n in (-1, 0, 1, 3)]
        [9, 12, 12, 14]
        """
        if not self.days:
            return day + count * DAY
        if count > 0:
            place = bisect_right(self.days, day) + count - 1
        else:
            place = bisect_left(self.days, day) + count
        return self.days[min(max(place, 0), len(self.days) - 1)]


class Window(NamedTuple):
    """The days on which a contact about an event of *anchor* may take place, both included."""

    anchor: date
    open_on: date
    close_on: date


def windows(first, last, day_from, day_to, workdays=None):
    """Yield the windows that open from day *first* to day *last*, in the order of their events.

    :param workdays: what the days are counted in, or nothing for calendar days

    >>> [str(one.anchor) for one in windows(date(2026, 1, 7), date(2026, 1, 8), 3, 5)]
    ['2026-01-04', '2026-01-05']
    """
    shift = workdays.shift if workdays and workdays.days else lambda day, count: day + count * DAY
    margin = reach(day_from, workdays)
    day = first - (day_from + margin) * DAY
    while day <= last - (day_from - margin) * DAY:
        open_on = shift(day, day_from)
        if first <= open_on <= last:
            yield Window(day, open_on, max(open_on, shift(day, day_to)))
        day += DAY


def reach(count, workdays=None):
    """Return by how many days *count* working days may differ from as many calendar days."""
    if not workdays or not workdays.days:
        return 0
    span = (workdays.days[-1] - workdays.days[0]).days + 1
    return int(abs(count) * (span / len(workdays.days) - 1)) + 21


class Slot(NamedTuple):
    """A part of the day, in hours."""

    start: float
    end: float


def next_attempt(days, slots, tried, suits=None):
    """Return when to try next: ``(start of the attempt, its slot)``, or nothing.

    A time of day that was not tried yet comes first, even if it is some days later; where there
    is none, another than the last one; else any.

    :param days: pairs of stretches of work, ``[(start, end), ...]``, day by day, to choose from
    :param slots: :class:`Slot` in the order of the day
    :param tried: slots of former attempts
    :param suits: which moments the client likes; all, unless given

    >>> work = [(datetime(2026, 1, 5, 9), datetime(2026, 1, 5, 18))]
    >>> slots = [Slot(8, 12), Slot(12, 16), Slot(16, 20)]
    >>> next_attempt([work], slots, [])[0].hour, next_attempt([work], slots, slots[:1])[0].hour
    (9, 12)
    >>> next_attempt([work], slots, slots)[0].hour
    9
    """
    turns = [[slot for slot in slots if slot not in tried]]
    turns += [[slot for slot in slots if slot not in tried[-1:]], slots]
    order = slots[slots.index(tried[-1]) + 1 :] + slots if tried and tried[-1] in slots else slots
    for allowed in turns:
        for stretches in days:
            for slot in dict.fromkeys(order):
                if slot in allowed and (start := _first_moment(stretches, slot, suits)):
                    return start, slot
    return None


def _first_moment(stretches, slot, suits):
    """Return the first full or half hour of work within *slot* that suits, if any."""
    for start, end in stretches:
        midnight = datetime.combine(start.date(), time.min, start.tzinfo)
        moment = max(start, midnight + timedelta(hours=slot.start))
        until = min(end, midnight + timedelta(hours=slot.end))
        while moment < until:
            if suits is None or suits(moment):
                return moment
            moment += timedelta(minutes=30)
    return None
