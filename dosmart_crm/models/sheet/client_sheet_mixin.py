from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tools import ormcache

SALES = "sales_team.group_sale_salesman"


def shown(field_class, name, **options):
    """Return a field that shows the answer *name* of the sheet, editable, to salespeople only."""
    return field_class(related=f"client_sheet_id.{name}", readonly=False, groups=SALES, **options)


def is_shown(field):
    """Return whether *field* shows something of the sheet."""
    return field.related and field.related.startswith("client_sheet_id.")


def is_blank(value):
    """Return whether *value* answers nothing: empty, or x2many commands that only clear."""
    if isinstance(value, (list, tuple)):
        return all(
            command[0] == Command.CLEAR or (command[0] == Command.SET and not command[2])
            for command in value
        )
    return not value


class ClientSheetMixin(models.AbstractModel):
    """Whoever shows a client sheet: leads and contacts.

    The answers live in the sheet alone. An inheriting model provides ``client_sheet_id`` and
    ``_create_sheets()``; a sheet is made when the first answer is written.
    """

    _name = "dosmart.client.sheet.mixin"
    _description = "Client Sheet Shown"
    # Where the sheet of one's own is linked, and what makes it another's.
    _sheet_link = "client_sheet_id"
    _sheet_company = "partner_id"

    client_sheet_id = fields.Many2one("dosmart.client.sheet", groups=SALES)

    socioeconomic_level = shown(fields.Selection, "socioeconomic_level")
    need_level = shown(fields.Selection, "need_level")
    tax_regime_id = shown(fields.Many2one, "tax_regime_id")
    entrepreneur = shown(fields.Selection, "entrepreneur")
    main_contact_id = shown(fields.Many2one, "main_contact_id")
    business_kind = shown(fields.Selection, "business_kind")
    business_kind_other = shown(fields.Char, "business_kind_other")
    payment_preference = shown(fields.Selection, "payment_preference")
    incident_ids = shown(fields.One2many, "incident_ids")
    competition_knowledge = shown(fields.Selection, "competition_knowledge")
    competitor_ids = shown(fields.Many2many, "competitor_ids")
    understands_us = shown(fields.Selection, "understands_us")
    had_surveillance = shown(fields.Selection, "had_surveillance")
    attracted = shown(fields.Selection, "attracted")
    bad_competitor_experience = shown(fields.Selection, "bad_competitor_experience")
    attitude = shown(fields.Selection, "attitude")
    alliance = shown(fields.Selection, "alliance")
    personality_id = shown(fields.Many2one, "personality_id")
    conclusions = shown(fields.Text, "conclusions")
    heard_source_id = shown(fields.Many2one, "heard_source_id")
    legal_form = shown(fields.Selection, "legal_form")
    legal_name = shown(fields.Char, "legal_name")
    vision = shown(fields.Text, "vision")
    employee_count = shown(fields.Integer, "employee_count")
    branch_count = shown(fields.Integer, "branch_count")
    founded_year = shown(fields.Integer, "founded_year")
    customer_kind = shown(fields.Selection, "customer_kind")
    legal_representative_id = shown(fields.Many2one, "legal_representative_id")
    trusted_name_1 = shown(fields.Char, "trusted_name_1")
    trusted_phone_1 = shown(fields.Char, "trusted_phone_1")
    trusted_name_2 = shown(fields.Char, "trusted_name_2")
    trusted_phone_2 = shown(fields.Char, "trusted_phone_2")
    ticked_product_ids = shown(fields.Many2many, "ticked_product_ids")
    client_status_id = shown(fields.Many2one, "client_status_id", group_expand="_expand_statuses")
    status_reason = shown(fields.Char, "status_reason")

    # What follows from the answers; never written from here.
    personality_tip = fields.Text(related="client_sheet_id.personality_tip", groups=SALES)
    sheet_completeness = fields.Integer(related="client_sheet_id.completeness", groups=SALES)
    suggested_status_id = fields.Many2one(
        related="client_sheet_id.suggested_status_id", groups=SALES
    )
    suggested_status_reason = fields.Char(
        related="client_sheet_id.suggested_status_reason", groups=SALES
    )
    declined_status_id = fields.Many2one(related="client_sheet_id.declined_status_id", groups=SALES)
    status_history_ids = fields.One2many(related="client_sheet_id.status_history_ids", groups=SALES)
    owned_product_ids = fields.Many2many(related="client_sheet_id.owned_product_ids", groups=SALES)

    @api.model
    def _expand_statuses(self, statuses, _domain):
        """Show a column for every status, also for one that no client has."""
        return statuses.search([])

    @api.model
    @ormcache()
    def _sheet_field_names(self):
        """Return the names of the fields that are written through to the sheet."""
        sheet = self.env["dosmart.client.sheet"]
        return frozenset({*sheet._answer_names(), "incident_ids", "status_reason"})

    @api.model
    @ormcache()
    def _shown_names(self):
        """Return the names of the fields that show the sheet, and of those that lead to it."""
        shown = {name for name, field in self._fields.items() if is_shown(field)}
        return frozenset(shown | {"client_sheet_id", self._sheet_link})

    def _compute_field_value(self, field):
        """Empty the answers of those without a sheet at once, not one by one."""
        if is_shown(field) and not self.client_sheet_id:
            self[field.name] = False
            return None
        return super()._compute_field_value(field)

    def write(self, vals):
        self._refuse_foreign_sheet(vals)
        names = vals.keys() & self._sheet_field_names()
        if not names:
            return super().write(vals)
        self.check_access("write")
        # Answers first: a fact that comes with a new main contact is about that one.
        self._write_answers({name: vals[name] for name in names})
        return super().write({name: value for name, value in vals.items() if name not in names})

    def _refuse_foreign_sheet(self, vals):
        """Refuse to link a sheet by hand: whoever could do that could read any sheet."""
        for name in vals.keys() & {"client_sheet_id", "own_sheet_id"}:
            # sudo: only compares what is already linked.
            linked = self.sudo().mapped(name).ids
            if not self.env.su and linked != ([vals[name]] if vals[name] else []):
                raise AccessError(
                    self.env._(
                        "A client sheet follows its client. Choose the client instead of the sheet."
                    )
                )

    def _write_answers(self, answers):
        """Write *answers* (field name -> value) on the sheets of these records."""
        if not all(map(is_blank, answers.values())):
            self.filtered(lambda record: not record.client_sheet_id)._create_sheets()
        if answers and self.client_sheet_id:
            self.client_sheet_id.write(answers)

    def _traverse_related_sql(self, alias, field, query):
        """Refuse to group or sort by an answer one may not read; core asks about the sheet as
        superuser and never about the field that shows it."""
        self._check_field_access(field, "read")
        return super()._traverse_related_sql(alias, field, query)

    def _create_sheets(self):
        """Give each of these records, which have none, an empty sheet."""
        raise NotImplementedError

    def action_accept_status(self):
        """Give the client the suggested status; the reason is the rule's own sentence."""
        for record in self.filtered("suggested_status_id"):
            record.client_status_id = record.suggested_status_id

    def action_change_status(self):
        """Open the dialog in which the salesperson picks a status and says why."""
        self.ensure_one()
        self.check_access("write")
        self.env["dosmart.client.sheet"].check_access("write")
        owner = "lead_id" if self._name == "crm.lead" else "partner_id"
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Client Status"),
            "res_model": "dosmart.status.change",
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{owner}": self.id},
        }
