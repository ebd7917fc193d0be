"""A request is acknowledged at once with a day, and answered by a person within minutes."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .request_common import RequestCase


class TestRequest(RequestCase):
    def test_form_is_acknowledged_at_once_with_a_promised_day(self):
        self.env.company.request_days = 2
        with self.minutes(0):
            request = self.ask()
        self.assertEqual((request.channel, request.state), ("form", "waiting"))
        self.assertEqual(request.acknowledged_on, request.received_on)
        promise = request.promise_id
        self.assertEqual((promise.user_id, promise.lead_id), (self.salesperson, request.lead_id))
        self.assertEqual(promise.due_date, fields.Date.to_date("2026-03-12"))
        mail = self.env["mail.mail"].search([("email_to", "ilike", "lupita@example.com")])
        self.assertEqual(len(mail), 1)
        self.assertIn("03/12/2026", mail.body_html)
        self.assertIn("auto-replied", mail.headers)

    def test_same_message_sent_again_makes_no_second_request(self):
        self.ask()
        self.ask()
        self.assertEqual(self.requests.search_count([("name", "ilike", "Two more")]), 1)

    def test_without_the_setting_nobody_is_written_to(self):
        self.env.company.has_request_reply = False
        request = self.ask()
        self.assertFalse(request.acknowledged_on)
        self.assertTrue(request.promise_id)

    def test_first_answer_is_due_in_working_minutes(self):
        with freeze_time("2026-03-13 16:55:00"):  # a Friday, five minutes before five
            request = self.ask()
        self.assertEqual(request.answer_due_on, fields.Datetime.to_datetime("2026-03-16 08:05:00"))

    def test_message_to_the_client_is_the_first_answer(self):
        with self.minutes(0):
            request = self.ask()
        with self.minutes(8):
            self.write_to_client(request.lead_id)
        self.assertEqual((request.state, request.answer_minutes), ("answered", 8))
        self.assertEqual((request.answered_by_id, request.late_count), (self.salesperson, 0))
        self.assertFalse(request.lead_id.has_waiting_request)

    def test_notes_robots_and_the_client_do_not_answer(self):
        request = self.ask()
        lead = request.lead_id
        self.write_to_client(lead, subtype_xmlid="mail.mt_note")
        self.write_to_client(lead, user=self.env.ref("base.user_root"))
        lead.message_post(
            body="Hello?",
            author_id=self.portal_user.partner_id.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(request.state, "waiting")

    def test_call_that_is_answered_is_an_answer(self):
        request = self.ask()
        self.log_call("no_answer", request.lead_id)
        self.assertEqual(request.state, "waiting")
        self.log_call("answered", request.lead_id)
        self.assertEqual(request.state, "answered")

    def test_quotation_that_is_sent_is_an_answer(self):
        request = self.ask()
        client = self.new_client(email="lupita@example.com")
        order = self.env["sale.order"].create(
            {
                "partner_id": client.id,
                "opportunity_id": request.lead_id.id,
                "user_id": self.salesperson.id,
            }
        )
        self.write_to_client(order)
        self.assertEqual(request.state, "waiting")
        self.write_to_client(order.with_context(mark_so_as_sent=True))
        self.assertEqual((request.state, request.answered_by_id), ("answered", self.salesperson))

    def test_visit_is_an_answer(self):
        request = self.ask()
        self.finish(self.start(request.lead_id))
        self.assertEqual(request.state, "answered")

    def test_what_a_caller_asks_for_is_promised_at_once(self):
        self.log_call("answered", direction="in", is_request=True, request_name="A key")
        request = self.deal.request_ids
        self.assertEqual((request.name, request.channel), ("A key", "call"))
        self.assertEqual((request.state, request.answer_minutes), ("answered", 0))
        self.assertTrue(request.acknowledged_on)
        self.assertEqual(request.promise_id.name, "A key")

    def test_call_that_nobody_took_waits_for_an_answer(self):
        client = self.new_client(user_id=self.salesperson.id)
        self.log_call("no_answer", client, direction="in", is_request=True, request_name="A key")
        request = self.requests.search([("partner_id", "=", client.id)])
        self.assertEqual((request.state, request.acknowledged_on), ("waiting", False))
        self.log_call("answered", client)
        self.assertEqual(request.state, "answered")

    def test_caller_who_asks_for_nothing_in_words_is_refused(self):
        with self.assertRaisesRegex(UserError, "what the client asks"), self.cr.savepoint():
            self.log_call("answered", direction="in", is_request=True)
        self.assertFalse(self.calls())

    def test_what_we_cannot_do_asks_for_an_alternative(self):
        request = self.ask()
        action = request.with_user(self.salesperson).action_cannot()
        wizards = self.env["dosmart.request.alternative"].with_user(self.salesperson)
        wizards = wizards.with_context(**action["context"])
        with self.assertRaisesRegex(UserError, "instead"), self.cr.savepoint():
            wizards.create({"alternative": "  "}).action_offer()
        self.assertEqual(request.state, "waiting")
        wizards.create({"alternative": "Four cameras in March"}).action_offer()
        self.assertEqual((request.state, request.promise_id.state), ("alternative", "cancelled"))
        self.assertIn("Four cameras in March", self.notes(request.lead_id))

    def test_what_asks_for_nothing_waits_for_no_answer(self):
        with self.minutes(0):
            request = self.ask()
        lead = request.lead_id
        request.with_user(self.salesperson).action_dismiss()
        self.assertEqual((request.state, request.promise_id.state), ("dismissed", "cancelled"))
        self.assertFalse(lead.has_waiting_request)
        self.assertIn("asks for nothing", self.notes(lead))
        with self.minutes(30):
            self.write_to_client(lead)
            self.assertNotIn(request, self.requests.search(self.requests._late_domain()))
        self.assertEqual((request.answered_on, request.late_count), (False, 0))

    def test_requests_follow_merged_leads(self):
        request = self.ask()
        merged = (self.deal | request.lead_id).with_user(self.manager).merge_opportunity()
        self.assertEqual(request.lead_id, merged)
        self.assertTrue(merged.has_waiting_request)

    def test_messages_of_leads_that_wait_for_nothing_cost_no_query(self):
        message = self.deal.message_post(body="Hello")
        self.deal.mapped("has_waiting_request")
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertFalse(self.deal.has_waiting_request and self.deal._is_answer(message))
