"""An email of a client is a complaint, an answer to it what the client says."""

from base64 import b64encode
from datetime import timedelta
from time import monotonic

from odoo import fields
from odoo.tests import freeze_time

from .complaint_email_case import ComplaintEmailCase


class TestComplaintEmail(ComplaintEmailCase):
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

    def test_acknowledgement_is_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        template = self.env.ref("dosmart_crm.mail_template_complaint")
        template.with_context(lang="es_MX").subject = "Tenemos su queja {{ object.name }}"
        self.client.lang = "es_MX"
        complaint = self.email()
        self.assertEqual(self.mails().subject, f"Tenemos su queja {complaint.name}")

    def test_email_that_says_nothing_is_a_complaint_all_the_same(self):
        complaint = self.email(subject="", body="")
        self.assertEqual(complaint.subject, "Email without subject")
        self.assertIn("says nothing", complaint.description)

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
