"""The documents as the client reads them: in the own language, on letter and A4."""

import os
import re

from odoo.tests import freeze_time, tagged

from ...common import DosmartHttpCase
from .document_common import DocumentCase

A4, LETTER = (595, 842), (612, 792)
ONE_PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
KINDS = ("minutes", "offer", "contract", "acceptance", "satisfaction", "visit_order", "portfolio")


class TestDocumentPage(DocumentCase):
    def test_every_document_tells_its_facts_and_texts(self):
        self.order.action_confirm()
        for kind, texts in (
            ("minutes", ("First talk", "At the shop", "Where the cameras go", "on Monday")),
            ("offer", ("Thefts at night", "Calm nights", "48,000", "Masonry", "3 × Guard")),
            ("contract", ("First: Services", "300.00", "The client")),
            ("acceptance", ("complete, working and explained", "3 × Guard")),
            ("satisfaction", ("You would recommend us", "1: very bad")),
            ("visit_order", ("Hidalgo 12, Tonalá", "33 1111 2222", "Scan for the map")),
            ("portfolio", ("Since 1998", "33 3616 7000")),
        ):
            html = self.html(self.new_document(kind))
            for text in (*texts, self.form(kind).name, "Version 1", self.env.company.name):
                self.assertIn(text, html)
            self.assertNotIn("is not approved", html)

    def test_company_is_the_client_and_its_person_is_addressed(self):
        company = self.new_client(name="Bodegas Santa Tere", is_company=True, vat="ABC123")
        self.client_.write({"parent_id": company.id, "function": "Owner", "street": "Hidalgo 12"})
        html = self.html(self.new_document("contract"))
        for text in ("Bodegas Santa Tere</strong>", "ABC123", "Abarrotes Lupita, Owner"):
            self.assertIn(text, html)

    def test_logo_is_printed_if_the_company_has_one(self):
        company = self.env.company
        self.assertTrue(company.uses_default_logo)
        self.assertNotIn("<img", self.html(self.new_document("offer")))
        company.logo = ONE_PIXEL
        self.assertIn("<img", self.html(self.new_document("offer")))

    def test_empty_sections_and_texts_leave_no_headings(self):
        html = self.html(self.new_document("portfolio"))
        self.assertIn("Our History", html)
        self.assertNotIn("Our Mission", html)
        self.assertNotIn("Remarks", self.html(self.new_document("offer")))

    def test_document_of_a_form_that_is_not_approved_says_so(self):
        self.form("offer").state = "draft"
        self.assertIn("is not approved", self.html(self.new_document("offer")))

    def test_document_speaks_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        self.client_.lang = "es_MX"
        html = self.html(self.new_document("offer"))
        for text in ("Oferta comercial", "Lo que no incluye", "Versión 1"):
            self.assertIn(text, html)

    def test_map_leads_to_the_address_or_to_the_place_itself(self):
        visit = self.new_document("visit_order")
        start = "https://www.google.com/maps/search/?api=1&query="
        self.assertEqual(visit._map_url(), f"{start}Hidalgo+12%2C+Tonal%C3%A1")
        self.client_.write({"partner_latitude": 20.6, "partner_longitude": -103.3})
        self.assertEqual(visit._map_url(), f"{start}20.6%2C-103.3")
        self.env.company.map_url = "https://www.openstreetmap.org/search?query="
        self.assertIn("openstreetmap.org/search?query=20.6", visit._map_url())

    def test_client_reads_nothing_internal(self):
        self.deal.description = "Haggles"
        self.client_.conclusions = "Expensive taste"
        self.order.order_line.product_id.standard_price = 77.77
        for kind in KINDS:
            html = self.html(self.new_document(kind))
            for hidden in ("Haggles", "Expensive taste", "77.77"):
                self.assertNotIn(hidden, html)

    @freeze_time("2026-03-01 03:00:00")
    def test_visit_is_printed_in_the_time_of_who_prints(self):
        self.salesperson.tz = "America/Mexico_City"
        visit = self.new_document("visit_order", scheduled_on="2026-03-02 16:00:00")
        report = self.env["ir.actions.report"].with_user(self.salesperson)
        html = report._render_qweb_html("dosmart_crm.report_process_document", visit.ids)[0]
        self.assertRegex(html.decode(), r"03/02/2026,? 10:00")


@tagged("post_install", "-at_install")
class TestDocumentPdf(DocumentCase, DosmartHttpCase):
    def pdf(self, document):
        return document._prepare_files().raw

    def long_contract(self):
        """Return the texts of the pages of a contract whose clauses fill some."""
        text = "<p>Clause</p>" + "<p>What is agreed.</p>" * 25
        version = self.form("contract").copy()
        version.section_ids.body = text
        version.action_approve()
        return [page.extract_text() for page in self.pages(self.pdf(self.new_document("contract")))]

    def test_pages_are_numbered_where_there_are_several(self):
        texts = self.long_contract()
        self.assertGreater(len(texts), 2)
        for number, text in enumerate(texts, start=1):
            self.assertIn(f"{number} / {len(texts)}", text)
        [page] = self.pages(self.pdf(self.new_document("minutes")))
        self.assertNotIn("1 / 1", page.extract_text())

    def test_no_page_ends_with_a_heading(self):
        headings = self.form("contract").section_ids.mapped("name")
        for text in self.long_contract():
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            self.assertNotIn(lines[-2], headings)

    def test_every_document_is_printed_on_letter_and_on_a4(self):
        self.order.action_confirm()
        for name, size in (("euro", A4), ("us", LETTER)):
            self.env.company.paperformat_id = self.env.ref(f"base.paperformat_{name}")
            for kind in KINDS:
                content = self.pdf(self.new_document(kind))
                if folder := os.environ.get("DOSMART_PDF"):
                    with open(f"{folder}/{kind}-{name}.pdf", "wb") as file:
                        file.write(content)
                pages = self.pages(content)
                with self.subTest(f"{kind} on {name}"):
                    self.assertEqual(len(pages), 1)
                    width, height = pages[0].mediabox[2:]
                    self.assertEqual((round(width), round(height)), size)
                    self.assertIn("Version 1", re.sub(r"\s+", " ", pages[0].extract_text()))
