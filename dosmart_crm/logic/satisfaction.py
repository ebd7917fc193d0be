"""What the marks of a client say of how satisfied it is. 1 is the worst mark, 5 the best."""

BEST = 5


def judge(marks, open_max, hidden_max):
    """Return how satisfied whoever gave *marks* is: the lowest decides. None without a mark.

    Up to *open_max* it is open dissatisfaction, up to *hidden_max* a hidden one.

    >>> judge([5, 2, 4], open_max=2, hidden_max=3)
    'open'
    >>> judge([5, 3, 4], open_max=2, hidden_max=3)
    'hidden'
    >>> judge([4, 5], open_max=2, hidden_max=3)
    'satisfied'
    >>> judge([], open_max=2, hidden_max=3)
    """
    if not marks:
        return None
    lowest = min(marks)
    if lowest <= open_max:
        return "open"
    return "hidden" if lowest <= hidden_max else "satisfied"
