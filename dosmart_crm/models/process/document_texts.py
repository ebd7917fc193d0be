from urllib.parse import quote_plus

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import is_html_empty

# Which texts are proposed for which kinds of documents.
PROPOSED = {
    "topics": ("minutes",),
    "agreements": ("minutes",),
    "benefit": ("offer",),
    "deliverables": ("offer", "visit_order", "acceptance"),
}


def proposed(label, name, help_text=None):
    """Return the text *name*, proposed from the deal as long as nobody wrote it."""
    return fields.Html(
        label, compute=f"_compute_{name}", store=True, readonly=False, help=help_text
    )


class Document(models.Model):
    """What is written in a document, with proposals from what the deal knows.

    The proposal for a text is a method ``_propose_<text>``; see ``PROPOSED``.
    """

    _inherit = "dosmart.document"

    topics = proposed("What Was Talked About", "topics")
    agreements = proposed("Agreements", "agreements", "Who does what until when.")
    present_state = fields.Html(help="How it is for the client today, in the own words.")
    future_state = fields.Html(help="How it will be with what we offer.")
    benefit = proposed(
        "Benefit in Numbers", "benefit", "What the client gains or saves, and how it is counted."
    )
    deliverables = proposed("What Is Delivered", "deliverables")
    not_included = fields.Html("What Is Not Included")
    remarks = fields.Html()
    contact_id = fields.Many2one(
        "res.partner",
        "Who Receives Us",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        domain="[('id', 'child_of', partner_id)]",
    )
    technicians = fields.Char(help="Who goes there.")
    scheduled_on = fields.Datetime(
        "Day and Time", compute="_compute_scheduled_on", store=True, readonly=False
    )

    @api.depends("kind", "event_id")
    def _compute_topics(self):
        self._propose("topics")

    @api.depends("kind", "event_id")
    def _compute_agreements(self):
        self._propose("agreements")

    @api.depends("kind", "order_id")
    def _compute_benefit(self):
        self._propose("benefit")

    @api.depends("kind", "order_id")
    def _compute_deliverables(self):
        self._propose("deliverables")

    def _propose(self, name):
        """Fill in the text *name*, in the language of the client, where nobody wrote it."""
        for document in self:
            text = document[name]
            if is_html_empty(text) and document.kind in PROPOSED[name]:
                lang = document.lead_id._client_lang() if document.lead_id else None
                text = getattr(document.with_context(lang=lang), f"_propose_{name}")()
            document[name] = text

    @api.depends("lead_id")
    def _compute_contact_id(self):
        for document in self:
            client = document.partner_id
            known = document.contact_id & (client | client.child_ids)
            document.contact_id = known or client

    @api.depends("event_id")
    def _compute_scheduled_on(self):
        for document in self:
            document.scheduled_on = document.scheduled_on or document.event_id.start

    def _propose_topics(self):
        return self.event_id._get_report_minutes_data()["agenda"] if self.event_id else False

    def _propose_agreements(self):
        return self.event_id._get_report_minutes_data()["agreements"] if self.event_id else False

    def _propose_benefit(self):
        """Say what the client saves with the offers of the quotation."""
        projection = self.order_id._client_projection() if self.order_id else {}
        if not projection.get("saved"):
            return False
        text = self.env._(
            "With our offers you pay %(paid)s instead of %(without)s: you save %(saved)s.",
            paid=projection["paid"],
            without=projection["without"],
            saved=projection["saved"],
        )
        return Markup("<p>%s</p>") % text

    def _propose_deliverables(self):
        """List the products and services of the order."""
        lines = self.order_id._installed_lines()
        rows = [
            Markup("<li>%s × %s</li>") % (f"{line.product_uom_qty:g}", line.name) for line in lines
        ]
        return Markup("<ul>%s</ul>") % Markup().join(rows) if rows else False

    def _map_url(self):
        """Return the address of the map that shows where the technicians go, or nothing."""
        place = self._visit_place()
        if place.partner_latitude or place.partner_longitude:
            where = f"{place.partner_latitude},{place.partner_longitude}"
        else:
            where = self._address_line(place)
        return where and f"{self.company_id.map_url}{quote_plus(where)}"

    def _visit_place(self):
        return self.contact_id if self.contact_id.street else self.partner_id

    def _visit_address(self):
        return self._address_line(self._visit_place())

    def _is_blank(self, text):
        return is_html_empty(text)

    def _address_line(self, partner):
        """Return the address of *partner* in one line; what is not known is left out."""
        parts = (
            *(partner.street, partner.street2, partner.zip, partner.city),
            *(partner.state_id.name, partner.country_id.name),
        )
        return ", ".join(part for part in parts if part)


class ResCompany(models.Model):
    _inherit = "res.company"

    map_url = fields.Char(
        "Map",
        default="https://www.google.com/maps/search/?api=1&query=",
        required=True,
        help="What comes before the address in the link, and the QR code, of a visit order.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    map_url = fields.Char(related="company_id.map_url", readonly=False)
