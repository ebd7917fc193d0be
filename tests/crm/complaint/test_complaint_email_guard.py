"""Programs, twins and forged senders do no harm."""

from email.message import Message

from odoo.tests import freeze_time

from .complaint_email_case import ComplaintEmailCase

ANSWER = "Our clients' data: bank account 1234"


class TestComplaintEmailGuard(ComplaintEmailCase):
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

    def test_gateway_of_a_user_of_one_company_serves_the_others_too(self):
        team = self.move_address_to_other_company()
        self.other_company.complaint_mail_server = "mx.example.com"
        headers = Message()
        headers["Authentication-Results"] = "mx.example.com; dmarc=pass"
        complaints = self.complaints.with_user(self.boss)
        routes = [("dosmart.complaint", 0, {"team_id": team.id}, self.boss.id, None)]
        known = complaints._companies_that_know(headers, routes)
        self.assertEqual(known, self.other_company)
        taken = complaints._sift_routes(headers, {"email_from": "eve@example.com"}, routes)
        self.assertEqual(taken, routes)

    def test_programs_open_one_complaint_in_each_company(self):
        robot = {"header": "Auto-Submitted: auto-replied", "sender": "robot@example.com"}
        first = self.email(**robot)
        self.move_address_to_other_company()
        second = self.email(**robot, subject="Out of office")
        self.assertEqual((first | second).company_id, self.env.company | self.other_company)
        self.assertFalse(self.email(**robot, subject="Still out of office"))

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
