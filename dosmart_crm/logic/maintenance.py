"""When preventive maintenance is due."""

from .instalments import add_months


def maintenance_dates(start, end, every):
    """Return each *every* months after *start* until *end*, both days; nothing if never.

    >>> from datetime import date
    >>> [str(day) for day in maintenance_dates(date(2026, 1, 31), date(2027, 1, 30), 3)]
    ['2026-04-30', '2026-07-31', '2026-10-31']
    >>> maintenance_dates(date(2026, 1, 31), date(2027, 1, 30), 0)
    []
    """
    if not (start and end and every > 0):
        return []
    days = []
    while (day := add_months(start, every * (len(days) + 1))) <= end:
        days.append(day)
    return days
