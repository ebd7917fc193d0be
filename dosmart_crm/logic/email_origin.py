"""Who has written an email: a person or a program."""

LISTED = {"auto_reply", "bulk", "junk", "list"}
MARKS = ("X-Autoreply", "X-Autorespond")


def is_automatic(headers):
    """Return whether *headers* say that a program wrote the email (RFC 3834, and older habits).

    >>> is_automatic({"Auto-Submitted": "auto-replied (vacation)"})
    True
    >>> is_automatic({"Auto-Submitted": "no"})
    False
    >>> is_automatic({"Precedence": "Bulk"})
    True
    >>> is_automatic({"X-Autoreply": "yes"})
    True
    >>> is_automatic({})
    False
    """
    submitted = str(headers.get("Auto-Submitted") or "no").strip().lower()
    precedence = str(headers.get("Precedence") or "").strip().lower()
    return submitted != "no" or precedence in LISTED or any(headers.get(mark) for mark in MARKS)
