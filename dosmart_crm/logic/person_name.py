"""Whether a text speaks of one of some people, by their names."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
PARTICLES = {"da", "de", "del", "des", "di", "do", "dos", "la", "las", "los", "van", "von", "y"}


def _plain(text):
    """Return *text* in small letters without accents."""
    parts = unicodedata.normalize("NFD", text or "")
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _words(text):
    """Return the words of *text*, without what stands between the parts of a name."""
    return [word for word in WORD.findall(_plain(text)) if word not in PARTICLES]


def named_person(text, people):
    """Return which of *people*, tuples of a name, an email and a login, the *text* names; or "".

    A person is named by the first name beside another part of the name, in any order, by the
    email, or by the login or a name behind an @. One word alone names nobody: whoever is called
    Rosa Blanco is not meant by white paint.

    >>> people = [
    ...     ("José Luis de la Rosa Blanco", "rosa@example.com", "rosa"),
    ...     ("Administrator", "a@example.com", "admin"),
    ... ]
    >>> [named_person(text, people)[:4] for text in ("jose blanco", "Rosa, José", "as @rosa said")]
    ['José', 'José', 'José']
    >>> named_person("The paint Blanco de la Rosa, asked for by admin", people)
    ''
    """
    plain = _plain(text)
    words = _words(text)
    pairs = {frozenset(pair) for pair in zip(words, words[1:], strict=False)}
    called = set(re.findall(r"@([\w.+-]*\w)", plain))
    for name, email, login in people:
        first, *others = _words(name) or [""]
        addresses = {_plain(one) for one in (email, login) if one and "@" in one}
        if (
            any(frozenset((first, other)) in pairs for other in others)
            or called & {_plain(login), first, *others}
            or any(re.search(rf"(?<![\w.+-]){re.escape(one)}(?![\w-])", plain) for one in addresses)
        ):
            return name
    return ""
