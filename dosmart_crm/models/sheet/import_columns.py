from odoo import models
from odoo.exceptions import UserError

from odoo.addons.base_import.models.base_import import ImportValidationError

from .import_words import plain

SAVED = -1  # the "distance" by which Odoo marks a column matched by hand in an earlier import


class Import(models.TransientModel):
    """Match the columns of the paper form with the fields of the sheet, in either language."""

    _inherit = "base_import.import"

    def parse_preview(self, options, count=10):
        """Say what is wrong with the file where Odoo would show an error of its program."""
        shown = super().parse_preview(options, count)
        if "error" in shown and self._sheet_model() is not None:
            shown["error"] = self._sheet_unreadable(options) or shown["error"]
        return shown

    def _sheet_unreadable(self, options):
        """Return why the file has no preview, or None to leave it to Odoo."""
        if not (self.file or b"").strip():
            return self.env._("the file is empty")
        try:
            _length, rows = self._read_file(dict(options))
        except (ImportValidationError, UserError, ValueError):
            return None
        if len(rows) <= bool(options.get("has_headers")):
            return self.env._("the file has no rows below the titles of the columns")
        ragged = self._sheet_ragged_rows(rows[0], options)
        return (
            self.env._(
                "rows %(rows)s have more or fewer cells than the %(columns)s columns",
                rows=", ".join(str(line) for line, _column, _reason in ragged),
                columns=len(rows[0]),
            )
            if ragged
            else None
        )

    def _extract_headers_types(self, headers, preview, options):
        """Take one number for numbers: "Children" may mean how many there are, or whether."""
        types = super()._extract_headers_types(headers, preview, options)
        if self._sheet_model() is not None:
            labels = {plain(label) for label in self._sheet_model()._import_labels("has_children")}
            for index, header in types:
                if plain(header) in labels and any(str(row[index]).isdecimal() for row in preview):
                    types[index, header] = ["integer"]
        return types

    def _get_mapping_suggestions(self, headers, header_types, fields_tree):
        suggestions = super()._get_mapping_suggestions(headers, header_types, fields_tree)
        if self._sheet_model() is None:
            return suggestions
        importable = {field["name"] for field in fields_tree}
        ours = self._sheet_suggestions(header_types, importable)
        if not self._sheet_columns(ours.values()):
            return suggestions
        for key, name in ours.items():
            if (suggestions.get(key) or {}).get("distance") != SAVED:
                self._sheet_suggest(suggestions, key, name)
        return suggestions

    def _sheet_suggestions(self, header_types, importable):
        """Return {(index, header): field name} of the columns that the paper form has."""
        columns = self._sheet_model()._import_columns()
        ours = {}
        for (index, header), types in header_types.items():
            name = columns.get(plain(header))
            if name == "has_children" and {"integer", "all"} & set(types):
                name = "children"
            if name in importable and name not in ours.values():
                ours[index, header] = name
        return ours

    def _sheet_suggest(self, suggestions, key, name):
        path = [name]
        for other in [
            k for k, found in suggestions.items() if found and found["field_path"] == path
        ]:
            del suggestions[other]
        suggestions[key] = {"field_path": path, "distance": 0}
