"""A salesperson writes and sends documents, with forms that a manager approved."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentJourney(DocumentCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_minutes_are_written_and_sent_from_their_control_point(self):
        point = self.new_point(name="Minutes", kind="document", document_kind="minutes")
        url = f"/odoo/crm.lead/{self.deal.id}"
        self.start_tour(url, "dosmart_crm_document", login="salesperson")
        self.assertTrue(self.is_met(self.deal, point))
        document = self.env["dosmart.document"].search([("lead_id", "=", self.deal.id)])
        self.assertEqual((document.state, document.sent_by_id), ("sent", self.salesperson))

    def test_form_is_approved_before_its_document_is_sent(self):
        form = self.form("minutes")
        form.state = "draft"
        minutes = self.new_document("minutes")
        url = f"/odoo/dosmart.document/{minutes.id}"
        self.start_tour(url, "dosmart_crm_document_not_approved", login="salesperson")
        self.assertEqual(minutes.state, "draft")
        url = "/odoo/action-dosmart_crm.document_form_action"
        self.start_tour(url, "dosmart_crm_document_form", login="manager")
        minutes.invalidate_recordset()
        self.assertEqual(form.state, "retired")
        self.assertEqual(minutes.current_form_id.name, "What We Agreed")
        self.assertTrue(minutes.is_form_approved)
