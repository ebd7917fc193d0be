"""The receipts of a folder: their dates and amounts, in the client's language, filed at once."""

import base64
import io

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ...common import DosmartHttpCase
from .common import PDF, FolderCase

A4, LETTER = (595, 842), (612, 792)
REPORT = "dosmart_crm.report_folder_receipt"


@freeze_time("2026-03-01")
class TestReceiptPage(FolderCase):
    def html(self, line):
        return self.env["ir.actions.report"]._render_qweb_html(REPORT, line.ids)[0].decode()

    def test_every_receipt_tells_the_dates_of_the_order(self):
        account = self.new_account(self.new_client(city="Tonalá"), self.salesperson)
        payment = self.line(account, "counter_receipt").child_ids[2]
        for line, texts in (
            (self.line(account, "installation"), ("01/15/2026", "Guard", "Tonalá")),
            (self.line(account, "payment_plan"), ("12/15/2026", "1,200.00", account.name)),
            (payment, ("03/15/2026", "100.00")),
            (self.line(account, "maintenance"), ("07/15/2026",)),
        ):
            html = self.html(line)
            for text in (*texts, account.name):
                self.assertIn(text, html)
        account.installation_date = "2026-01-20"
        self.assertIn("01/20/2026", self.html(self.line(account, "installation")))

    def test_receipt_is_printed_in_the_language_of_the_client(self):
        account = self.new_account(self.new_client(lang="es_MX"))
        html = self.html(self.line(account, "maintenance"))
        self.assertIn("Recibo de las fechas de mantenimiento preventivo", html)
        self.assertIn("15/07/2026", html)

    def test_other_documents_are_not_printed(self):
        account = self.new_account()
        for name in ("contract", "phones"):
            with self.assertRaisesRegex(UserError, "is not printed from the contract"):
                self.line(account, name).action_generate()
            with self.assertRaisesRegex(UserError, "is not printed from the contract"):
                self.env["ir.actions.report"]._render_qweb_pdf(
                    "dosmart_crm.report_folder_receipt", self.line(account, name).ids
                )


@tagged("post_install", "-at_install")
class TestReceiptPdf(FolderCase, DosmartHttpCase):
    def generate(self, line):
        with self.allow_pdf_render():
            line.action_generate()
        content = base64.b64decode(line.sudo().file_ids.filtered("is_generated").content)
        return PdfReader(io.BytesIO(content)).pages

    def test_receipts_are_filed_in_one_click_and_replaced_by_the_next(self):
        account = self.new_account()
        scan = self.file(self.line(account, "installation", self.salesperson))
        line = self.line(account, "installation", self.salesperson)
        for paper, size in (("base.paperformat_euro", A4), ("base.paperformat_us", LETTER)):
            self.env.company.paperformat_id = self.env.ref(paper)
            (page,) = self.generate(line)
            self.assertEqual(tuple(map(round, page.mediabox[2:])), size)
            self.assertIn(account.name, page.extract_text())
            self.assertEqual(len(line.file_ids), 2)
        self.assertIn(scan, line.file_ids)
        self.assertEqual((line.state, line.filed_by_id), ("received", self.salesperson))
        self.assertTrue(line.file_ids[-1].name.endswith(".pdf"))

    def test_all_four_receipts_are_one_page_each(self):
        account = self.new_account()
        for line in (
            self.line(account, "payment_plan"),
            self.line(account, "counter_receipt").child_ids[0],
            self.line(account, "maintenance"),
        ):
            self.assertEqual(len(self.generate(line)), 1)
            self.assertEqual(line.state, "received")

    def test_ordinary_file_opens_in_the_browser(self):
        account = self.new_account()
        file = self.file(self.line(account, "contract"))
        url = f"/web/content/dosmart.document.file/{file.id}/content"
        self.authenticate("salesperson", "salesperson")
        self.assertEqual(self.url_open(url).content, PDF)
        self.authenticate("other_salesperson", "other_salesperson")
        self.assertNotEqual(self.url_open(url).content, PDF)
