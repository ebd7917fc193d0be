"""A salesperson writes and sends the document that a control point asks for."""

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
