"""The client sheet on paper: what is printed where. The report's template only draws it."""

from typing import NamedTuple

from odoo import fields, models
from odoo.tools import format_amount, format_date

from .client_choice import OFFERED
from .person_mixin import PERSON_FACTS
from .sheet_paper_layout import (
    BESIDE,
    BOTTOM,
    BOXED,
    CHARACTERS,
    CONTACT_FACTS,
    EVENT_LINES,
    TOP,
)


class Box(NamedTuple):
    """A choice to tick."""

    label: str
    is_ticked: bool


class Cell(NamedTuple):
    """An answer on paper; *text* is ``None`` where nothing is to be written."""

    label: str
    width: int  # % of the page
    lines: int
    boxes: list
    text: str | None


def clip(text, size):
    """Return *text* on one line, cut to *size* characters.

    >>> clip("a  shop", 10), clip("a shop and a store", 10)
    ('a shop', 'a shop an…')
    """
    text = " ".join(str(text or "").split())
    return text if len(text) <= size else f"{text[: size - 1].rstrip()}…"


class ClientSheetMixin(models.AbstractModel):
    """Leads and contacts print their sheet; no record at all prints the blank form."""

    _inherit = "dosmart.client.sheet.mixin"

    def _paper_top(self, choices):
        """Return the rows above the unwanted events, as lists of cells."""
        return self._paper_rows(TOP, choices)

    def _paper_bottom(self, choices):
        """Return the rows below the unwanted events, as lists of cells."""
        return self._paper_rows(BOTTOM, choices)

    def _paper_choices(self):
        """Return what there is to tick in each list, for all sheets: {answer: records}.

        Of some models that is what we offer to clients.
        """
        lists = {}
        for name in BOXED:
            records = self.env[self._fields[name].comodel_name]
            offered = records._name in OFFERED
            lists[name] = records._offered_to_clients() if offered else records.search([])
        return lists

    def _paper_head(self):
        """Return client, salesperson and date of printing; empty on the blank form."""
        if not self:
            return ["", "", ""]
        today = format_date(self.env, fields.Date.context_today(self))
        return [clip(self._paper_client(), 48), clip(self.user_id.name, 24), today]

    def _paper_client(self):
        return self.sheet_client_id.display_name or self.display_name

    def _paper_events(self):
        """Return the latest unwanted events, as many as fit, as lists of texts."""
        events = self.incident_ids.sorted("date", reverse=True)
        rows = [self._paper_event(event) for event in events[:EVENT_LINES]]
        if len(events) > EVENT_LINES:
            more = self.env._("(and %s more)", len(events) - EVENT_LINES)
            rows[-1][2] = f"{clip(rows[-1][2], 36)} {more}"
        return rows + [[""] * 4] * (EVENT_LINES - len(rows))

    def _paper_event(self, event):
        return [
            format_date(self.env, event.date),
            clip(event.kind_id.name, 22),
            clip(event.description, 54),
            format_amount(self.env, event.loss_amount, event.currency_id),
        ]

    def _paper_rows(self, rows, choices):
        return [
            [self._paper_cell(name, width, lines, choices.get(name)) for name, width in cells]
            for lines, cells in rows
        ]

    def _paper_cell(self, name, width, lines, choices):
        label = self.env["crm.lead"]._fields[name]._description_string(self.env)
        boxes, text = self._paper_boxes(name, choices), None
        if not boxes or name in BESIDE:
            taken = sum(len(box.label) + 4 for box in boxes)
            room = max(CHARACTERS * lines * width // 100 - taken, 8)
            text = clip(self._paper_text(BESIDE.get(name, name)), room)
        return Cell(label, width, lines, boxes, text)

    def _paper_boxes(self, name, choices):
        """Return the choices of the answer *name*, those of a list as far as there is room."""
        holder, field_name = self._paper_holder(name)
        field, value = holder._fields[field_name], holder[field_name]
        if field.type == "selection":
            choices = field._description_selection(self.env)
            return [Box(label, key == value) for key, label in choices]
        if choices is None:
            return []
        label, room = BOXED[name]
        records = value[:room]
        records |= choices[: room - len(records)]
        return [
            Box(clip(record[label] or record.display_name, 28), record in value)
            for record in records.sorted()
        ]

    def _paper_text(self, path):
        """Return what is written as the answer at the end of *path*."""
        if not path:
            return ""
        name, _dot, rest = path.partition(".")
        holder, field_name = self._paper_holder(name)
        value = holder[field_name]
        if rest:
            return value[rest]
        if holder._fields[field_name].type == "date":
            return format_date(self.env, value)
        if isinstance(value, models.BaseModel):
            # sudo: a contact of the client may be of another company; its name is printed only.
            return value.sudo().display_name
        return value

    def _paper_holder(self, name):
        """Return which record has the answer *name*, and in which of its fields."""
        # sudo: whoever may print the sheet sees its main contact on it.
        contact = self.main_contact_id.sudo()
        if name in (*PERSON_FACTS, "age"):
            return contact or self, name
        if name in CONTACT_FACTS and not (self._name == "crm.lead" and not self.partner_id):
            return contact, CONTACT_FACTS[name]
        return self, name


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _paper_client(self):
        """Return whom the lead is about, though nobody is linked yet."""
        typed = self.partner_name or self.contact_name
        return (not self.partner_id and typed) or super()._paper_client()
