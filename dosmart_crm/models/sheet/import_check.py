from typing import NamedTuple

from odoo import models
from odoo.exceptions import UserError

from .import_words import plain


class Fault(NamedTuple):
    """Why a cell of the file is refused."""

    row: int | None  # index among the rows to import; None: the file as a whole
    field: str | None  # field path of the column, if one is to blame
    reason: str
    info: dict = {}  # what the web client may want besides: ``moreinfo``


class ImportCheck:
    """What is wrong with a file of client sheets, gathered while Odoo imports it.

    It travels in the context, where no browser can put one: JSON knows no such object.
    """

    KEY = "dosmart_import_check"

    def __init__(self, fields):
        self.fields = [name for name in fields if name]
        self.faults = []
        self.pending = []  # (record, field names, reason) whose row is not known yet
        self._words = {}

    @classmethod
    def of(cls, env):
        """Return the check that *env* works under, or None."""
        check = env.context.get(cls.KEY)
        return check if isinstance(check, cls) else None

    def words(self, model, field):
        """Return what words mean in a column of *field*; see ``_import_words``."""
        key = (model._name, field.name)
        if key not in self._words:
            known = hasattr(model, "_import_words")
            self._words[key] = model._import_words(field.name) if known else None
        return self._words[key]

    def refuse(self, row, field, reason, **info):
        self.faults.append(Fault(row, field, reason, info))

    def settle(self, records, rows):
        """Tell which of *rows* the pending faults are about; *records* were made of them."""
        if not self.pending:
            return
        owners = {}
        for record, row in zip(records, rows, strict=True):
            for owner in record._import_owners():
                owners.setdefault(owner, row)
        for record, names, reason in self.pending:
            self.refuse(owners.get(record), self._column(names), reason)
        self.pending.clear()

    def _column(self, names):
        return next((name for name in names if name in self.fields), None)


class AnswerMixin(models.AbstractModel):
    _inherit = "dosmart.answer.mixin"

    def _validate_fields(self, field_names, excluded_names=()):
        """Under a check, note what every record breaks instead of stopping at the first."""
        check = ImportCheck.of(self.env)
        if check is None:
            return super()._validate_fields(field_names, excluded_names)
        names, excluded = set(field_names), set(excluded_names)
        try:
            return super()._validate_fields(names, excluded)
        except UserError:
            return self._note_broken_constraints(check, names, excluded)

    def _note_broken_constraints(self, check, names, excluded):
        for method in self._constraint_methods:
            if names.isdisjoint(method._constrains) or excluded & set(method._constrains):
                continue
            # sudo: as core calls constraints.
            for record in self.sudo():
                try:
                    method(record)
                except UserError as error:
                    check.pending.append((self.browse(record.id), method._constrains, str(error)))


class ClientSheetMixin(models.AbstractModel):
    _inherit = "dosmart.client.sheet.mixin"

    def _load_records(self, data_list, update=False):
        check = ImportCheck.of(self.env)
        if check is None:
            return super()._load_records(data_list, update)
        check.pending.clear()
        records = super()._load_records(data_list, update)
        check.settle(records, [data["info"]["rows"]["from"] for data in data_list])
        return records

    def _import_owners(self):
        """Return the records that a constraint may blame for an answer of this one."""
        owners = [self, self.client_sheet_id]
        if self._name == "crm.lead":
            owners += [self.partner_id, self.partner_id.commercial_partner_id]
        return [owner for owner in owners if owner]


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _check_vat(self, *args, **kwargs):
        """Under a check, note every wrong tax ID; unlike constraints, this runs on writing it."""
        check = ImportCheck.of(self.env)
        if check is None:
            return super()._check_vat(*args, **kwargs)
        try:
            return super()._check_vat(*args, **kwargs)
        except UserError:
            for partner in self:
                try:
                    super(ResPartner, partner)._check_vat(*args, **kwargs)
                except UserError as error:
                    check.pending.append((partner, ("vat",), str(error)))
        return None


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"

    def _str_to_selection(self, model, field, value, savepoint):
        check = ImportCheck.of(self.env)
        if check and (key := (check.words(model, field) or {}).get(plain(value))):
            return key, []
        return super()._str_to_selection(model, field, value, savepoint)

    def db_id_for(self, model, field, subfield, value, savepoint):
        check = ImportCheck.of(self.env)
        words = check.words(model, field) if check and subfield is None else None
        if words is None:
            return super().db_id_for(model, field, subfield, value, savepoint)
        word = plain(value)
        if word in words:
            return words[word], []
        found, warnings = super().db_id_for(model, field, subfield, value.strip(), savepoint)
        if found and not warnings:
            words[word] = found
        return found, warnings
