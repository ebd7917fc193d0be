"""The label: its exact size, what it says, and a barcode that gives the number back."""

import io
import subprocess
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.dosmart_crm.report.folder_label import CLIENT, Label, draw_labels, fit

from .common import FolderCase

REPORT = "dosmart_crm.folder_label"
WORDS = ("Service", "Extra services", "Folder")


def label(**values):
    shop = {"client": "Abarrotes Lupita", "number": "SC-000042", "kind": "Guard"}
    return Label(**{**shop, "extras": "Patrol", "legend": "Loyal", "labels": WORDS, **values})


def run(*command):
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


class TestLabel(FolderCase):
    def pages(self, pdf):
        return PdfReader(io.BytesIO(pdf)).pages

    def folder(self, pdf):
        """Return a folder with *pdf* as ``label.pdf``."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "label.pdf").write_bytes(pdf)
        return folder

    def barcode(self, pdf):
        """Return what a scanner reads on the first page of *pdf*."""
        folder = self.folder(pdf)
        run("pdftoppm", "-r", "300", "-png", "-singlefile", folder / "label.pdf", folder / "label")
        return run("zbarimg", "-q", "--raw", folder / "label.png").strip()

    def print_labels(self, accounts, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.salesperson)
        pdf, kind = reports._render_qweb_pdf(REPORT, accounts.ids)
        self.assertEqual(kind, "pdf")
        return pdf

    def test_page_is_150_by_50_millimetres(self):
        folder = self.folder(draw_labels([label()]))
        self.assertIn("425.197 x 141.732 pts", run("pdfinfo", folder / "label.pdf"))

    def test_barcode_gives_the_number_back(self):
        for number in ("SC-000042", "1", "SC/2026/00000000123456"):
            with self.subTest(number):
                self.assertEqual(self.barcode(draw_labels([label(number=number)])), number)

    def test_number_with_accents_is_printed_without_barcode(self):
        (page,) = self.pages(draw_labels([label(number="NÚM-1")]))
        self.assertIn("NÚM-1", page.extract_text())

    def test_label_says_all_it_has_to(self):
        patrol = self.new_product(name="Patrol", is_service_contract=True)
        client = self.new_client(name="Ferretería Ñandú")
        account = self.new_account(client, lines=[(self.guard, 12, 100), (patrol, 6, 40)])
        self.set_status(client, "loyal")
        (page,) = self.pages(self.print_labels(account))
        text = page.extract_text()
        for word in ("Ferretería Ñandú", account.name, "Service: Guard", "Patrol", "Loyal"):
            self.assertIn(word, text)

    def test_long_names_shrink_wrap_and_end_in_an_ellipsis_but_never_overflow(self):
        for text, lines in (("Ana", 1), ("Ana María " * 8, 3), ("X" * 400, 3), ("Ñandú " * 300, 3)):
            with self.subTest(text[:12]):
                draw_labels([])  # registers the fonts
                size, shown = fit(text, CLIENT, 270)
                self.assertEqual(len(shown), lines)
                self.assertGreaterEqual(size, CLIENT.smallest)
                self.assert_fits(shown, size, 270)
        self.assertEqual(fit("Ana", CLIENT, 270), (22, ["Ana"]))
        self.assertTrue(fit("X" * 400, CLIENT, 270)[1][-1].endswith("…"))

    def assert_fits(self, lines, size, width):
        from reportlab.pdfbase.pdfmetrics import stringWidth

        for line in lines:
            self.assertLessEqual(stringWidth(line, CLIENT.font, size), width)

    def test_everything_too_long_at_once_leaves_a_margin_all_round(self):
        long = label(
            client="Ñandú " * 90, kind="Guardia " * 60, extras="Ronda " * 90, legend="W" * 90
        )
        folder = self.folder(draw_labels([long]))
        picture = folder / "label"
        run("pdftoppm", "-r", "100", "-gray", "-singlefile", folder / "label.pdf", picture)
        from PIL import Image, ImageOps

        with Image.open(f"{picture}.pgm") as image:
            left, top, right, bottom = ImageOps.invert(image).getbbox()
            width, height = image.size
        for margin in (left, top, width - right, height - bottom):
            self.assertGreater(margin, 10)

    def test_five_hundred_labels_are_one_pdf_in_seconds(self):
        account = self.new_account()
        start = time.monotonic()
        pdf = draw_labels([account._prepare_label()] * 500)
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(len(self.pages(pdf)), 500)

    def test_labels_of_many_cost_as_many_statements_as_of_few(self):
        def printing(number):
            accounts = self.env["dosmart.service.account"].union(
                *(self.new_account(user=self.salesperson) for _n in range(number))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.print_labels(accounts)
            return self.env.cr.sql_log_count - before

        printing(1)
        self.assertEqual(printing(2), printing(10))

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_label_of_a_colleague_is_refused(self):
        account = self.new_account(user=self.manager)
        for user in (self.salesperson, self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                self.print_labels(account, user)
