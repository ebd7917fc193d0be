"""Builders for the tests of the documents of a deal."""

import base64
import io

from pypdf import PdfReader

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form

from .common import ProcessCase

TEXTS = {
    "minutes": {"agreements": "<p>We send the offer on Monday</p>"},
    "offer": {
        "present_state": "<p>Thefts at night</p>",
        "future_state": "<p>Calm nights</p>",
        "benefit": "<p>48,000 a year</p>",
        "not_included": "<p>Masonry</p>",
    },
}


class DocumentCase(ProcessCase):
    """A deal with an order and a meeting; the shipped forms, approved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.points.search([]).unlink()
        cls.env.company.write({"phone": "33 3616 7000", "email": "hola@example.com"})
        cls.client_ = cls.new_client(
            email="lupita@example.com", street="Hidalgo 12", city="Tonalá", phone="33 1111 2222"
        )
        cls.deal = cls.new_deal(partner_id=cls.client_.id)
        guard = cls.env["product.product"].create(
            {"name": "Guard", "type": "service", "invoice_policy": "order", "taxes_id": False}
        )
        line = {"product_id": guard.id, "product_uom_qty": 3, "price_unit": 100}
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.client_.id,
                "opportunity_id": cls.deal.id,
                "user_id": cls.salesperson.id,
                "order_line": [Command.create(line)],
            }
        )
        now = fields.Datetime.now()
        cls.meeting = cls.env["calendar.event"].create(
            {
                "name": "First talk",
                "opportunity_id": cls.deal.id,
                "user_id": cls.salesperson.id,
                "partner_ids": [Command.set((cls.client_ | cls.salesperson.partner_id).ids)],
                "start": fields.Datetime.subtract(now, hours=3),
                "stop": fields.Datetime.subtract(now, hours=2),
                "location": "At the shop",
                "description": "<p>Where the cameras go</p>",
            }
        )
        cls.form("portfolio").section_ids[0].body = "<p>Since 1998</p>"
        for form in cls.env["dosmart.document.form"].search([]):
            form.action_approve()

    @classmethod
    def form(cls, kind):
        """Return the shipped form ``dosmart_crm.document_form_<kind>``."""
        return cls.env.ref(f"dosmart_crm.document_form_{kind}")

    def new_document(self, kind, user=None, **values):
        """Return a document of the deal with all that has to be filled in."""
        if kind == "visit_order":
            values.setdefault("scheduled_on", "2026-12-01 16:00:00")
        return (
            self.env["dosmart.document"]
            .with_user(user or self.salesperson)
            .create({"lead_id": self.deal.id, "kind": kind, **TEXTS.get(kind, {}), **values})
        )

    def html(self, document):
        report = self.env["ir.actions.report"]
        return report._render_qweb_html("dosmart_crm.report_process_document", document.ids)[
            0
        ].decode()

    def without_printing(self):
        """Let PDFs be made without wkhtmltopdf, which has tests of its own."""
        reports = type(self.env["ir.actions.report"])
        pdf = base64.b64decode(PDF)
        self.patch(reports, "_render_qweb_pdf", lambda *_args, **_kwargs: (pdf, "pdf"))

    def send(self, document, user=None):
        """Send the message that the salesperson gets, and return its action."""
        action = document.with_user(user or self.salesperson).action_send()
        composer = self.env["mail.compose.message"].with_user(user or self.salesperson)
        composer = Form(composer.with_context(**action["context"])).save()
        composer.action_send_mail()
        return action

    def pages(self, content):
        return PdfReader(io.BytesIO(content)).pages


PDF = base64.b64encode(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
