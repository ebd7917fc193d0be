"""Complaints follow their clients: merged, archived, erased."""

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
