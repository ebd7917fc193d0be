"""A file of a thousand contacts on its way through Odoo's import, with and without sheets."""

ROWS = 1000
PERSON = "Name,Phone,Email,City"
ANSWERS = "Birth Date,Marital Status,Socioeconomic Level,Attitude in the Visit,Client Status"
OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}


def contacts(env):
    """Return the upload of contacts as stock Odoo takes them."""
    return _upload(env, [PERSON, *map(_person, range(ROWS))])


def clients(env):
    """Return the upload of the same contacts with the answers of their sheets."""
    answers = "1990-12-31,Single,High,Good,Loyal"
    rows = [f"{_person(number)},{answers}" for number in range(ROWS)]
    return _upload(env, [f"{PERSON},{ANSWERS}", *rows])


def load(_env, upload):
    """Preview *upload* and import it, as the web client does."""
    shown = upload.parse_preview(dict(OPTIONS))
    paths = (shown["matches"].get(index) for index in range(len(shown["headers"])))
    fields = ["/".join(path) if path else False for path in paths]
    answer = upload.execute_import(fields, shown["headers"], dict(OPTIONS, limit=2000))
    if len(answer["ids"] or []) != ROWS:
        raise ValueError(answer["messages"])


def load_contacts(env, _upload_of_clients):
    """Import the contacts alone: what the sheets are compared with."""
    load(env, contacts(env))


def _person(number):
    return f"Person {number},555 {number:04},person{number}@example.com,Monterrey"


def _upload(env, lines):
    return env["base_import.import"].create(
        {
            "res_model": "res.partner",
            "file": "\n".join(lines).encode(),
            "file_name": "contacts.csv",
            "file_type": "text/csv",
        }
    )
