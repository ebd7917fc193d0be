"""Calls Odoo's import exactly as its web client does."""

import csv
import io
from pathlib import Path

from .common import SheetCase

DATA = Path(__file__).parent / "data"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the web client sends before anyone touched an option (import_model.js).
OPTIONS = {
    "import_skip_records": [],
    "import_set_empty_fields": [],
    "fallback_values": {},
    "name_create_enabled_fields": {},
    "encoding": "",
    "separator": "",
    "quoting": '"',
    "date_format": "",
    "datetime_format": "",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "advanced": True,
    "has_headers": True,
    "keep_matches": False,
    "limit": 2000,
    "sheets": [],
    "sheet": "",
    "skip": 0,
    "tracking_disable": True,
}


def csv_bytes(rows, encoding="utf-8", delimiter=","):
    """Return *rows* (lists of texts, the header first) as a file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


TITLES = ["Nombre", "Fecha de nacimiento", "Estado civil", "Nivel socioeconómico"]


class ImportCase(SheetCase):
    """A file goes through the preview, is matched as suggested, and is imported by batches."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.mx")  # where an RFC is checked

    def importer(self, content, model="res.partner", user=None, lang="es_MX", name="hojas.csv"):
        user = user or self.salesperson
        user.lang = lang
        env = self.env(user=user, context={"lang": lang})
        file_type = "text/csv" if name.endswith("csv") else XLSX
        return env["base_import.import"].create(
            {"res_model": model, "file": content, "file_name": name, "file_type": file_type}
        )

    def preview(self, importer, **options):
        """Return the options and matches that the client has after loading the file."""
        shown = importer.parse_preview(dict(OPTIONS, **options))
        self.assertNotIn("error", shown)
        options = {name: value for name, value in shown["options"].items() if name in OPTIONS}
        matches = {int(index): "/".join(path) for index, path in (shown["matches"] or {}).items()}
        fields = [matches.get(index, False) for index in range(len(shown["headers"]))]
        return options, fields, shown["headers"]

    def run_import(self, importer, mapping=None, test=False, **options):
        """Import batch by batch and return the last answer and all ids, as the client does.

        :param mapping: fields matched by hand, {header: field}
        :param options: as ``name_create_enabled_fields``
        """
        known, fields, headers = self.preview(importer)
        fields = [
            (mapping or {}).get(header, at) for header, at in zip(headers, fields, strict=True)
        ]
        columns = [header.strip().lower() for header in headers]
        ids, skip = [], 0
        while True:
            step = dict(known, skip=skip, **options)
            importing = importer.with_context(tracking_disable=True)
            answer = importing.execute_import(fields, columns, step, dryrun=test)
            ids += answer.get("ids") or []
            if answer.get("messages") or not answer["nextrow"]:
                return answer, ids
            skip = answer["nextrow"]

    def assert_cells(self, answer, expected):
        """Assert that *answer* refuses exactly these (row, column) and nothing was made."""
        found = [(m.get("row"), m.get("column")) for m in answer["messages"]]
        self.assertEqual(found, expected)
        self.assertFalse(answer["ids"])

    def imported(self, content, name="hojas.csv", **options):
        """Import *content* without complaint and return the clients."""
        answer, ids = self.run_import(self.importer(content, name=name), **options)
        self.assertEqual(answer["messages"], [])
        return self.env["res.partner"].browse(ids)

    def refused(self, content, cells, name="hojas.csv", mapping=None, **options):
        """Assert that *content* is refused for exactly *cells*; return the messages."""
        count = self.env["res.partner"].search_count([])
        answer, _ids = self.run_import(self.importer(content, name=name), mapping, **options)
        self.assert_cells(answer, cells)
        self.assertEqual(self.env["res.partner"].search_count([]), count)
        return [message["message"] for message in answer["messages"]]
