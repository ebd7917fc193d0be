"""The part of the sheet that clients fill in themselves: which questions, and on whose record."""

from typing import NamedTuple

from odoo import models

from .client_choice import OFFERED
from .person_mixin import PERSON_FACTS
from .sheet_paper_layout import CONTACT_FACTS

# Nothing but this is ever taken from a browser: never what we think of the client.
FORM = (
    ("person", (*PERSON_FACTS, "entrepreneur")),
    ("contact", tuple(CONTACT_FACTS)),
    (
        "company",
        (
            "legal_form",
            "legal_name",
            "vat",
            "tax_regime_id",
            "industry_id",
            "business_kind",
            "business_kind_other",
            "employee_count",
            "branch_count",
            "founded_year",
            "customer_kind",
            "vision",
        ),
    ),
    ("trusted", ("trusted_name_1", "trusted_phone_1", "trusted_name_2", "trusted_phone_2")),
    ("other", ("heard_source_id", "ticked_product_ids")),
)


class Question(NamedTuple):
    """A question of the form; *raw* is its answer as a browser sends it, *options* its choices."""

    name: str
    label: str
    type: str  # of the field
    raw: str
    options: list  # of (raw value, label)
    is_required: bool
    is_fixed: bool  # shown, but not for the client to change here
    kept: list  # raw values that stay ticked whatever is sent


class SheetInvitation(models.Model):
    _inherit = "dosmart.sheet.invitation"

    def _form_title(self):
        """Return whom the form is about; never the title of a lead, which is ours."""
        owner = self.sheet_id._owner()
        if owner._name == "crm.lead":
            return owner.partner_name or owner.contact_name or ""
        return owner.display_name

    def _form_sections(self):
        """Return the form as ``[(section, [Question])]``, filled with what we know."""
        return [
            (section, [self._question(name) for name in names])
            for section, names in FORM
            if self._is_section_asked(section)
        ]

    def _is_section_asked(self, section):
        """Leave out the facts of whoever does not answer, and the contact of a mere person."""
        owner = self.sheet_id._owner()
        if section == "person":
            return owner._name == "crm.lead" or not self._person().is_company
        if section == "contact":
            return owner._name == "crm.lead" or self.sheet_id._is_company(owner)
        return True

    def _person(self):
        """Return whose personal facts are asked: those of the recipient, of nobody else."""
        return self._recipient()

    def _holder(self, name):
        """Return which record has the answer *name*, and in which of its fields."""
        owner = self.sheet_id._owner()
        if name in PERSON_FACTS:
            return self._person(), name
        if name in CONTACT_FACTS and owner._name == "res.partner":
            return self.sheet_id.main_contact_id, CONTACT_FACTS[name]
        return owner, name

    def _question(self, name):
        holder, field_name = self._holder(name)
        field = holder._fields[field_name]
        options = self._options(field)
        return Question(
            name=name,
            label=self._client_label(name),
            type=field.type,
            raw=self._raw(holder, field, options),
            options=options,
            is_required=name == "contact_name",
            is_fixed=self._is_fixed(name),
            kept=self._kept(name),
        )

    def _client_label(self, name):
        """Return the question as one asks it of the client."""
        labels = {
            "has_children": self.env._("Do you have children?"),
            "entrepreneur": self.env._("Do you run a business of your own?"),
            "customer_kind": self.env._("Who are your main customers?"),
            "vision": self.env._("What is your vision for your business?"),
            "heard_source_id": self.env._("How did you hear of us?"),
            "ticked_product_ids": self.env._("Which of these do you have from us?"),
        }
        return labels.get(name) or self.env["crm.lead"]._fields[name]._description_string(self.env)

    def _raw(self, holder, field, options):
        """Return the answer as a browser would send it; records not offered are left out."""
        value = holder[field.name]
        if not field.relational:
            return str(value or "")
        chosen = {str(number) for number in value.ids}
        return ",".join(raw for raw, _label in options if raw in chosen)

    def _kept(self, name):
        """Return the products that the client's orders prove."""
        if name != "ticked_product_ids":
            return []
        sheet = self.sheet_id
        return [str(one.id) for one in sheet.owned_product_ids - sheet.ticked_product_ids]

    def _options(self, field):
        if field.type == "selection":
            return field._description_selection(self.env)
        if not field.relational:
            return []
        choices = self.env[field.comodel_name]
        label = OFFERED.get(field.comodel_name)
        records = choices._offered_to_clients() if label else choices.search([])
        return [(str(one.id), one[label or "display_name"]) for one in records]

    def _is_fixed(self, name):
        """Return whether the client must ask us to change it.

        A tax ID that we know is on documents already. An email with which somebody logs in would
        hand the account over to whoever has the link.
        """
        holder, _name = self._holder(name)
        if holder._name != "res.partner":
            return False
        if name == "vat":
            return bool(holder.vat) and not holder.can_edit_vat()
        users = holder.with_context(active_test=False).user_ids
        return name == "email_from" and bool(users)
