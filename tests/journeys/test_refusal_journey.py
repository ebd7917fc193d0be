"""A deal is given up after a last try, and a client is taken over, in the browser."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.assignment_common import AssignmentCase


@tagged("post_install", "-at_install")
class TestRefusalJourney(AssignmentCase, DosmartHttpCase):
    browser_size = "1920x1080"

    def test_last_try_is_planned_and_the_deal_lost_after_it(self):
        self.env["crm.lost.reason"].create({"name": "Too dear"})
        deal = self.new_deal(stage_id=self.closing.id)
        url = f"/odoo/crm.lead/{deal.id}"
        self.start_tour(url, "dosmart_crm_refusal", login="salesperson")
        self.assertEqual(deal.won_status, "lost")
        self.assertEqual(deal.rescue_ids.mapped("result"), ["failed"])
        self.assertEqual(deal.refusal_ids.rescue_kind, "manager_visit")

    def test_client_is_taken_over_with_its_quotations(self):
        client = self.new_client(is_company=True, conclusions="Pays late")
        order = self.new_order(client, user_id=self.other.id, team_id=False)
        deal = self.new_deal(partner_id=client.id, user_id=False)
        deal.with_user(self.manager).user_id = self.salesperson
        url = f"/odoo/crm.lead/{deal.id}"
        self.start_tour(url, "dosmart_crm_handover", login="salesperson")
        copy = self.env["sale.order"].search([("copied_from_id", "=", order.id)])
        self.assertEqual(copy.user_id, self.salesperson)
