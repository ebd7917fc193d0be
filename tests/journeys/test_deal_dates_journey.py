"""A salesperson follows the dates of a deal, in the browser and on the phone."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.date_common import DateCase


@tagged("post_install", "-at_install")
class TestDealDatesJourney(DateCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_salesperson_notes_what_was_late_and_shares_the_dates(self):
        self.plan("minutes", -3)
        self.start_tour("/odoo/late-dates", "dosmart_crm_deal_dates", login="salesperson")
        self.assertEqual(self.state("minutes")[2], self.day())
        self.assertTrue(self.deal.client_follows)
        self.assertIn("/dosmart/follow/", self.notes(self.deal))


@tagged("post_install", "-at_install")
class TestDealDatesOnPhone(DateCase, DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_notes_what_was_late(self):
        self.plan("minutes", -3)
        url = f"/odoo/crm.lead/{self.deal.id}"
        self.start_tour(url, "dosmart_crm_deal_dates_on_phone", login="salesperson")
        self.assertEqual(self.state("minutes")[2], self.day())
