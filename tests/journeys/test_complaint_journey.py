"""A complaint from the portal to its end, in the browser."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.complaint.common import ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintJourney(ComplaintCase, DosmartHttpCase):
    def test_complaint_from_the_portal_is_solved_confirmed_and_closed(self):
        self.portal_user.partner_id.parent_id = self.client
        self.browser_size = "390x844"
        self.start_tour("/my/complaints", "dosmart_crm_complain", login="portal_user")
        complaint = self.complaints.search([], order="id desc", limit=1)
        self.assertEqual(complaint.user_id, self.leader)
        self.assertEqual(complaint.management_reason, "It is the third time")
        self.browser_size = "1400x900"
        self.start_tour("/odoo/complaints", "dosmart_crm_solve_complaint", login="leader")
        self.assertEqual(complaint.cause_id, self.cause())
        self.assertTrue(complaint.answered_at)
        self.start_tour("/my/complaints", "dosmart_crm_confirm_complaint", login="portal_user")
        self.assertTrue(complaint.confirmed_at)
        url = f"/odoo/complaints/{complaint.id}"
        self.start_tour(url, "dosmart_crm_close_complaint", login="leader")
        self.assertFalse(complaint.is_open)
