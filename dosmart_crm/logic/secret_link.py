"""Links that are the right to what they open: only their holder knows the token."""

import secrets
from hashlib import sha256
from hmac import compare_digest

NO_TOKEN = "0" * 64
MAX_DIGITS = 9  # of an id that the database can hold


def new_token():
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest(token):
    """Return what is stored of a *token*: nobody who reads the database can open a link.

    >>> len(digest("táctica"))
    64
    """
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def is_right(token, stored):
    """Return whether *stored* is the digest of *token*; it takes as long whatever is wrong.

    >>> is_right("a", digest("a")), is_right("a", digest("b")), is_right("a", None)
    (True, False, False)
    """
    return compare_digest(stored or NO_TOKEN, digest(token))


def record_id(text):
    """Return the record id that the *text* of a link names, 0 if it can be none.

    >>> record_id("12"), record_id("²"), record_id("9" * 5000), record_id("-1")
    (12, 0, 0, 0)
    """
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else 0
