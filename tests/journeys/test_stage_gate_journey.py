"""A deal goes through the whole process, in the browser and on the phone."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.common import ProcessCase


@tagged("post_install", "-at_install")
class TestStageGateJourney(ProcessCase, DosmartHttpCase):
    browser_size = "1920x1080"

    def test_deal_goes_through_all_eight_stages_with_one_override(self):
        self.new_point(name="Budget", stage_id=self.analysis.id)
        self.new_point(name="Price", stage_id=self.table.id)
        self.new_point(name="Closing talk", stage_id=self.closing.id, kind="event")
        deal = self.new_deal(user_id=self.manager.id)
        self.start_tour(f"/odoo/crm.lead/{deal.id}", "dosmart_crm_stage_gate", login="manager")
        self.assertEqual((deal.stage_id, deal.won_status), (self.stage("follow_up"), "won"))
        overridden = deal.lead_point_ids.filtered("overridden_on")
        self.assertEqual(overridden.point_id, self.needs)
        self.assertEqual(overridden.override_reason, "The owner is my brother")


@tagged("post_install", "-at_install")
class TestStageGateOnPhone(ProcessCase, DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_ticks_what_is_missing_and_goes_on(self):
        deal = self.new_deal()
        url = f"/odoo/crm.lead/{deal.id}"
        self.start_tour(url, "dosmart_crm_stage_gate_on_phone", login="salesperson")
        self.assertEqual(deal.stage_id, self.analysis)
        self.assertFalse(deal.override_count)
