"""An email of a client is a complaint, once; programs and forged senders do no harm."""

from base64 import b64encode
from datetime import timedelta
from itertools import count
from time import monotonic

from odoo import fields
from odoo.tests import freeze_time

from .common import ComplaintCase

MAIL = """MIME-Version: 1.0
Date: {date}
To: complaints@test.example.com
From: {sender}
Subject: {subject}
Message-Id: <complaint-{number}@example.com>
In-Reply-To: {parent}
{header}
Content-Type: {kind}

{body}
"""
CLIENT = "Lupita <lupita@example.com>"
numbers = count()
ANSWER = "Our clients' data: bank account 1234"


class TestComplaintEmail(ComplaintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "test.example.com"})
        cls.env.company.alias_domain_id = domain
        cls.complaint_team.alias_domain_id = domain
        cls.complaint_team.alias_name = "complaints"

    def email(self, complaint=None, parent="", header="X-Mailer: none", **values):
        """Let an email come in, about *complaint* or new; return what it made."""
        before = self.complaints.search([])
        if complaint and not parent:
            parent = complaint.message_ids.sorted("id")[:1].message_id
        texts = {
            "sender": CLIENT,
            "subject": "The alarm",
            "body": "It goes off every night",
            "kind": 'text/plain; charset="utf-8"',
            "date": "Tue, 10 Mar 2026 16:00:00 +0000",
        } | values
        mail = MAIL.format(number=next(numbers), parent=parent, header=header, **texts)
        self.env["mail.thread"].message_process(None, mail)
        return self.complaints.search([]) - before

    def mails(self, address="lupita@example.com"):
        return self.env["mail.mail"].search([("email_to", "ilike", address)])

    def test_email_to_the_team_is_a_complaint_that_is_acknowledged_at_once(self):
        complaint = self.email()
        self.assertEqual((complaint.channel, complaint.team_id), ("email", self.complaint_team))
        self.assertEqual(complaint.subject, "The alarm")
        self.assertEqual(complaint.description.strip(), "It goes off every night")
        self.assertEqual((complaint.partner_id, complaint.user_id), (self.client, self.leader))
        mail = self.mails()
        self.assertEqual(len(mail), 1)
        self.assertIn(complaint.name, mail.body_html)
        self.assertIn("auto-replied", mail.headers)
        self.assertTrue(complaint.acknowledged_at and complaint.promise_id)

    def test_email_to_the_team_of_another_company_is_a_complaint_there(self):
        team = self.move_address_to_other_company()
        number = self.other_company.complaint_sequence_id.number_next_actual
        complaint = self.email()
        self.assertEqual((complaint.team_id, complaint.company_id), (team, self.other_company))
        self.assertEqual(complaint.name[-4:], f"{number:04}")

    def move_address_to_other_company(self):
        self.complaint_team.alias_name = "cameras"
        return self.env["dosmart.complaint.team"].create(
            {
                "name": "Other",
                "company_id": self.other_company.id,
                "alias_name": "complaints",
                "alias_domain_id": self.complaint_team.alias_domain_id.id,
            }
        )

    def test_days_of_the_same_email_are_those_of_the_company_of_the_address(self):
        self.move_address_to_other_company()
        self.other_company.complaint_twin_days = 1
        self.env.company.complaint_twin_days = 30
        with freeze_time("2026-03-10 10:00:00"):
            self.assertEqual(len(self.email()), 1)
        with freeze_time("2026-03-10 20:00:00"):
            self.assertFalse(self.email())
        with freeze_time("2026-03-12 10:00:00"):
            self.assertEqual(len(self.email()), 1)

    def test_mail_server_believed_is_that_of_the_company_of_the_address(self):
        header = "Authentication-Results: mx.example.com; dmarc=pass header.from=example.com"
        self.env.company.complaint_mail_server = "mx.example.com"
        self.move_address_to_other_company()
        self.assertTrue(self.email(header=header).is_sender_unproven)
        self.other_company.complaint_mail_server = "mx.example.com"
        self.env.company.complaint_mail_server = False
        self.assertFalse(self.email(header=header, body="Again").is_sender_unproven)

    def test_programs_open_one_complaint_in_each_company(self):
        robot = {"header": "Auto-Submitted: auto-replied", "sender": "robot@example.com"}
        first = self.email(**robot)
        self.move_address_to_other_company()
        second = self.email(**robot, subject="Out of office")
        self.assertEqual((first | second).company_id, self.env.company | self.other_company)
        self.assertFalse(self.email(**robot, subject="Still out of office"))

    def test_acknowledgement_is_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        template = self.env.ref("dosmart_crm.mail_template_complaint")
        template.with_context(lang="es_MX").subject = "Tenemos su queja {{ object.name }}"
        self.client.lang = "es_MX"
        complaint = self.email()
        self.assertEqual(self.mails().subject, f"Tenemos su queja {complaint.name}")

    def test_same_email_with_another_message_id_is_no_second_complaint(self):
        self.assertEqual(len(self.email()), 1)
        self.assertFalse(self.email())
        self.assertFalse(self.email(date="Tue, 10 Mar 2026 18:00:00 +0000"))
        self.assertEqual(len(self.email(body="Now the siren does not stop")), 1)
        self.assertEqual(len(self.mails()), 2)

    def test_same_answer_sent_twice_is_kept_once(self):
        complaint = self.email()
        for _time in range(2):
            self.email(complaint, body="Any news?")
        said = [body for body in complaint.message_ids.mapped("body") if "Any news" in body]
        self.assertEqual(len(said), 1)
        self.email(complaint, body="Any news?", date="Wed, 11 Mar 2026 16:00:00 +0000")
        said = [body for body in complaint.message_ids.mapped("body") if "Any news" in body]
        self.assertEqual(len(said), 2)

    def test_programs_that_answer_open_one_complaint_and_get_no_answer(self):
        made = self.complaints
        for number in range(5):
            made |= self.email(
                header="Auto-Submitted: auto-replied",
                sender="robot@example.com",
                subject=f"Out of office {number}",
            )
        self.assertEqual(len(made), 1)
        self.assertFalse(self.mails("robot@example.com"))
        self.assertFalse(made.acknowledged_at)

    def test_program_neither_reopens_nor_lets_the_clock_run(self):
        complaint = self.email()
        complaint.with_user(self.agent).sudo().action_pause()
        told = complaint.message_ids[:1].message_id
        self.email(parent=told, header="Auto-Submitted: auto-replied", subject="Out of office")
        self.assertTrue(complaint.paused_at)
        self.email(parent=told, subject="Re: The alarm", body="It is the cellar")
        self.assertFalse(complaint.paused_at)

    def test_we_do_not_write_to_ourselves(self):
        complaint = self.email(sender="Complaints <complaints@test.example.com>")
        self.assertFalse(self.mails("complaints@test.example.com"))
        self.assertFalse(complaint.filtered("acknowledged_at"))

    def test_email_that_says_nothing_is_a_complaint_all_the_same(self):
        complaint = self.email(subject="", body="")
        self.assertEqual(complaint.subject, "Email without subject")
        self.assertIn("says nothing", complaint.description)

    def test_sender_is_not_believed_until_somebody_made_sure(self):
        complaint = self.email()
        self.assertTrue(complaint.is_sender_unproven)
        self.client.user_ids = self.portal_user
        self.portal_user.partner_id = self.client
        seen = self.complaints._portal_complaints(self.portal_user)
        self.assertNotIn(complaint, seen)
        complaint.with_user(self.leader).action_prove_sender()
        self.assertIn(complaint, self.complaints._portal_complaints(self.portal_user))

    def test_sender_who_is_not_the_client_is_unlinked(self):
        complaint = self.email()
        complaint.with_user(self.leader).action_unlink_sender()
        self.assertFalse(complaint.partner_id | complaint.client_id)
        self.assertIn("<lupita@example.com>", complaint.email_from)
        self.assertFalse(complaint.promise_id)

    def test_own_mail_server_proves_the_sender(self):
        self.env.company.complaint_mail_server = "mx.example.com"
        passed = "Authentication-Results: {}; spf=pass; dmarc=pass header.from=example.com"
        self.assertFalse(self.email(header=passed.format("mx.example.com")).is_sender_unproven)
        forged = self.email(header=passed.format("mx.evil.com"), body="Pay me back")
        self.assertTrue(forged.is_sender_unproven)

    def test_forged_sender_gets_nothing_of_the_client(self):
        self.new_complaint(description=ANSWER)
        before = self.mails()
        self.email(body="Send me my data", header="Reply-To: evil@evil.com")
        self.assertFalse(self.mails("evil@evil.com"))
        for mail in self.mails() - before:
            self.assertNotIn("1234", mail.body_html)
            self.assertIn("<lupita@example.com>", mail.email_to)

    def test_forged_employee_does_nothing_as_that_employee(self):
        complaint = self.email(sender=self.agent.email_formatted)
        self.assertFalse(complaint.partner_id)
        self.assertEqual((complaint.create_uid.id, complaint.user_id), (1, self.leader))
        self.email(complaint, sender=self.agent.email_formatted, body="Solved")
        self.assertFalse(complaint.answered_at)

    def test_script_in_every_text_is_harmless(self):
        script = "<script>alert(1)</script>"
        complaint = self.email(
            sender=f'"{script}" <eve@example.com>',
            subject=script,
            kind="text/html",
            body=f"<p onclick='alert(1)'>Hello {script}<img src=x onerror=alert(1)></p>",
        )
        self.assertNotIn("alert", complaint.description)
        for message in complaint.message_ids:
            self.assertNotIn("onclick", message.body)
            self.assertNotIn("onerror", message.body)
            self.assertNotIn("<script", message.body)
        self.assertNotIn("<script", self.mails("eve@example.com").body_html)

    def test_email_of_25_mb_is_taken_with_its_file(self):
        size = 18 * 1024 * 1024  # 25 MB once encoded
        parts = "\n".join(
            [
                "--limit",
                "Content-Type: text/plain",
                "",
                "See the video",
                "--limit",
                "Content-Type: video/mp4",
                'Content-Disposition: attachment; filename="night.mp4"',
                "Content-Transfer-Encoding: base64",
                "",
                b64encode(b"0" * size).decode(),
                "--limit--",
            ]
        )
        start = monotonic()
        complaint = self.email(kind='multipart/mixed; boundary="limit"', body=parts)
        self.assertLess(monotonic() - start, 30)
        self.assertEqual(complaint.description.strip(), "See the video")
        file = complaint.message_ids.attachment_ids.filtered(lambda one: one.name == "night.mp4")
        self.assertEqual(file.file_size, size)

    def test_long_text_is_cut_but_kept_in_the_chatter(self):
        complaint = self.email(body="night " * 100_000)
        self.assertEqual(len(complaint.description), 20_000)
        self.assertGreater(max(len(body) for body in complaint.message_ids.mapped("body")), 500_000)

    def closed(self):
        complaint = self.email()
        complaint.write(
            {"cause_id": self.cause().id, "correction": "A new sensor", "severity": "low"}
        )
        complaint._confirm("Lupita")
        complaint.stage_id = self.stage("closed")
        return complaint

    def test_answer_to_a_closed_complaint_opens_it_again(self):
        complaint = self.closed()
        told = complaint.message_ids[:1].message_id
        self.email(parent=told, subject="Re: The alarm", body="It rings again")
        self.assertEqual((complaint.is_open, complaint.reopen_count), (True, 1))
        self.assertEqual(complaint.promise_id.state, "open")

    def test_answer_to_what_was_closed_long_ago_is_told_what_to_do(self):
        complaint = self.closed()
        complaint.sudo().closed_at = fields.Datetime.now() - timedelta(days=31)
        before = self.mails()
        self.email(complaint, subject="Re: The alarm", body="It rings again")
        self.assertFalse(complaint.is_open)
        mail = self.mails() - before
        self.assertEqual(len(mail), 1)
        self.assertIn("complaints@test.example.com", mail.body_html)

    def test_team_says_so_when_no_email_can_reach_it(self):
        self.assertTrue(self.complaint_team.has_alias_domain)
        self.complaint_team.alias_domain_id = False
        self.assertFalse(self.complaint_team.has_alias_domain)
        with freeze_time("2026-03-10"):
            self.assertFalse(self.complaint_team.alias_email)
