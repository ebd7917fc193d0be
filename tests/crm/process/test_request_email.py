"""An email of a client is a request, one of ours is an answer, and one of a program is neither."""

from itertools import count

from .request_common import RequestCase

MAIL = """MIME-Version: 1.0
Date: Tue, 10 Mar 2026 16:00:00 +0000
To: {to}
From: {sender}
Subject: {subject}
Message-Id: <request-{number}@example.com>
In-Reply-To: {parent}
{header}
Content-Type: text/plain; charset="utf-8"

{body}
"""
CLIENT = "Lupita <lupita@example.com>"
numbers = count()


class TestRequestEmail(RequestCase):
    def email(self, lead=None, sender=CLIENT, parent="", header="X-Mailer: none", **values):
        """Let an email come in, in answer to *parent* or else about *lead*."""
        texts = {"subject": "Two more cameras", "body": "When can you come?"} | values
        mail = MAIL.format(
            to="cameras@test.example.com",
            sender=sender,
            number=next(numbers),
            parent=parent,
            header=header,
            **texts,
        )
        threads = self.env["mail.thread"]
        threads.message_process("crm.lead", mail, thread_id=lead and lead.id)

    def test_email_to_the_team_is_a_request(self):
        self.email()
        request = self.requests.search([("name", "=", "Two more cameras")])
        self.assertEqual((request.channel, request.state), ("email", "waiting"))
        self.assertEqual(request.description.strip(), "When can you come?")
        self.assertTrue(request.acknowledged_on)
        self.assertTrue(request.lead_id.has_waiting_request)

    def test_email_about_a_lead_that_we_know_is_a_request_too(self):
        with self.minutes(0):
            self.email(self.deal, body="A fourth camera?\n> We come on Tuesday")
        request = self.deal.request_ids
        self.assertEqual((request.channel, request.state), ("email", "waiting"))
        self.assertEqual((request.name, request.user_id), ("Two more cameras", self.salesperson))
        self.assertEqual(request.description.strip(), "A fourth camera?")
        self.assertEqual((request.answer_due_on - request.received_on).seconds, 600)
        self.assertTrue(self.deal.has_waiting_request)

    def test_client_who_writes_again_before_it_is_done_asks_for_nothing_new(self):
        self.email(self.deal)
        self.email(self.deal)
        self.assertEqual(len(self.deal.request_ids), 1)
        self.write_to_client(self.deal)
        self.email(self.deal, body="Thank you!")
        self.assertEqual(self.deal.request_ids.state, "answered")
        self.deal.request_ids.promise_id.action_keep()
        self.email(self.deal, body="And a key, please")
        self.assertEqual(sorted(self.deal.request_ids.mapped("state")), ["answered", "waiting"])

    def test_administrator_may_leave_out_what_comes_for_leads_we_know(self):
        self.env.company.is_reply_request = False
        self.email(self.deal)
        self.assertFalse(self.deal.request_ids)
        self.email()
        self.assertEqual(self.requests.search_count([("name", "=", "Two more cameras")]), 1)

    def test_programs_ask_for_nothing(self):
        for header in ("Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes"):
            self.email(self.deal, header=header)
            self.email(header=header, subject="Out of office")
        self.assertFalse(self.deal.request_ids)
        self.assertFalse(self.requests.search([("name", "=", "Out of office")]))
        self.assertEqual(self.env["crm.lead"].search_count([("name", "=", "Out of office")]), 3)

    def test_salesperson_who_writes_with_another_program_has_answered(self):
        with self.minutes(0):
            request = self.ask()
        with self.minutes(6):
            self.email(request.lead_id, sender=self.salesperson.email_formatted)
        self.assertEqual((request.state, request.answer_minutes), ("answered", 6))
        self.assertEqual(request.answered_by_id, self.salesperson)
        self.assertEqual(len(request.lead_id.request_ids), 1)

    def test_colleague_who_comments_a_note_by_email_has_not_answered(self):
        request = self.ask()
        note = request.lead_id.message_post(body="Who goes?", subtype_xmlid="mail.mt_note")
        self.email(sender=self.salesperson.email_formatted, parent=note.message_id)
        self.assertIn("When can you come?", self.notes(request.lead_id))
        self.assertEqual(request.state, "waiting")

    def test_what_is_written_in_answer_to_the_acknowledgement_reaches_the_lead(self):
        request = self.ask()
        told = request.lead_id.message_ids.filtered(lambda one: "received" in (one.subject or ""))
        self.assertEqual(len(told), 1)
        self.email(parent=told.message_id, subject="Re: your request", body="Tuesday is fine")
        self.assertIn("Tuesday is fine", self.notes(request.lead_id))
        self.assertEqual(request.lead_id.request_ids, request)
        self.assertFalse(self.env["crm.lead"].search([("name", "=", "Re: your request")]))
