from typing import NamedTuple

from odoo import api, models

from .client_sheet_mixin import SALES

ROUTE = "/dosmart/import_template/"
# Whom the sheet is about, by model; then the answers in the order of the paper form.
PERSON_COLUMNS = {
    "res.partner": ["name", "company_name", "phone", "email", "vat"],
    "crm.lead": ["contact_name", "partner_name", "phone", "email_from", "vat"],
}
ANSWER_COLUMNS = [
    "socioeconomic_level",
    "need_level",
    "tax_regime_id",
    "birthdate_date",
    "marital_status",
    "children",
    "entrepreneur",
    "business_kind",
    "business_kind_other",
    "payment_preference",
    "competition_knowledge",
    "competitor_ids",
    "understands_us",
    "had_surveillance",
    "attracted",
    "bad_competitor_experience",
    "attitude",
    "alliance",
    "personality_id",
    "conclusions",
    "client_status_id",
    "heard_source_id",
    "legal_form",
    "legal_name",
    "vision",
    "industry_id",
    "employee_count",
    "branch_count",
    "founded_year",
    "customer_kind",
    "trusted_name_1",
    "trusted_phone_1",
    "trusted_name_2",
    "trusted_phone_2",
    "preferred_channel",
    "contact_weekday_ids",
    "contact_day_part_ids",
]


class Column(NamedTuple):
    """A column of the template: its header, what to write below it, and which words it takes."""

    label: str
    advice: str
    choices: list
    is_date: bool
    is_open: bool  # other words than the choices may be used too


class ClientSheetMixin(models.AbstractModel):
    _inherit = "dosmart.client.sheet.mixin"

    @api.model
    def _import_sheet_templates(self):
        """Return the template of client sheets for those who may fill them in."""
        if not self.env.user.has_group(SALES):
            return []
        label = self.env._("Import Template for Client Sheets")
        return [{"label": label, "template": ROUTE + self._name}]

    @api.model
    def _import_template_columns(self):
        labels = self.env["ir.model.fields"].get_field_string(self._name)
        return [
            Column(
                labels[name],
                self._import_advice(name),
                self._import_choices(name),
                self._fields[name].type == "date",
                self._import_is_open(self._fields[name]),
            )
            for name in [*PERSON_COLUMNS[self._name], *ANSWER_COLUMNS]
        ]

    @api.model
    def _import_choices(self, name):
        field = self._fields[name]
        if field.type == "selection":
            return [label for _key, label in field._description_selection(self.env)]
        return (
            self.env[field.comodel_name].search([]).mapped("display_name")
            if field.relational
            else []
        )

    @api.model
    def _import_is_open(self, field):
        return bool(field.relational) and self.env[field.comodel_name].has_access("create")

    @api.model
    def _import_advice(self, name):
        field = self._fields[name]
        if name in ("name", "contact_name"):
            return self.env._("Always needed.")
        if field.type == "date":
            return self.env._("A date in the past, such as 31/12/1990.")
        if field.type == "integer":
            return self.env._("A whole number from 0 on.")
        if field.type == "many2many" and not self._import_is_open(field):
            return self.env._("Words of the list, separated by commas.")
        if field.type == "many2many":
            return self.env._(
                "Words of the list, separated by commas; the import can create others."
            )
        if self._import_is_open(field):
            return self.env._("A word of the list; the import can create others.")
        if field.type in ("selection", "many2one"):
            return self.env._("A word of the list.")
        return self.env._("Any text.")

    @api.model
    def _import_instructions(self):
        """Return what to know before filling in the template, sentence by sentence."""
        return [
            self.env._("One client per row. Leave empty what you do not know."),
            self.env._("Save, and load this file with the menu Import records of the list."),
            self.env._("Either the whole file is imported or, if a cell is wrong, nothing is."),
            self.env._(
                "Every row makes a new client, also when its email or tax ID is known already: "
                "merge those afterwards."
            ),
            self.env._(
                "To change existing clients, export them with the External ID (“I want to update "
                "data”) and import that file. There, an empty cell empties the answer."
            ),
        ]


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def get_import_templates(self):
        return super().get_import_templates() + self._import_sheet_templates()


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def get_import_templates(self):
        return super().get_import_templates() + self._import_sheet_templates()
