"""The client sheet as PDF: filled or blank, one page, on both papers, in both languages."""

import io

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
from .common import SheetCase

A4, LETTER = (595, 842), (612, 792)
LEAD, PARTNER, BLANK = (
    f"dosmart_crm.report_client_sheet_{kind}" for kind in ("lead", "partner", "blank")
)
LONG = "Ñandú extraordinario y una palabra larguísima " * 40


class PaperCase(SheetCase):
    def new_filled_client(self, **values):
        return self.new_client(
            is_company=True,
            user_id=self.salesperson.id,
            need_level="high",
            tax_regime_id=self.env.ref("dosmart_crm.tax_regime_601").id,
            legal_name="Abarrotes Lupita SA de CV",
            business_kind="other",
            business_kind_other="Tienda de barrio",
            attitude="excellent",
            employee_count=12,
            incident_ids=[Command.create(self.incident()) for _number in range(5)],
            **values,
        )

    def new_long_client(self):
        client = self.new_filled_client()
        texts = ("conclusions", "vision", "legal_name", "trusted_name_1", "business_kind_other")
        client.write(dict.fromkeys(texts, LONG))
        client.main_contact_id = self.new_client(
            name="X" * 300, function=LONG, email="a" * 200 + "@example.com", parent_id=client.id
        )
        client.incident_ids.description = LONG
        self.env["dosmart.competitor"].create([{"name": f"{LONG} {n}"} for n in range(20)])
        self.env["dosmart.client.status"].create([{"name": f"{LONG} {n}"} for n in range(20)])
        self.env["product.template"].create(
            [{"name": f"{LONG} {n}", "on_client_sheet": True} for n in range(20)]
        )
        return client

    def html(self, report, records=None, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.salesperson)
        return reports._render_qweb_html(report, records and records.ids)[0].decode()


class TestSheetPaper(PaperCase):
    def cells(self, record):
        choices = record._paper_choices()
        rows = record._paper_top(choices) + record._paper_bottom(choices)
        return [cell for row in rows for cell in row]

    def boxes(self, record, name):
        """Return the ticked and the other choices of the answer *name*."""
        cells = self.cells(record)
        label = self.env["crm.lead"]._fields[name].string
        (cell,) = [cell for cell in cells if cell.label == label]
        ticked = [box.label for box in cell.boxes if box.is_ticked]
        return ticked, [box.label for box in cell.boxes if not box.is_ticked]

    def test_answer_ticks_its_box_and_no_other(self):
        client = self.new_filled_client()
        self.assertEqual(self.boxes(client, "need_level"), (["High"], ["Medium", "Low"]))
        self.assertEqual(self.boxes(client, "attracted"), ([], ["Yes", "No", "Unknown"]))
        self.assertEqual(self.boxes(client, "tax_regime_id")[0], ["601"])

    def test_every_answer_of_the_sheet_has_its_place_on_paper(self):
        lead = self.env["crm.lead"]
        labels = {cell.label for cell in self.cells(lead)}
        beside = {"business_kind_other", "children", "incident_ids", "main_contact_id"}
        asked = {*self.env["dosmart.sheet.question"]._get_answer_names()} - beside
        asked -= {"ticked_product_ids"}  # in "Has of Ours", with what the orders prove
        # How to contact is agreed with the salesperson; the paper form has no room for it.
        asked -= {"preferred_channel", "contact_weekday_ids", "contact_day_part_ids"}
        self.assertEqual({lead._fields[name].string for name in asked} - labels, set())

    def test_products_of_orders_and_ticked_ones_are_ticked(self):
        client = self.new_filled_client()
        self.new_order(client)
        camera = self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        self.env["product.template"].create({"name": "Unlisted"})
        self.assertEqual(self.boxes(client, "owned_product_ids"), (["Guard"], ["Camera"]))
        client.ticked_product_ids = camera
        self.assertEqual(self.boxes(client, "owned_product_ids"), (["Camera", "Guard"], []))

    def test_more_events_than_lines_are_counted(self):
        rows = self.new_filled_client()._paper_events()
        self.assertEqual([row[2] for row in rows][:2], ["Stolen cash box"] * 2)
        self.assertEqual(rows[2][2], "Stolen cash box (and 2 more)")

    def test_person_facts_are_those_of_the_main_contact(self):
        client = self.new_filled_client()
        client.main_contact_id = self.new_client(parent_id=client.id, marital_status="married")
        self.assertEqual(self.boxes(client, "marital_status")[0], ["Married"])

    def test_head_names_the_client_and_not_the_deal(self):
        client = self.new_filled_client(name="Abarrotes Lupita")
        buyer = self.new_client(name="Rosa", parent_id=client.id)
        linked = self.new_lead(name="Cameras", partner_id=buyer.id)
        typed = self.new_lead(name="Alarm", partner_name="Bodega Sur", contact_name="Hugo")
        heads = [record._paper_head()[0] for record in (client, linked, typed)]
        self.assertEqual(heads, ["Abarrotes Lupita", "Abarrotes Lupita", "Bodega Sur"])
        self.assertEqual(self.new_lead(name="No idea who")._paper_head()[0], "No idea who")

    def test_unlinked_lead_prints_its_own_contact(self):
        lead = self.new_lead(contact_name="Lupita Ríos", user_id=self.salesperson.id)
        self.assertIn("Lupita Ríos", self.html(LEAD, lead))

    def test_blank_form_names_nobody_and_ticks_nothing(self):
        html = self.html(BLANK)
        self.assertNotIn(">X<", html)
        self.assertNotIn(self.env.user.name, html)

    def test_who_may_not_read_the_sheet_cannot_print_it(self):
        client = self.new_filled_client()
        accountant = new_test_user(self.env, "accountant", groups="base.group_user")
        lead = self.new_lead(user_id=self.salesperson_all.id, need_level="high")
        own = self.portal_user.partner_id
        for report, record, user in (
            (PARTNER, client, accountant),
            (PARTNER, own, self.portal_user),
            (BLANK, None, self.portal_user),
            (LEAD, lead, self.salesperson),
        ):
            with (
                self.subTest(report=report, user=user.login),
                mute_logger("odoo.addons.base.models.ir_qweb"),
                self.assertRaises(AccessError),
            ):
                self.html(report, record, user)

    def test_number_of_queries_does_not_grow_with_the_records(self):
        few = self.env["res.partner"].union(*(self.new_client() for _n in range(2)))
        many = self.env["res.partner"].union(*(self.new_client() for _n in range(20)))
        counts = []
        for clients in (few, many, few, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.html(PARTNER, clients)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[2], counts[3])


