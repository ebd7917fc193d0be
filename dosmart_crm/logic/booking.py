"""Which times a client can choose for a visit. No database."""

from datetime import datetime, time, timedelta

STEP = timedelta(minutes=30)


def free_times(stretches, parts, busy, length):
    """Return when a visit of *length* can begin, ``{day: [start, ...]}``: one in each part.

    The first time of the part is offered that lies in working hours and meets nothing else.
    Days without such a time are left out.

    :param stretches: working hours, ``{day: [(start, end), ...]}``
    :param parts: pairs of hours, such as ``(8, 12)``; a visit begins in its part
    :param busy: pairs of moments, ``[(start, end), ...]``, when whoever goes is taken

    >>> monday = datetime(2026, 1, 5)
    >>> work, taken = (
    ...     [tuple(monday + timedelta(hours=hour) for hour in pair)]
    ...     for pair in ((9, 17), (9.5, 10.2)))
    >>> parts = [(8, 12), (12, 16), (16, 20)]
    >>> found = free_times({monday.date(): work}, parts, taken, timedelta(hours=2))
    >>> [f"{start:%H:%M}" for start in found[monday.date()]]
    ['10:30', '12:00']
    """
    found = {
        day: [start for part in parts if (start := _first_free(hours, part, busy, length))]
        for day, hours in sorted(stretches.items())
    }
    return {day: starts for day, starts in found.items() if starts}


def _first_free(hours, part, busy, length):
    for begin, end in hours:
        midnight = datetime.combine(begin.date(), time.min, begin.tzinfo)
        first, last = (midnight + timedelta(hours=hour) for hour in part)
        start = max(begin, first)
        while start < last and start + length <= end:
            meets = [until for since, until in busy if since < start + length and until > start]
            if not meets:
                return start
            late = (max(meets) - midnight) % STEP
            start = max(meets) + (STEP - late if late else timedelta())
    return None
