"""Requests that no browser sends to the public contact form."""

NAMES = ("name", "phone", "email", "company", "need", "source", "website_url")
ODD_NAMES = (
    "self",
    "company_id",
    "sent",
    "user_id",
    "csrf_token",
    "utm_source",
    "lang",
    "",
    "ñ\x00",
)
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "José 🙂",
    "e\u0301" * 50,
    "\u202eevil",
    "%s %(name)s {0}",
    "'; DROP TABLE crm_lead; --",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}",
    "../../etc/passwd",
    "a@b.com",
    "a@b.com\r\nBcc: c@d.com",
    "5512345678",
    "٣" * 12,
    "-1",
    "NaN",
    "1e400",
    "9" * 40,
    "[]",
    "null",
    "x" * 5000,
    "ñ" * 40000,
    "\n" * 200,
)
BODIES = (
    b"",
    b"\xff\xfe\x00",
    b"{}",
    b'{"name": ["a"], "need": null}',
    b"[" * 2000,
    b"name=%ff%fe&need=%00&csrf_token=%C3%A9",
    b"name=a&name=b&need=%ED%A0%80",
    b"x" * 70000,
    b'--b\r\nContent-Disposition: form-data; name="need"\r\n\r\nbroken',
)
TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "multipart/form-data",
    "multipart/form-data; boundary=b",
    "text/plain",
    "image/png",
    "",
    "\xff",
)
PATHS = (
    "",
    "",
    "",
    "?sent=1",
    "?self=1",
    "/0",
    "/-5",
    "/99999999999999",
    "/abc",
    "?company_id=%00",
)


def _text(chance):
    if chance.random() < 0.3:
        return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(60)))
    return chance.choice(TEXTS)


def _encoded(text):
    return text.encode("utf-8", "surrogatepass")


def _form(chance, token):
    """Return pairs of names and values, mostly with a good token, some of them repeated."""
    names = [name for name in NAMES for _number in range(chance.choice((0, 1, 1, 2)))]
    pairs = [(name, _encoded(_text(chance))) for name in names]
    if chance.random() < 0.4:
        pairs.append((chance.choice(ODD_NAMES), _encoded(_text(chance))))
    if chance.random() < 0.9:
        pairs.append(("csrf_token", token.encode()))
    return pairs


def _raw(chance, token):
    body = chance.choice(BODIES)
    return {"data": body, "headers": {"Content-Type": chance.choice(TYPES).encode("latin-1")}}


def _plain(chance, token):
    return {"data": _form(chance, token)}


def _files(chance, token):
    pairs = _form(chance, token)
    name = chance.choice((*NAMES, *ODD_NAMES))
    return {"data": pairs, "files": [(name, ("a.bin", b"\x00\xff" * chance.randrange(2000)))]}


def random_request(chance, token):
    """Return the arguments of ``requests.request`` ; *path* is our part of the URL."""
    kind = chance.choice((_plain, _plain, _plain, _files, _raw))
    method = chance.choice(("POST", "POST", "POST", "POST", "GET", "PUT"))
    path = "/dosmart/contact" + chance.choice(PATHS)
    return {"method": method, "path": path, "allow_redirects": False, **kind(chance, token)}
