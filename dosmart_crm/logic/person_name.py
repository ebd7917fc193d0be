"""Whether a text speaks of one of some people, by their names."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def _plain(text):
    """Return *text* without accents, its capitals kept."""
    parts = unicodedata.normalize("NFD", text or "")
    return "".join(part for part in parts if not unicodedata.combining(part))


def named_person(text, people):
    """Return which of *people*, pairs of a name and an email, the *text* names; else nothing.

    A person is named by the email, by the whole name, or by the first or last name in capitals:
    whoever is called Rosa is not meant by a wall that is rosa.

    >>> people = [("Valeria Ríos", "valeria@example.com"), ("Administrator", "a@example.com")]
    >>> named_person("valeria rios did not measure", people)
    'Valeria Ríos'
    >>> named_person("Because Valeria forgot it", people), named_person("Ask a@example.com", people)
    ('Valeria Ríos', 'Administrator')
    >>> named_person("The administrator had no list", people), named_person("Los ríos", people)
    ('', '')
    """
    plain = _plain(text)
    words, folded = WORD.findall(plain), plain.casefold()
    for name, email in people:
        if email and email.casefold() in folded:
            return name
        parts = WORD.findall(_plain(name))
        if len(parts) < 2:
            continue
        whole = {part.casefold() for part in parts} <= {word.casefold() for word in words}
        in_capitals = {parts[0], parts[-1]} & {word for word in words if word[0].isupper()}
        if whole or any(len(part) > 2 for part in in_capitals):
            return name
    return ""
