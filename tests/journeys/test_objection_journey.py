"""A salesperson answers an objection in the browser."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.objection_common import ObjectionCase


@tagged("post_install", "-at_install")
class TestObjectionJourney(ObjectionCase, DosmartHttpCase):
    browser_size = "1920x1080"

    def test_objection_is_noted_holds_the_deal_and_is_answered(self):
        self.raise_objection(self.new_deal(), answer_id=self.compared.id, result="convinced")
        deal = self.new_deal()
        self.tick(deal)
        url = f"/odoo/crm.lead/{deal.id}"
        self.start_tour(url, "dosmart_crm_objection", login="salesperson")
        self.assertEqual(deal.stage_id, self.analysis)
        self.assertEqual(deal.objection_ids.answer_id, self.monthly)