@tagged("post_install", "-at_install")
class TestSheetPdf(PaperCase, DosmartHttpCase):
    def print_sheet(self, report, records=None, lang="en_US", letter=False, mode="plain"):
        """Return the PDF as the salesperson prints it: ``[(page size in points, text)]``.

        In *mode* ``layout`` what is printed on one line is one line of the text.
        """
        paper = "base.paperformat_us" if letter else "base.paperformat_euro"
        self.env.company.paperformat_id = self.env.ref(paper)
        reports = self.env["ir.actions.report"].with_user(self.salesperson)
        reports = reports.with_context(force_report_rendering=True, lang=lang)
        with self.allow_pdf_render():
            pdf, _kind = reports._render_qweb_pdf(report, records and records.ids)
        pages = PdfReader(io.BytesIO(pdf)).pages
        return [
            (tuple(map(round, page.mediabox[2:])), page.extract_text(extraction_mode=mode))
            for page in pages
        ]

    def test_filled_blank_and_long_sheets_are_one_page_on_both_papers(self):
        filled, long = self.new_filled_client(), self.new_long_client()
        sheets = ((PARTNER, filled), (PARTNER, long), (BLANK, None))
        for letter, size in ((False, A4), (True, LETTER)):
            for lang, word in (("en_US", "Conclusions"), ("es_MX", "Conclusiones")):
                for report, client in sheets:
                    with self.subTest(letter=letter, lang=lang, report=report):
                        ((page_size, text),) = self.print_sheet(report, client, lang, letter)
                        self.assertEqual(page_size, size)
                        self.assertIn(word, text)
                        if client == long:
                            self.assertGreater(text.count("…"), 5)

    def test_filled_sheet_shows_its_answers(self):
        ((_size, text),) = self.print_sheet(PARTNER, self.new_filled_client())
        for answer in ("Abarrotes Lupita SA de CV", "Tienda de barrio", "Stolen cash box", "601"):
            self.assertIn(answer, text)
        self.assertEqual(text.replace("\n", "").count("X"), 4)

    def test_no_shipped_choice_is_cut_off(self):
        for lang, labels in (
            ("en_US", ("Saw a sign or banner", "Visit by a salesperson")),
            ("es_MX", ("Vio un letrero o una lona", "Visita de un vendedor")),
        ):
            sheet = self.print_sheet(BLANK, lang=lang, letter=True, mode="layout")
            ((_size, text),) = sheet
            (first_line,) = [line for line in text.splitlines() if "Recom" in line]
            with self.subTest(lang=lang):
                for label in labels:
                    self.assertIn(label, text)
                self.assertNotIn(labels[1], first_line)  # it goes to the second line

    def test_two_sheets_are_two_pages(self):
        leads = self.new_lead(user_id=self.salesperson.id) | self.new_lead(
            name="Second", user_id=self.salesperson.id
        )
        pages = self.print_sheet(LEAD, leads)
        self.assertEqual([size for size, _text in pages], [A4, A4])
        self.assertIn("Second", pages[1][1])
