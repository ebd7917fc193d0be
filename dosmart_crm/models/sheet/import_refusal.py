from datetime import date

from odoo import models

from .import_check import Fault
from .import_file import column_letter, filled

MAX_CHOICES = 12  # of a list that a message still names in full


class Import(models.TransientModel):
    """The one answer that names every bad cell of a file by its row and column."""

    _inherit = "base_import.import"

    def _sheet_refusal(self, fields, options, check, result):
        """Return the messages of *result* and the faults of *check* as one answer."""
        faults = check.faults + [
            self._sheet_fault(message) for message in result["messages"] if message
        ]
        header, lines = self._sheet_lines(fields, options)
        messages, seen = [], set()
        for fault in sorted(faults, key=lambda fault: self._sheet_place(fields, fault)):
            place = fault[:2] if fault.field else fault[:3]
            if place not in seen:
                seen.add(place)
                messages.append(self._sheet_message(fields, header, lines, fault))
        return self._sheet_answer(messages, self._sheet_names(fields, lines))

    def _sheet_file_refusal(self, fields, options, faults):
        """Return *faults* (line, column, reason) of the file itself as an answer."""
        rows = (row for row in self._sheet_raw_rows(options) or [] if any(map(filled, row)))
        header = next(rows, []) if options.get("has_headers") else []
        messages = [
            self._sheet_cell_message(fields, header, line, column, reason)
            for line, column, reason in sorted(faults, key=lambda fault: (fault[0] or 0))
        ]
        return self._sheet_answer(messages, [])

    def _sheet_answer(self, messages, names):
        return {"ids": False, "messages": messages, "nextrow": 0, "name": names}

    def _sheet_fault(self, message):
        """Return what Odoo says in *message* (see ``load``) as a fault."""
        path = message.get("field_path") or [message.get("field")]
        field = "/".join(filter(None, path)) or None
        info = {key: message[key] for key in ("moreinfo", "not_matching_error") if key in message}
        row = message["rows"]["from"] if "rows" in message else None
        return Fault(row, field, message["message"], info)

    def _sheet_place(self, fields, fault):
        column = self._sheet_column_index(fields, fault.field)
        row = -1 if fault.row is None else fault.row
        return row, len(fields) if column is None else column

    def _sheet_column_index(self, fields, name):
        """Return which column of the file is to blame for a fault of field *name*, or None."""
        if name and name not in fields:
            parts = [path for path in fields if path and path.split("/")[0] == name.split("/")[0]]
            if not parts and name == "name":  # made of these, see ``_convert_import_data``
                parts = [path for path in ("contact_name", "partner_name") if path in fields]
            name = parts[0] if parts else None
        return fields.index(name) if name else None

    def _sheet_message(self, fields, header, lines, fault):
        column = self._sheet_column_index(fields, fault.field)
        if fault.row is None or fault.row >= len(lines):
            return self._sheet_cell_message(fields, header, None, column, fault.reason, fault.info)
        line, row = lines[fault.row]
        cell = "" if column is None else row[column]
        cell = cell.isoformat() if isinstance(cell, date) else str(cell)
        reason = self._sheet_reason(fault, cell)
        info = fault.info | {"cell": cell}
        return self._sheet_cell_message(fields, header, line, column, reason, info)

    def _sheet_reason(self, fault, cell):
        """Say which words the column takes, if that is what is wrong; else Odoo's own words."""
        choices = self._sheet_choices(fault)
        if choices is None:
            return fault.reason
        field = self.env[self.res_model]._fields[fault.field]
        if field.relational and self.env[field.comodel_name].has_access("create"):
            return self.env._(
                "“%(value)s” is not in the list. Choose to create it, or use a name that is.",
                value=cell,
            )
        if len(choices) > MAX_CHOICES:
            return self.env._(
                "“%(value)s” is not in the list. The template names what is.", value=cell
            )
        return self.env._(
            "“%(value)s” is not in the list. Use one of: %(choices)s.",
            value=cell,
            choices=", ".join(choices),
        )

    def _sheet_choices(self, fault):
        """Return what may be in the column, if *fault* is a word that means nothing there."""
        model = self.env[self.res_model]
        field = model._fields.get(fault.field or "")
        if "moreinfo" not in fault.info or field is None:
            return None
        if field.type == "selection":
            return [label for _key, label in field._description_selection(self.env)]
        if model._import_words(fault.field) is None:
            return None
        return self.env[field.comodel_name].search([]).mapped("display_name")

    def _sheet_cell_message(self, fields, header, line, column, reason, info=None):
        """Return one message as the web client takes it, and ``row``, ``column`` for others.

        The client adds 1 to ``rows``, which count from the first row of the file.
        """
        message = {"type": "error", "message": reason, "is_sheet_fault": True, **(info or {})}
        if column is not None:
            title = str(header[column] or "").strip() if column < len(header) else ""
            message["column"] = title or column_letter(column)
            message["field"] = fields[column]
            message["field_path"] = fields[column].split("/") if fields[column] else False
        if line is not None:
            message |= {"row": line, "record": line, "rows": {"from": line - 1, "to": line - 1}}
        else:
            message["rows"] = {"from": 0, "to": 0}
        message["message"] = self._sheet_sentence(message)
        return message

    def _sheet_sentence(self, message):
        place = {"row": message.get("row"), "column": message.get("column")}
        if place["row"] and place["column"]:
            place = self.env._("Row %(row)s, column “%(column)s”:", **place)
        elif place["row"]:
            place = self.env._("Row %(row)s:", row=place["row"])
        elif place["column"]:
            place = self.env._("Column “%(column)s”:", column=place["column"])
        else:
            return message["message"]
        return f"{place} {message['message']}"

    def _sheet_names(self, fields, lines):
        """Return the name in each line of the file, from the first on, for the web client."""
        index = self._sheet_column_index(fields, "name")
        if index is None or not lines:
            return []
        names = [""] * lines[-1][0]
        for line, row in lines:
            names[line - 1] = str(row[index] or "")
        return names
