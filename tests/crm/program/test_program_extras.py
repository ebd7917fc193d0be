"""What shipped programs bring: gifts, news, guests, bookings, reasons, and the way out."""

from lxml import html as lxml_html

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from ...common import DosmartHttpCase
from .test_shipped_programs import ShippedCase


class TestGift(ShippedCase):
    def gift_of(self, **facts):
        """Return the name of the gift for a person with these *facts* on 10 March 2026."""
        person = self.new_buyer(name="Ana", **({"birthdate_date": "1980-03-10"} | facts))
        program = self.on("birthday")
        touch = self.run_program(program, "2026-03-10")
        return touch.filtered(lambda one: one.partner_id == person)

    def test_gift_depends_on_the_person(self):
        expected = {
            "A board game for the family": {"children": 2, "marital_status": "married"},
            "A ticket for two to the cinema": {"birthdate_date": "2001-03-10"},
            "A warm blanket": {"birthdate_date": "1950-03-10", "marital_status": "married"},
            "A dinner for two": {"marital_status": "married"},
            "A thermos": {"marital_status": "single"},
            "A diary": {},
        }
        for gift, facts in expected.items():
            with freeze_time("2026-03-10 15:00:00"), self.subTest(gift):
                self.assertEqual(self.gift_of(**facts).gift_id.name, gift)

    def test_email_of_the_birthday_names_the_gift(self):
        touch = self.gift_of()
        body = self.mails(touch.partner_id).body_html
        self.assertIn("A diary", body)
        self.assertIn("/dosmart/opt_out/", body)
        self.assertIn("/logo.png?company=", body)

    def test_client_reads_the_email_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        touch = self.gift_of(lang="es_MX")
        mail = self.mails(touch.partner_id)
        self.assertIn("¡Feliz cumpleaños, Ana!", mail.subject)
        self.assertIn("Le tenemos un regalo", mail.body_html)
        self.assertIn("No quiero recibir más correos como este", mail.body_html)

    def test_gift_fetched_is_noted_once_and_opens_a_visit(self):
        touch = self.gift_of().with_user(self.salesperson)
        action = touch.action_collect_gift()
        visit = self.env["calendar.event"].browse(action["res_id"])
        self.assertEqual(visit.name, "Gift fetched, novelties shown: Ana")
        self.assertTrue(visit.is_visit and touch.gift_collected_on)
        with self.assertRaisesRegex(UserError, "fetched the gift already"):
            touch.action_collect_gift()

    def test_contact_without_gift_has_none_to_fetch(self):
        self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        with self.assertRaisesRegex(UserError, "no gift"):
            touch.action_collect_gift()

    def test_broken_condition_gives_the_next_gift(self):
        program = self.shipped("birthday")
        self.env.cr.execute(
            "UPDATE dosmart_contact_gift SET condition = '[(''gone'', ''='', 1)]'"
            " WHERE program_id = %s AND sequence = 4",
            [program.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.gift_of(marital_status="married").gift_id.name, "A diary")


class TestNews(ShippedCase):
    def news(self, name, **values):
        return self.env["dosmart.contact.news"].create(
            {
                "name": name,
                "date": "2026-03-01",
                "company_id": self.company.id,
                "body": "<p>Read</p>",
                **values,
            }
        )

    def told(self, program, day):
        """Return which news the client got on *day*."""
        self.run_program(program, day)
        touch = self.of(program).filtered(lambda one: str(one.open_on) == day)
        return touch.news_ids.mapped("name") if touch.state == "done" else touch.state

    def setUp(self):
        super().setUp()
        self.order_of("2026-01-05")
        self.program = self.on("news", exclusion_ids=[(5,)], date_start="2026-03-10")

    def test_nothing_new_sends_nothing(self):
        self.assertEqual(self.told(self.program, "2026-03-10"), "cancelled")
        self.assertFalse(self.mails())

    def test_news_are_sent_once(self):
        self.news("Award")
        self.assertEqual(self.told(self.program, "2026-03-10"), ["Award"])
        self.assertIn("Award", self.mails().body_html)
        self.news("New branch", date="2026-04-01")
        self.assertEqual(self.told(self.program, "2026-04-10"), ["New branch"])

    def test_news_go_to_whom_they_interest(self):
        industry = self.env["res.partner.industry"].create({"name": "Trade"})
        line = self.env["product.category"].create({"name": "Cameras"})
        self.news("For trade", industry_ids=industry.ids)
        self.news("For owners", category_ids=line.ids)
        self.news("For loyal clients", status_ids=self.status("loyal").ids)
        self.news("For later", date="2026-03-20")
        self.news("For all")
        self.set_status(self.client_, "loyal")
        self.client_.industry_id = industry
        self.assertEqual(
            set(self.told(self.program, "2026-03-10")),
            {"For trade", "For loyal clients", "For all"},
        )

    def test_owners_of_a_product_line_read_its_news(self):
        line = self.env["product.category"].create({"name": "Cameras"})
        self.client_.sale_order_ids.order_line.product_id.categ_id = line
        self.news("For owners", category_ids=line.ids)
        self.assertEqual(self.told(self.program, "2026-03-10"), ["For owners"])


class TestGuest(ShippedCase):
    def setUp(self):
        super().setUp()
        self.source = self.env["utm.source"].create({"name": "Owners of another brand"})
        self.prospect = self.new_buyer(name="Luis")
        self.prospect.heard_source_id = self.source
        self.event = self.env["dosmart.client.event"].create(
            {"name": "Breakfast", "date": "2026-03-31", "place": "Hotel", "gift": "A mug"}
        )

    def invite(self):
        program = self.on("event", exclusion_ids=[(5,)])
        self.run_program(program, "2026-03-10")
        return self.event.guest_ids.filtered(lambda one: one.partner_id == self.prospect)

    def test_invited_clients_are_guests_with_their_source(self):
        guest = self.invite()
        self.assertEqual((guest.answer, guest.source_id), ("invited", self.source))
        self.assertIn("Breakfast", self.mails(self.prospect).body_html)
        self.assertIn("A mug", self.mails(self.prospect).body_html)

    def test_gift_for_coming_is_given_once(self):
        guest = self.invite().with_user(self.salesperson)
        with freeze_time("2026-03-31 18:00:00"):
            guest.action_give_gift()
        with freeze_time("2026-04-02 18:00:00"):
            guest.action_give_gift()
        self.assertEqual((guest.has_attended, str(guest.gift_given_on)), (True, "2026-03-31"))
        self.assertEqual(self.event.attended_count, 1)

    def test_event_without_gift_gives_none(self):
        guest = self.invite()
        self.event.gift = False
        with self.assertRaisesRegex(UserError, "what each guest takes home"):
            guest.action_give_gift()

    def test_salesperson_reads_events_and_changes_none(self):
        event = self.event.with_user(self.salesperson)
        self.assertEqual(event.name, "Breakfast")
        with self.assertRaises(AccessError):
            event.name = "Lunch"
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in (
                "dosmart.client.event",
                "dosmart.event.guest",
                "dosmart.contact.news",
                "dosmart.contact.gift",
                "dosmart.service.booking",
            ):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        others = self.env["dosmart.client.event"].with_user(self.other_salesperson)
        self.assertFalse(others.search([]))


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

    def test_day_gone_by_is_refused(self):
        with self.assertRaisesRegex(UserError, "today or a day to come"):
            self.book(date="2026-03-09")
        self.assertEqual(self.touch.state, "open")

    def test_colleague_books_nothing_for_a_client_of_somebody_else(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        booking = self.env["dosmart.service.booking"].create(
            {"unit_id": self.unit.id, "kind_id": self.kind.id, "date": "2026-03-18"}
        )
        with self.assertRaises(AccessError):
            booking.with_user(stranger).action_book()


class TestAsk(ShippedCase):
    def call(self, name, day, outcome="answered", **values):
        """Log the call of the shipped program *name* on *day*, and return its contact."""
        touch = self.run_program(self.on(name), day)
        with freeze_time(f"{day} 16:00:00"):
            activity = touch.activity_ids.with_user(self.salesperson)
            action = activity.action_log_call()
            logs = self.env["dosmart.call.log"].with_user(self.salesperson)
            log = logs.with_context(**action["context"]).create(values)
            log.with_context(call_outcome=outcome).action_log()
        return touch

    def test_win_back_keeps_why_the_client_stopped(self):
        self.order_of("2025-12-10")
        rival = self.env["dosmart.competitor"].create({"name": "Guardias"})
        touch = self.call(
            "win_back", "2026-03-10", leaving_reason="competitor", leaving_competitor_id=rival.id
        )
        self.assertEqual(touch.state, "done")
        self.assertEqual((touch.leaving_reason, touch.leaving_competitor_id), ("competitor", rival))

    def test_win_back_without_a_reason_is_not_done(self):
        self.order_of("2025-12-10")
        with self.assertRaisesRegex(UserError, "why the client stopped buying"):
            self.call("win_back", "2026-03-10")

    def test_no_answer_needs_no_reason(self):
        self.order_of("2025-12-10")
        touch = self.call("win_back", "2026-03-10", outcome="no_answer")
        self.assertEqual((touch.state, touch.leaving_reason), ("open", False))

    def test_follow_up_plans_the_next_contact_with_purpose_and_product(self):
        order = self.order_of("2026-01-09")
        product = order.order_line.product_id.product_tmpl_id
        touch = self.call(
            "two_months", "2026-03-10", next_date="2026-03-25", next_purpose="Second branch"
        )
        self.assertEqual(touch.state, "done")
        planned = self.client_.activity_ids
        self.assertEqual(
            (planned.summary, str(planned.date_deadline), planned.contact_product_id),
            ("Second branch", "2026-03-25", product),
        )

    def test_follow_up_refuses_an_empty_purpose_or_product(self):
        self.order_of("2026-01-09")
        full = {"next_date": "2026-03-25", "next_purpose": "Second branch"}
        for missing in ({"next_purpose": "  "}, {"next_product_id": False}, {"next_date": False}):
            with self.assertRaisesRegex(ValidationError, "None of them may be empty"):
                self.call("two_months", "2026-03-10", **(full | missing))
        self.assertEqual(self.of(self.shipped("two_months")).state, "open")

    def test_follow_up_without_purpose_cannot_be_switched_on(self):
        program = self.shipped("two_months")
        program.step_ids.summary = " "
        with self.assertRaisesRegex(UserError, "what it is for"):
            program.action_switch_on()
        self.assertFalse(program.is_on)

    def test_call_opens_the_script_of_its_program(self):
        self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        activity = touch.activity_ids.with_user(self.salesperson)
        self.assertTrue(activity.has_script)
        activity.action_start_script()
        run = self.env["dosmart.call.run"].search([], order="id desc", limit=1)
        self.assertEqual(run.script_id, self.env.ref("dosmart_crm.call_script_experience"))

    def test_what_fifty_contacts_are_about_costs_as_many_queries_as_two(self):
        clients = [self.new_buyer(name=f"Buyer {number}") for number in range(50)]
        for client in clients:
            self.order_of("2026-03-10", client)
        touchpoints = self.plan(self.on("after_purchase"), "2026-03-13")
        self.assertEqual(len(touchpoints), 50)

        def queries(some):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("product_tmpl_id")
            return self.env.cr.sql_log_count - before

        queries(touchpoints)
        self.assertEqual(queries(touchpoints[:2]), queries(touchpoints))

    def test_call_is_about_the_product_sold(self):
        order = self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        product = order.order_line.product_id.product_tmpl_id
        self.assertEqual(touch.activity_ids.contact_product_id, product)


class TestOptOut(DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.person = self.env["res.partner"].create({"name": "Ana", "email": "ana@example.com"})
        self.program = self.env.ref("dosmart_crm.contact_program_birthday")
        self.touch = self.env["dosmart.touchpoint"].create(
            {
                "program_id": self.program.id,
                "step_id": self.program.step_ids.id,
                "channel": "email",
                "company_id": self.env.company.id,
                "partner_id": self.person.id,
                "anchor_model": "res.partner",
                "anchor_id": self.person.id,
                "anchor_date": "2026-03-10",
                "open_on": "2026-03-10",
                "close_on": "2026-03-11",
            }
        )
        self.address = f"/dosmart/opt_out/{self.touch.id}/{self.touch._opt_out_token()}"

    def is_out(self):
        self.env.invalidate_all()
        return self.person.is_blacklisted

    def test_link_asks_first_and_takes_off_the_list_then(self):
        page = self.url_open(self.address)
        self.assertIn("Do you want no more emails like this one?", page.text)
        self.assertFalse(self.is_out())
        token = lxml_html.fromstring(page.text).xpath("//input[@name='csrf_token']/@value")[0]
        page = self.url_open(self.address, data={"csrf_token": token})
        self.assertIn("We will write no more emails", page.text)
        self.assertTrue(self.is_out())

    def test_other_links_open_nothing(self):
        for wrong in (
            f"/dosmart/opt_out/{self.touch.id}/{'0' * 64}",
            f"/dosmart/opt_out/{self.touch.id + 1}/{self.touch._opt_out_token()}",
            f"/dosmart/opt_out/{'9' * 40}/x",
            f"/dosmart/opt_out/x/{self.touch._opt_out_token()}",
        ):
            self.assertEqual(self.url_open(wrong).status_code, 404)
        self.assertFalse(self.is_out())

    def test_changed_address_makes_the_link_invalid(self):
        self.person.email = "other@example.com"
        self.assertEqual(self.url_open(self.address).status_code, 404)
