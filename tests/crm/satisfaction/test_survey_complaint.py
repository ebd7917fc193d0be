"""Whoever is not satisfied complains: once for each answer sheet, however it is sent."""

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .common import SatisfactionCase


class TestSurveyComplaint(SatisfactionCase):
    def complaints(self, sheet):
        return self.env["dosmart.complaint"].search([("user_input_id", "=", sheet.id)])

    def mail(self, complaint):
        """Return what the client was sent about *complaint*."""
        domain = [("model", "=", complaint._name), ("res_id", "=", complaint.id)]
        return self.env["mail.mail"].search([*domain, ("email_to", "=", self.buyer.email)])

    def test_open_and_hidden_dissatisfaction_open_complaints_of_their_own_severity(self):
        for marks, severity in (((2, 5, 5), "high"), ((5, 3, 5), "medium")):
            sheet = self.answer(self.ask(), *marks, words="Too late")
            complaint = self.complaints(sheet)
            self.assertEqual(complaint.severity, severity)
            self.assertEqual(complaint.channel, "survey")
            self.assertEqual((complaint.partner_id, complaint.client_id), (self.buyer, self.buyer))
            self.assertEqual((complaint.order_id, complaint.product_id), (self.order, self.guard))
            self.assertIn("Too late", complaint.description)
            self.assertIn(f"How fast it was delivered: {marks[1]}", complaint.description)
            self.assertTrue(complaint.is_open)
        self.env.company.satisfaction_hidden_severity = "low"
        sheet = self.answer(self.ask(), 3, 5, 5)
        self.assertEqual(self.complaints(sheet).severity, "low")

    def test_client_is_thanked_for_its_answers_and_told_number_and_date(self):
        complaint = self.complaints(self.answer(self.ask(), 3, 5, 5))
        mail = self.mail(complaint)
        self.assertEqual(mail.subject, f"Thank you for your answers ({complaint.name})")
        self.assertIn(complaint.name, mail.body_html)
        self.assertIn(complaint._due_in_words(), mail.body_html)
        self.assertNotIn("your complaint", mail.body_html)
        self.assertTrue(complaint.acknowledged_at)
        self.env.ref("dosmart_crm.mail_template_satisfaction_complaint").unlink()
        other = self.complaints(self.answer(self.ask(), 3, 5, 5))
        mail = self.mail(other)
        self.assertEqual(mail.subject, f"We have your complaint {other.name}")

    def test_satisfied_client_does_not_complain(self):
        self.assertFalse(self.complaints(self.answer(self.ask(), 4, 5, 5)))

    def test_sheet_sent_twice_or_mended_makes_one_complaint(self):
        sheet = self.answer(self.ask(), 1, 5, 5)
        sheet._mark_done()
        sheet.user_input_line_ids[0].value_scale = 3
        sheet._mark_done()
        self.assertEqual(len(self.complaints(sheet)), 1)
        sheet.user_input_line_ids[0].value_scale = 5
        self.assertEqual(len(self.complaints(sheet)), 1)

    def test_sheet_that_turns_out_bad_afterwards_makes_its_complaint(self):
        sheet = self.answer(self.ask(), 5, 5, 5)
        sheet.user_input_line_ids[0].value_scale = 2
        self.assertEqual(self.complaints(sheet).severity, "high")

    def test_database_refuses_a_second_complaint_of_a_sheet(self):
        sheet = self.answer(self.ask(), 1, 5, 5)
        values = sheet._prepare_complaint_values()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.cr.savepoint(),
        ):
            self.env["dosmart.complaint"].create(values)
            self.env.flush_all()
        self.assertEqual(len(self.complaints(sheet)), 1)

    def test_test_entries_make_no_complaint(self):
        test = self.survey._create_answer(user=self.manager, test_entry=True)
        self.assertFalse(self.complaints(self.answer(test, 1, 1, 1)))

    def test_salesperson_goes_from_answers_to_complaint_and_back(self):
        sheet = self.answer(self.ask(), 1, 5, 5)
        row = self.row(sheet, self.salesperson)
        complaint = self.complaints(sheet)
        self.assertEqual(row.complaint_id, complaint)
        self.assertEqual(row.action_view_complaint()["res_id"], complaint.id)
        back = complaint.with_user(self.salesperson).action_view_answers()
        self.assertEqual((back["res_model"], back["res_id"]), (row._name, sheet.id))

    def test_nobody_types_from_which_sheet_a_complaint_comes(self):
        sheet = self.ask()
        complaints = self.env["dosmart.complaint"].with_user(self.salesperson)
        with self.assertRaises(AccessError):
            complaints.create({"subject": "Mine", "user_input_id": sheet.id})
