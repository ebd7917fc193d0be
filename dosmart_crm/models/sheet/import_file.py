import csv
import io
from collections import Counter

from odoo import models
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.base_import.models.base_import import CONCAT_SEPARATOR_IMPORT, MIMETYPE_TO_READER


def filled(value):
    """Return whether Odoo's readers count the cell *value* as content."""
    return value is not None and bool(str(value).strip())


def column_letter(index):
    """Return the spreadsheet's letters of the column *index* (0 is A)."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


class Import(models.TransientModel):
    """Where things stand in the file, as its author sees them in the spreadsheet."""

    _inherit = "base_import.import"

    def _sheet_file_kind(self):
        """Return csv, xlsx …; browsers may call a csv file a workbook, its name tells better."""
        kinds = (
            MIMETYPE_TO_READER.get(guess_mimetype(self.file or b"")),
            (self.file_name or "").rpartition(".")[2].lower(),
            MIMETYPE_TO_READER.get(self.file_type),
        )
        return next(filter(None, kinds), "csv")

    def _sheet_raw_rows(self, options):
        """Return all rows of the file, empty ones too; None for a kind that skips none."""
        kind = self._sheet_file_kind()
        if kind == "csv":
            if not (options.get("encoding") and options.get("separator")):
                self._read_csv(options)  # guesses them, for whoever asks without a preview
            text = (self.file or b"").decode(options.get("encoding") or "utf-8", "replace")
            quote, separator = options.get("quoting") or '"', options.get("separator") or ","
            return list(csv.reader(io.StringIO(text), quotechar=quote, delimiter=separator))
        if kind in ("xlsx", "xlsm"):
            page = self._sheet_page(options)
            return [list(row) for row in page.iter_rows(values_only=True)]
        return None

    def _sheet_page(self, options, data_only=True):
        import openpyxl  # noqa: PLC0415  (as Odoo does: needed for these files only)

        book = openpyxl.load_workbook(io.BytesIO(self.file), data_only=data_only)
        return book[options.get("sheet") or book.sheetnames[0]]

    def _sheet_lines(self, fields, options):
        """Return the header and the rows to import, as ``(cells, [(line, cells)])``.

        Lines count from 1 as in a spreadsheet. The rows are those of ``_convert_import_data``.
        """
        _length, rows = self._read_file(dict(options))
        raw = self._sheet_raw_rows(options)
        numbers = range(1, len(rows) + 1)
        if raw is not None:
            numbers = [line for line, row in enumerate(raw, 1) if any(map(filled, row))]
        lines = list(zip(numbers, rows, strict=True))
        header = lines.pop(0)[1] if options.get("has_headers") else []
        mapped = [index for index, name in enumerate(fields) if name]
        lines = [(line, row) for line, row in lines if any(row[index] for index in mapped)]
        return header, lines[options.get("skip") or 0 :]

    def _sheet_file_faults(self, fields, options):
        """Return why the file cannot be read cell by cell, as [(line or None, column, reason)]."""
        if self._sheet_file_kind() in ("xlsx", "xlsm"):
            faults = self._sheet_workbook_faults(fields, options)
        else:
            faults = self._sheet_ragged_rows(fields, options)
        return faults + self._sheet_doubled_columns(fields) + self._sheet_missing_name(fields)

    def _sheet_missing_name(self, fields):
        """Ask for the one column that every new client needs."""
        enough = {"id", ".id", "name"}
        if self.res_model == "crm.lead":
            enough |= {"contact_name", "partner_name"}
        if enough.intersection(filter(None, fields)):
            return []
        reason = self.env._("No column is matched with the name. Match one: every client needs it.")
        return [(None, None, reason)]

    def _sheet_ragged_rows(self, fields, options):
        """Name the rows with more or fewer cells than the header: their answers have shifted."""
        return [
            (
                line,
                None,
                self.env._(
                    "has %(cells)s cells, but there are %(columns)s columns. Check the "
                    "separators and quotes of this row.",
                    cells=len(row),
                    columns=len(fields),
                ),
            )
            for line, row in self._sheet_text_rows(options)
            if any(map(filled, row)) and len(row) != len(fields)
        ]

    def _sheet_text_rows(self, options):
        """Return the rows of a text file with their lines; those of a workbook are all equal."""
        rows = self._sheet_raw_rows(options) if self._sheet_file_kind() == "csv" else []
        return enumerate(rows, 1)

    def _sheet_doubled_columns(self, fields):
        """Name the fields with two columns, unless Odoo joins their texts."""
        known = self.env[self.res_model]._fields
        return [
            (
                None,
                fields.index(name),
                self.env._("%(count)s columns are matched with this field. Keep one.", count=count),
            )
            for name, count in Counter(filter(None, fields)).items()
            if count > 1
            and (name not in known or known[name].type not in CONCAT_SEPARATOR_IMPORT)
            and name in self.env[self.res_model]._import_answer_names()
        ]

    def _sheet_workbook_faults(self, fields, options):
        """Name merged cells and formulas without a value: read as empty, they would be lost."""
        page = self._sheet_page(options, data_only=False)
        mapped = {index for index, name in enumerate(fields) if name}
        faults = [
            (
                area.min_row,
                area.min_col - 1,
                self.env._(
                    "The cells %(cells)s are merged. Unmerge them and fill each one.",
                    cells=area.coord,
                ),
            )
            for area in page.merged_cells.ranges
            if mapped.intersection(range(area.min_col - 1, area.max_col))
        ]
        formulas = [
            cell
            for row in page.iter_rows()
            for cell in row
            if cell.data_type in ("f", "e") and cell.column - 1 in mapped
        ]
        return faults + (self._sheet_formula_faults(formulas, options) if formulas else [])

    def _sheet_formula_faults(self, formulas, options):
        values = self._sheet_page(options)
        faults = []
        for cell in formulas:
            value = values[cell.coordinate]
            if value.value is None or value.data_type == "e":
                reason = self.env._(
                    "“%(content)s” has no value. Replace it by what you see in the spreadsheet.",
                    content=value.value or cell.value,
                )
                faults.append((cell.row, cell.column - 1, reason))
        return faults
