"""A salesperson visits with a phone in one hand, and logs calls in two clicks."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.visit_common import VisitCase


@tagged("post_install", "-at_install")
class TestVisitOnPhone(VisitCase, DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_visits_in_under_ten_taps(self):
        url = f"/odoo/crm.lead/{self.deal.id}"
        self.start_tour(url, "dosmart_crm_visit_on_phone", login="salesperson")
        visit = self.events.search([("opportunity_id", "=", self.deal.id)])
        self.assertEqual((visit.visit_state, visit.visit_attitude), ("done", "good"))
        self.assertEqual(visit.visit_minutes, "Wants eight cameras")
        self.assertEqual(self.deal.promise_ids.name, "Send the drawing")
        self.assertEqual(self.deal.activity_ids.activity_type_id.category, "phonecall")


@tagged("post_install", "-at_install")
class TestCallJourney(VisitCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_salesperson_logs_calls_in_two_clicks(self):
        self.deal.activity_schedule("mail.mail_activity_data_call", user_id=self.salesperson.id)
        url = f"/odoo/crm.lead/{self.deal.id}"
        self.start_tour(url, "dosmart_crm_log_call", login="salesperson")
        self.assertEqual(sorted(self.calls().mapped("call_outcome")), ["answered", "no_answer"])
