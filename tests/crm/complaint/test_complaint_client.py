"""Complaints follow their clients: merged, archived, erased."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import ComplaintCase


class TestComplaintClient(ComplaintCase):
    def merge(self, *partners, into):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.create({})._merge([partner.id for partner in partners], into)

    def test_complaints_follow_merged_clients(self):
        other = self.new_client(name="Lupita's Shop")
        kept, moved = self.new_complaint(), self.new_complaint(partner_id=other.id)
        self.merge(self.client, other, into=self.client)
        self.assertEqual((kept | moved).client_id, self.client)
        self.assertEqual(moved.partner_id, self.client)
        self.assertEqual(self.client.open_complaint_count, 2)

    def test_contact_merged_into_another_company_takes_its_complaints_there(self):
        company = self.new_client(name="Holding", is_company=True)
        contact = self.new_client(name="Lupe", parent_id=company.id)
        complaint = self.new_complaint()
        self.merge(self.client, contact, into=contact)
        self.assertEqual((complaint.partner_id, complaint.client_id), (contact, company))

    def test_archived_client_keeps_its_complaints(self):
        complaint = self.new_complaint()
        self.client.active = False
        self.assertEqual(complaint.client_id, self.client)
        self.assertTrue(complaint.is_open)

    def test_erasure_finds_the_complaints_of_a_client(self):
        complaint = self.new_complaint()
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.client.name, "email": "lupita@example.com"}
        )
        wizard.action_lookup()
        found = wizard.line_ids.filtered(lambda line: line.res_model == "dosmart.complaint")
        self.assertIn(complaint.id, found.mapped("res_id"))

    def test_erasure_forgets_the_person_and_keeps_what_counts(self):
        complaint = self.new_complaint(
            description="Lupita could not sleep", cause_id=self.cause().id, severity="low"
        )
        complaint.message_post(body="Lupita called", attachments=[("ine.txt", b"Lupita")])
        complaint.write({"correction": "Lupita has a new sensor"})
        complaint._confirm("Lupita")
        complaint.stage_id = self.stage("closed")
        with self.assertRaisesRegex(AccessError, "Only managers"):
            complaint.with_user(self.leader).action_erase_person()
        self.assertEqual(complaint.description, "Lupita could not sleep")
        complaint.with_user(self.boss).action_erase_person()
        texts = complaint.read()[0]
        self.assertFalse([name for name, value in texts.items() if "upita" in str(value)])
        self.assertEqual(complaint.cause_id, self.cause())
        self.assertTrue(complaint.answered_at and complaint.closed_at and complaint.name)
        self.assertNotIn("upita", self.notes(complaint))
        files = self.env["ir.attachment"].search([("name", "=", "ine.txt")])
        self.assertFalse(files)
        complaint.promise_id.unlink()
        self.client.unlink()
        self.assertFalse(complaint.client_id)

    def test_open_complaint_is_not_erased(self):
        complaint = self.new_complaint()
        with self.assertRaisesRegex(UserError, "is open"):
            complaint.with_user(self.boss).action_erase_person()
        self.assertEqual(complaint.partner_id, self.client)

    def test_visit_registers_a_complaint_of_whoever_is_visited(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Visit",
                "is_visit": True,
                "visit_client_id": self.client.id,
                "start": "2026-03-10 10:00:00",
                "stop": "2026-03-10 11:00:00",
            }
        )
        action = event.action_register_complaint()
        with Form(self.complaints.with_context(**action["context"])) as form:
            form.subject = "Told at the door"
        self.assertEqual((form.record.channel, form.record.partner_id), ("visit", self.client))
