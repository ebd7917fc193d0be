"""The visit that follows from the letter about a service (spec CP-5)."""

from lxml import html as lxml_html

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestBooking(ShippedCase):
    def setUp(self):
        super().setUp()
        self.enterContext(freeze_time("2026-03-10 15:00:00"))
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        self.unit = self.env["dosmart.client.unit"].create(
            {
                "partner_id": self.client_.id,
                "product_id": kit.id,
                "serial": "K-1",
                "purchase_date": "2025-03-31",
                "company_id": self.company.id,
            }
        )
        self.kind = self.env.ref("dosmart_crm.service_kind_year")
        self.assertEqual(self.unit.next_service_kind_id, self.kind)
        self.touch = self.run_program(self.on("maintenance"), "2026-03-10")

    def book(self, **values):
        action = self.touch.with_user(self.salesperson).action_book_service()
        bookings = self.env["dosmart.service.booking"].with_user(self.salesperson)
        part = self.env["dosmart.day.part"].search([], limit=1)
        part.hour_from = 9
        booking = bookings.with_context(**action["context"]).create(
            {"date": "2026-03-18", "day_part_id": part.id, "parts": "2 batteries", **values}
        )
        return self.env["calendar.event"].browse(booking.action_book()["res_id"])

    def paper(self):
        """Return the letter of this contact as it is printed."""
        reports = self.env["ir.actions.report"]
        html, _kind = reports._render_qweb_html("dosmart_crm.report_program_letter", self.touch.ids)
        return html.decode()

    def test_letter_says_service_cost_and_time(self):
        self.kind.service_product_id = self.env["product.product"].create(
            {"name": "Service", "list_price": 480}
        )
        self.touch.invalidate_recordset()
        text = lxml_html.fromstring(str(self.touch._letter_body())).text_content()
        self.assertIn("Kit · K-1", text)
        self.assertIn("12 Months Service", text)
        self.assertIn("480.00", text)
        self.assertIn("02:00", text)

    def test_letter_about_a_service_without_a_price_names_no_cost(self):
        text = lxml_html.fromstring(str(self.touch._letter_body())).text_content()
        self.assertIn("12 Months Service", text)
        self.assertNotIn("Cost", text)

    def test_letter_is_printed_by_the_salesperson(self):
        touch = self.touch.with_user(self.salesperson)
        self.assertEqual(
            touch.action_print_letter()["report_name"], "dosmart_crm.report_program_letter"
        )
        self.touch.step_id.template_id = False
        with self.assertRaisesRegex(UserError, "no text for this letter"):
            touch.action_print_letter()

    def test_answer_books_a_visit_with_slot_and_parts(self):
        visit = self.book()
        self.assertEqual(visit.name, "12 Months Service: Kit · K-1")
        self.assertEqual(str(visit.start), "2026-03-18 15:00:00")
        self.assertEqual(str(visit.stop), "2026-03-18 17:00:00")
        self.assertEqual((visit.unit_id, visit.service_parts), (self.unit, "2 batteries"))
        self.assertEqual((self.touch.state, self.touch.visit_id), ("done", visit))
        self.assertFalse(self.touch.activity_ids.filtered("active"))

    def test_booking_withdraws_the_call_about_the_same_service(self):
        program = self.touch.program_id
        call = self.run_program(program, "2026-03-21") - self.touch
        self.assertEqual((call.channel, call.state), ("call", "open"))
        self.book(date="2026-03-25")
        self.assertFalse(call.exists())

    def test_service_with_a_visit_booked_is_not_due_any_more(self):
        program = self.touch.program_id
        visit = self.book()
        self.assertEqual(self.run_program(program, "2026-03-21"), self.touch)
        visit.active = False
        program.planned_until = False
        self.assertEqual(len(self.run_program(program, "2026-03-22")), 2)

    def test_letter_and_paper_have_the_link_that_books_the_visit(self):
        body = str(self.touch._letter_body())
        self.assertIn(f"/dosmart/booking/{self.touch.id}/", body)
        paper = self.paper()
        self.assertIn('alt="QR"', paper)
        self.assertIn("You want no more letters like this one?", paper)

    def test_letter_is_printed_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        self.client_.lang = "es_MX"
        paper = self.paper()
        for text in ("¿No quiere recibir más cartas", "Con la cámara de su teléfono", "Hola,"):
            self.assertIn(text, paper)

    def test_day_gone_by_is_refused(self):
        with self.assertRaisesRegex(UserError, "today or a day to come"):
            self.book(date="2026-03-09")
        self.assertEqual(self.touch.state, "open")

    def test_contact_about_another_unit_is_not_ended_by_a_booking(self):
        other = self.unit.copy({"serial": "K-2"})
        with self.assertRaisesRegex(UserError, "about another unit"):
            self.book(unit_id=other.id)
        self.assertEqual((self.touch.state, self.touch.visit_id.id), ("open", False))

    def test_colleague_books_nothing_for_a_client_of_somebody_else(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        booking = self.env["dosmart.service.booking"].create(
            {"unit_id": self.unit.id, "kind_id": self.kind.id, "date": "2026-03-18"}
        )
        with self.assertRaises(AccessError):
            booking.with_user(stranger).action_book()
