"""The page on which a client books the visit for a service, with the link of the letter."""

from datetime import timedelta

from lxml import html as lxml_html

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged

from ...common import DosmartHttpCase
from .shipped_common import ShippedCase


@tagged("post_install", "-at_install")
class TestBookingPage(ShippedCase, DosmartHttpCase):
    """Everything lies around today: the page asks the clock."""

    def setUp(self):
        super().setUp()
        self.company.resource_calendar_id.attendance_ids.write({"hour_from": 9, "hour_to": 17})
        self.salesperson.tz = "America/Mexico_City"
        self.today = self.company._contact_day()
        kit = self.env["product.product"].create({"name": "Kit <b>", "is_unit": True})
        self.unit = self.env["dosmart.client.unit"].create(
            {
                "partner_id": self.client_.id,
                "product_id": kit.id,
                "serial": "K-1",
                "purchase_date": fields.Date.subtract(self.today, months=12, days=-20),
                "company_id": self.company.id,
            }
        )
        self.kind = self.env.ref("dosmart_crm.service_kind_year")
        self.assertEqual(self.unit.next_service_kind_id, self.kind)
        program = self.on("maintenance", str(self.today))
        program._plan(self.today)
        program._fire_batch(10)
        self.touch = self.of(program)
        self.assertEqual(self.touch.state, "open")
        self.link = self.path(self.touch)
        self.env.flush_all()
        self.authenticate(None, None)

    def path(self, touch):
        address = touch._booking_url()
        return address[address.index("/dosmart/") :]

    def offered(self, page):
        """Return the times that *page* offers, as the buttons send them."""
        return lxml_html.fromstring(page.text).xpath("//button[@name='time']/@value")

    def choose(self, time, link=None, **values):
        values |= {"time": time, "csrf_token": Request.csrf_token(self)}
        return self.url_open(link or self.link, data=values)

    def visits(self):
        self.env.invalidate_all()
        return self.env["calendar.event"].search([("unit_id", "=", self.unit.id)])

    def meeting(self, start, stop, **values):
        return self.env["calendar.event"].create(
            {
                "name": "Taken",
                "start": start,
                "stop": stop,
                "partner_ids": [(6, 0, self.salesperson.partner_id.ids)],
                **values,
            }
        )

    def test_page_offers_one_time_in_each_part_of_each_working_day(self):
        page = self.url_open(self.link)
        for text in ("12 Months Service", "Kit &lt;b&gt;", "K-1", "02:00"):
            self.assertIn(text, page.text)
        times = self.offered(page)
        first, last = self.today + timedelta(days=1), self.today + timedelta(days=14)
        days = [first + timedelta(days=number) for number in range(14)]
        # A service of two hours cannot begin at 16:00: the office closes at 17:00.
        expected = [
            f"{day}T{hour}:00:00-06:00"
            for day in days
            if day.weekday() < 5
            for hour in ("09", "12")
        ]
        self.assertEqual(times, expected)
        self.assertLessEqual(times[-1][:10], str(last))
        self.assertFalse(self.visits())

    def test_taken_times_are_not_offered(self):
        chosen = self.offered(self.url_open(self.link))[0]
        start = fields.Datetime.to_datetime(chosen[:19].replace("T", " ")) + timedelta(hours=6)
        self.meeting(start, start + timedelta(minutes=70))
        times = self.offered(self.url_open(self.link))
        self.assertEqual(times[0], chosen.replace("T09:00", "T10:30"))
        day = chosen[:10]
        self.meeting(start, start, allday=True, start_date=day, stop_date=day)
        self.assertFalse([one for one in self.offered(self.url_open(self.link)) if day in one])

    def test_client_books_once_and_reads_when(self):
        chosen = self.offered(self.url_open(self.link))[1]
        page = self.choose(chosen, note="Ring twice <script>alert(1)</script>")
        self.assertIn("Your visit is booked", page.text)
        self.assertIn("12:00", page.text)
        visit = self.visits()
        start = fields.Datetime.to_datetime(chosen[:19].replace("T", " ")) + timedelta(hours=6)
        self.assertEqual((visit.start, visit.stop), (start, start + timedelta(hours=2)))
        self.assertEqual(visit.user_id, self.salesperson)
        self.assertEqual(visit.service_parts, "Ring twice <script>alert(1)</script>")
        self.assertEqual(visit.partner_ids, self.client_ | self.salesperson.partner_id)
        self.assertEqual((self.touch.state, self.touch.visit_id), ("done", visit))
        again = self.choose(chosen)
        self.assertIn("Your visit is booked", again.text)
        self.choose(self.offered(self.url_open(self.link)) or "x")
        self.assertEqual(self.visits(), visit)
        note = self.client_.message_ids.filtered(
            lambda one: "with the link of the letter" in one.body
        )
        self.assertEqual(len(note), 1)
        self.assertEqual(note.notified_partner_ids, self.salesperson.partner_id)

    def test_time_taken_in_between_is_refused_kindly(self):
        chosen = self.offered(self.url_open(self.link))[0]
        start = fields.Datetime.to_datetime(chosen[:19].replace("T", " ")) + timedelta(hours=6)
        self.meeting(start, start + timedelta(hours=1))
        page = self.choose(chosen, note="<b>Ring</b>")
        self.assertEqual(page.status_code, 409)
        self.assertIn("no longer free", page.text)
        self.assertIn("&lt;b&gt;Ring", page.text)
        self.assertFalse(self.visits())

    def test_times_that_nobody_offered_are_refused(self):
        night = f"{self.today + timedelta(days=1)}T03:00:00-06:00"
        for forged in ("", "x", "2020-01-01T09:00:00-06:00", night, "'; DROP TABLE res_partner"):
            self.assertEqual(self.choose(forged).status_code, 409, forged)
        self.assertEqual(self.url_open(self.link, data={"time": night}).status_code, 400)
        self.assertFalse(self.visits())

    def test_other_links_open_nothing(self):
        start, token = self.link.rsplit("/", 1)
        other = self.touch.copy({"anchor_date": fields.Date.add(self.touch.anchor_date, days=1)})
        self.env.flush_all()
        for wrong in (
            f"{start}/{'0' * 64}",
            f"/dosmart/booking/{other.id}/{token}",
            f"/dosmart/booking/{'9' * 40}/{token}",
            f"/dosmart/booking/x/{token}",
            f"{start}/t%C3%A1ctica",
            f"{start}/{self.touch._opt_out_token()}",
            f"/dosmart/opt_out/{self.touch.id}/{token}",
        ):
            self.assertEqual(self.url_open(wrong).status_code, 404, wrong)

    def test_other_clients_and_our_own_people_cannot_book(self):
        chosen = self.offered(self.url_open(self.link))[0]
        for login in ("portal_user", "salesperson"):
            self.authenticate(login, login)
            self.assertEqual(self.url_open(self.link).status_code, 404)
            self.assertEqual(self.choose(chosen).status_code, 404)
        self.assertFalse(self.visits())

    def test_portal_user_of_the_client_books_too(self):
        self.portal_user.partner_id.parent_id = self.client_
        self.env.flush_all()
        self.authenticate("portal_user", "portal_user")
        self.choose(self.offered(self.url_open(self.link))[0])
        self.assertEqual(len(self.visits()), 1)

    def test_link_opens_nothing_once_the_service_is_done_or_called_off(self):
        self.touch.state = "cancelled"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 404)
        self.touch.state = "done"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 200)
        self.unit.service_ids.create(
            {"unit_id": self.unit.id, "date": self.today, "kind_id": self.kind.id}
        )
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 404)

    def test_booked_by_a_salesperson_shows_as_booked(self):
        booking = self.env["dosmart.service.booking"].with_user(self.salesperson)
        booking = booking.create(
            {
                "unit_id": self.unit.id,
                "kind_id": self.kind.id,
                "date": self.today + timedelta(days=3),
            }
        )
        booking.action_book()
        self.env.flush_all()
        self.assertIn("Your visit is booked", self.url_open(self.link).text)

    def test_page_is_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        self.client_.lang = "es_MX"
        code = self.env["res.lang"]._get_data(code="es_MX").url_code
        self.assertIn(f"/{code}/dosmart/booking/", self.touch._booking_url())
        page = self.url_open(f"/{code}{self.link}")
        self.assertIn("¿Cuándo podemos ir?", page.text)
