from datetime import date

from odoo import models
from odoo.tools import DEFAULT_SERVER_DATE_FORMAT

from odoo.addons.base_import.models.base_import import ImportValidationError

from .import_check import ImportCheck
from .import_words import plain

MAX_INTEGER = 2**31 - 1
NAME_SOURCES = ("partner_name", "contact_name")


class Import(models.TransientModel):
    """Client sheets come in from a file as a whole, or with every bad cell named (spec CS-8)."""

    _inherit = "base_import.import"

    def _sheet_model(self):
        """Return the model to import to if it shows client sheets, or None."""
        model = self.env.get(self.res_model)
        return model if hasattr(model, "_import_answer_names") else None

    def _sheet_columns(self, fields):
        """Return which of *fields* are answers; a file without any is Odoo's own business."""
        model = self._sheet_model()
        if model is None:
            return []
        answers = model._import_answer_names()
        return [name for name in fields if name and name.split("/")[0] in answers]

    def execute_import(self, fields, columns, options, dryrun=False):
        """Import the whole file at once, whatever the batch; refuse it with all its faults.

        The web client asks for batches of 2 000 rows, each kept before the next is looked at.
        """
        self.ensure_one()
        if not self._sheet_columns(fields):
            return super().execute_import(fields, columns, options, dryrun)
        if faults := self._sheet_file_faults(fields, options):
            return self._sheet_file_refusal(fields, options, faults)
        check = ImportCheck(fields)
        savepoint = self.env.cr.savepoint()
        importer = super(Import, self.with_context(**{ImportCheck.KEY: check}))
        whole = dict(options, limit=None)
        result = importer.execute_import(fields, columns, whole, dryrun)
        refused = bool(check.faults or result["messages"])
        savepoint.close(rollback=refused)
        if not refused:
            return result
        # What was cached meanwhile, such as a source created by its name, is gone.
        self.pool.clear_all_caches()
        self.pool.reset_changes()
        return self._sheet_refusal(fields, whole, check, result)

    def _convert_import_data(self, fields, options):
        """Name leads after their company or person: the paper form has no name for them."""
        data, names = super()._convert_import_data(fields, options)
        if not ImportCheck.of(self.env) or self.res_model != "crm.lead" or "name" in names:
            return data, names
        sources = [names.index(name) for name in NAME_SOURCES if name in names]
        if not sources or {"id", ".id"} & set(names):
            return data, names
        for row in data:
            row.append(next((row[index] for index in sources if row[index]), ""))
        return data, [*names, "name"]

    def _parse_import_data(self, data, import_fields, options):
        check = ImportCheck.of(self.env)
        if check:
            self._guess_date_format(data, import_fields, options)
        data = super()._parse_import_data(data, import_fields, options)
        if check:
            self._check_names(check, data, import_fields)
            self._check_numbers(check, data, import_fields)
        return data

    def _guess_date_format(self, data, import_fields, options):
        """Look for the format in the whole column: Odoo looked at the first rows alone."""
        if "birthdate_date" in import_fields and not options.get("date_format"):
            index = import_fields.index("birthdate_date")
            typed = (row[index] for row in data if isinstance(row[index], str))
            if first := next(filter(str.strip, typed), None):
                self._try_match_date_time([first.strip()], options)

    def _parse_date_from_data(self, data, index, name, field_type, options):
        check = ImportCheck.of(self.env)
        if check is None:
            return super()._parse_date_from_data(data, index, name, field_type, options)
        for number, row in enumerate(data):
            try:
                super()._parse_date_from_data([row], index, name, field_type, options)
            except ImportValidationError:
                check.refuse(number, name, self._bad_date(row[index], options))
                row[index] = ""

    def _bad_date(self, value, options):
        form = options.get("date_format") or DEFAULT_SERVER_DATE_FORMAT
        return self.env._(
            "“%(value)s” is not a date like %(example)s.",
            value=value,
            example=date(1990, 12, 31).strftime(form),
        )

    def _check_names(self, check, data, import_fields):
        """Refuse rows without a name; Odoo's database would, one row at a time."""
        if "name" not in import_fields:
            return
        index = import_fields.index("name")
        known = self.env[self.res_model]._fields
        own = [
            at
            for at, path in enumerate(import_fields)
            if (field := known.get(path.split("/")[0])) is None or field.type != "one2many"
        ]
        for number, row in enumerate(data):
            if not str(row[index]).strip() and any(row[at] for at in own):
                check.refuse(number, "name", self.env._("is empty. Every row needs a name."))
                row[index] = "?"

    def _check_numbers(self, check, data, import_fields):
        """Refuse what is no number of children, employees …: whole and not negative."""
        model = self.env[self.res_model]
        for index, name in enumerate(import_fields):
            if name not in model._import_answer_names() or model._fields[name].type != "integer":
                continue
            for number, row in enumerate(data):
                value = str(row[index]).strip()
                if value and not (value.isdecimal() and int(value) <= MAX_INTEGER):
                    reason = self.env._("“%(value)s” is not a whole number from 0 on.", value=value)
                    check.refuse(number, name, reason)
                    value = ""
                row[index] = value

    def _handle_fallback_values(self, import_field, input_file_data, fallback_values):
        """Replace only words that are no answer; Odoo would replace blanks and other languages."""
        check = ImportCheck.of(self.env)
        if check is None:
            return super()._handle_fallback_values(import_field, input_file_data, fallback_values)
        model, rest = self.env[self.res_model], dict(fallback_values)
        for index, name in enumerate(import_field):
            field = model._fields.get(name)
            if name not in fallback_values or not (words := check.words(model, field)):
                continue
            instead = rest.pop(name)["fallback_value"]
            for row in input_file_data:
                if row[index] and plain(row[index]) not in words:
                    row[index] = instead if instead != "skip" else None
        return super()._handle_fallback_values(import_field, input_file_data, rest)
