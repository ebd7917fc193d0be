from itertools import compress

from odoo import api, models

from .client_sheet_mixin import is_blank

STATUS = ("client_status_id", "status_reason")


class ClientSheetMixin(models.AbstractModel):
    """Leads and contacts that come with answers, one or thousands: their sheets in one go."""

    _inherit = "dosmart.client.sheet.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        names = self._sheet_field_names()
        answers = [{k: v for k, v in vals.items() if k in names} for vals in vals_list]
        rest = [{k: v for k, v in vals.items() if k not in names} for vals in vals_list]
        for vals in rest:
            self.browse()._refuse_foreign_sheet(vals)
        first = [self._has_first_sheet(*both) for both in zip(rest, answers, strict=True)]
        first_answers = list(compress(answers, first))
        if first_answers:
            self._create_first_sheets(list(compress(rest, first)), first_answers)
        records = super().create(rest)
        if first_answers:
            self.browse(compress(records.ids, first))._begin_first_statuses(first_answers)
        for record, answered, is_first in zip(records, answers, first, strict=True):
            if not is_first:
                record._write_answers(answered)
        return records

    @api.model
    def _has_first_sheet(self, vals, answered):
        """Return whether a record of *vals* is its own client, with *answered* to write down."""
        link, company = self._sheet_link, self._sheet_company
        other = vals.get(company) or self.env.context.get(f"default_{company}") or vals.get(link)
        return not other and not all(map(is_blank, answered.values()))

    @api.model
    def _create_first_sheets(self, vals_list, answers):
        """Make the sheets of records that do not exist yet, and link them in *vals_list*.

        Their statuses wait for the records: the suggestion may depend on those.
        """
        # sudo: a new sheet belongs to nobody; who may write it is checked once it does.
        sheets = self.env["dosmart.client.sheet"].sudo()
        without_status = [{k: v for k, v in a.items() if k not in STATUS} for a in answers]
        for vals, sheet in zip(vals_list, sheets.create(without_status), strict=True):
            vals[self._sheet_link] = sheet.id

    def _begin_first_statuses(self, answers):
        # sudo: the link was made above; its sheets are used as the user again.
        sheets = self.sudo()[self._sheet_link].with_env(self.env)
        sheets.check_access("write")
        sheets._begin_statuses(answers)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def _create_first_sheets(self, vals_list, answers):
        """Keep Odoo's own source and ours the same, as ``_create_sheets`` does."""
        default = self.env.context.get("default_source_id")
        for vals, answered in zip(vals_list, answers, strict=True):
            source = vals.get("source_id") or default
            if source and not answered.get("heard_source_id"):
                answered["heard_source_id"] = source
            elif not source and answered.get("heard_source_id"):
                vals["source_id"] = answered["heard_source_id"]
        return super()._create_first_sheets(vals_list, answers)
