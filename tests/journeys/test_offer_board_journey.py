"""Offers from the table to the quotation: in Spanish at a desk, and the plan on a phone."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.offer.common import OfferCase


@tagged("post_install", "-at_install")
class TestOfferBoardJourney(OfferCase, DosmartHttpCase):
    def test_salesperson_refuses_plans_and_accepts_in_spanish(self):
        self.salesperson.lang = "es_MX"
        client = self.new_client(lang="es_MX", user_id=self.salesperson.id)
        lead = self.new_lead(type="opportunity", partner_id=client.id, user_id=self.salesperson.id)
        self.set_status(lead, "potential")
        self.new_product(name="Tour Camera", list_price=1000)
        url = f"/odoo/crm.lead/{lead.id}"
        self.start_tour(url, "dosmart_crm_offer_board", login="salesperson")
        accepted, refused = lead.offer_proposal_ids.sorted("id", reverse=True)
        self.assertEqual((refused.state, refused.refusal_reason), ("refused", "Muy caro"))
        self.assertEqual(accepted.state, "accepted")
        self.assertEqual(str(accepted.next_step_date), "2027-12-30")
        gift = lead.order_ids.order_line.filtered("offer_proposal_id")
        self.assertEqual(gift.name, "Mantenimiento preventivo")


@tagged("post_install", "-at_install")
class TestPlanOnPhone(OfferCase, DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_instalments_are_read_in_full(self):
        order = self.new_quotation(self.new_client(), user_id=self.salesperson.id)
        self.accept(order, self.shipped("first_interest_free_months"))
        url = f"/odoo/sale.order/{order.id}"
        self.start_tour(url, "dosmart_crm_plan_on_phone", login="salesperson")
