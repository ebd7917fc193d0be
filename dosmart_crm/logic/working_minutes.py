"""How much working time lies between two moments, counted in intervals that are known already."""


def minutes_between(intervals, start, end):
    """Return the working minutes from *start* to *end*, negative if *end* comes first.

    :param intervals: pairs of moments between which we work, none overlapping another

    >>> from datetime import datetime as at
    >>> morning = at(2026, 3, 10, 8), at(2026, 3, 10, 12)
    >>> day = [morning, (at(2026, 3, 10, 13), at(2026, 3, 10, 17))]
    >>> minutes_between(day, at(2026, 3, 10, 11), at(2026, 3, 10, 14))
    120
    >>> minutes_between(day, at(2026, 3, 10, 14), at(2026, 3, 10, 11, 30))
    -90
    >>> minutes_between([], at(2026, 3, 10, 11), at(2026, 3, 10, 14))
    0
    """
    if end < start:
        return -minutes_between(intervals, end, start)
    parts = ((min(end, last) - max(start, first)).total_seconds() for first, last in intervals)
    return round(sum(max(0, seconds) for seconds in parts) / 60)
