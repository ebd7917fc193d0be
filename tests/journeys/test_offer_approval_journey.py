"""Offers that cost too much: asked for, approved and shown to the client, in the browser."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.offer.approval_common import ApprovalCase


@tagged("post_install", "-at_install")
class TestOfferApprovalJourney(ApprovalCase, DosmartHttpCase):
    @classmethod
    def client_of_order(cls):
        return cls.portal_user.partner_id

    def test_costly_offers_are_approved_and_shown_to_the_client(self):
        url = f"/odoo/sale.order/{self.order.id}"
        self.start_tour(url, "dosmart_crm_ask_approval", login="salesperson")
        self.assertEqual(self.order.offer_approval_state, "requested")
        self.start_tour(url, "dosmart_crm_approve", login="leader")
        self.assertEqual(self.order.offer_approval_ids.reason, "Good client")
        self.order.action_quotation_sent()
        portal = self.order.get_portal_url()
        self.start_tour(portal, "dosmart_crm_portal_projection", login="portal_user")


@tagged("post_install", "-at_install")
class TestApprovalOnPhone(TestOfferApprovalJourney):
    browser_size = "390x844"
    touch_enabled = True

    def test_costly_offers_are_approved_and_shown_to_the_client(self):
        """The team leader decides on the phone."""
        self.mine.action_ask_approval()
        url = f"/odoo/sale.order/{self.order.id}"
        self.start_tour(url, "dosmart_crm_approve_on_phone", login="leader")
        self.assertEqual(self.order.offer_approval_state, "approved")
