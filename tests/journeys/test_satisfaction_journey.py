"""A client answers badly: it becomes one complaint, and shows on the scorecard."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.satisfaction.common import SatisfactionCase


class VisitorMixin:
    def answer_as_visitor(self):
        """Let the client answer in a browser; return its sheet."""
        sheet = self.ask()
        link = f"/survey/start/{self.survey.access_token}?answer_token={sheet.access_token}"
        self.start_tour(link, "dosmart_crm_answer_satisfaction")
        return sheet


@tagged("post_install", "-at_install")
class TestSatisfactionJourney(VisitorMixin, SatisfactionCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_bad_answer_becomes_one_complaint_that_the_scorecard_shows(self):
        sheet = self.answer_as_visitor()
        self.assertEqual(sheet.satisfaction, "open")
        complaint = self.env["dosmart.complaint"].search([("partner_id", "=", self.buyer.id)])
        self.assertEqual(len(complaint), 1)
        self.assertEqual((complaint.user_input_id, complaint.severity), (sheet, "high"))
        self.start_tour(
            f"/odoo/res.partner/{self.buyer.id}", "dosmart_crm_scorecard", login="salesperson"
        )

    def test_salesperson_fills_it_in_with_the_client_on_the_phone(self):
        sheet = self.ask()
        self.start_tour(
            f"/dosmart/phone_answer/{sheet.id}",
            "dosmart_crm_answer_satisfaction",
            login="salesperson",
        )
        self.assertEqual((sheet.satisfaction_lowest, sheet.taken_by_id), (2, self.salesperson))

    def test_worst_moment_leads_to_a_preventive_action(self):
        self.answer(self.ask(), 4, 2, 5)
        self.start_tour("/odoo/service-cycle", "dosmart_crm_service_cycle", login="salesperson")
        action = self.env["dosmart.complaint.action"].search(
            [("name", "like", "Confirm the day of the installation")]
        )
        self.assertEqual(action.kind, "preventive")
        self.assertEqual(action.moment_id, self.env.ref("dosmart_crm.service_moment_installation"))


@tagged("post_install", "-at_install")
class TestSatisfactionOnPhone(VisitorMixin, SatisfactionCase, DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_client_answers_on_a_phone(self):
        self.assertEqual(self.answer_as_visitor().satisfaction_lowest, 2)
