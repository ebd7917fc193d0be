"""A complaint has a number, a client and somebody who takes care of it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from .common import ComplaintCase


class TestComplaint(ComplaintCase):
    def test_every_company_numbers_its_own_complaints(self):
        first, second = self.new_complaint(), self.new_complaint()
        self.assertEqual(int(second.name[-4:]) - int(first.name[-4:]), 1)
        other = self.complaints.create({"subject": "Late", "company_id": self.other_company.id})
        self.assertEqual(other.name[-4:], "0001")

    def test_any_employee_registers_a_complaint_and_sees_it_again(self):
        complaint = self.new_complaint(self.employee)
        self.assertEqual(complaint.user_id, self.leader)
        seen = self.complaints.with_user(self.employee).search([])
        self.assertEqual(seen, complaint.with_user(self.employee))

    def test_form_is_filled_in_by_any_employee(self):
        for user in (self.employee, self.agent, self.salesperson, self.boss):
            with Form(self.complaints.with_user(user)) as form:
                form.subject = "The alarm goes off"
                form.partner_id = self.client
                form.severity = "high"
            self.assertEqual(form.record.email_from, "lupita@example.com")
            self.assertTrue(form.record.answer_due)

    def test_agent_who_registers_it_takes_care_of_it(self):
        self.assertEqual(self.new_complaint().user_id, self.agent)

    def test_client_is_the_company_of_whoever_complains(self):
        contact = self.new_client(name="Lupita", parent_id=self.client.id)
        complaint = self.new_complaint(partner_id=contact.id)
        self.assertEqual((complaint.partner_id, complaint.client_id), (contact, self.client))
        self.assertTrue(complaint.is_open)

    def test_number_and_moments_are_not_typed(self):
        complaint = self.new_complaint()
        for name in ("name", "opened_at", "closed_at"):
            with self.assertRaises(AccessError):
                complaint.with_user(self.boss).write({name: False})

    def test_complaints_are_dismissed_before_they_are_deleted(self):
        complaint = self.new_complaint()
        with self.assertRaisesRegex(UserError, "dismiss"):
            complaint.with_user(self.boss).unlink()
        self.assertTrue(complaint.exists())

    def test_action_cannot_be_due_before_it_is_opened(self):
        with self.assertRaisesRegex(ValidationError, "cannot be due before"):
            self.env["dosmart.complaint.action"].create(
                {"name": "Measure", "opened_on": "2026-03-10", "due_date": "2026-03-09"}
            )
