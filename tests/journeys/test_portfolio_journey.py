"""Segments and the gap list in the browser."""

from ..common import DosmartHttpCase
from ..loyalty.portfolio.common import PortfolioCase


class TestPortfolioJourney(DosmartHttpCase, PortfolioCase):
    def setUp(self):
        super().setUp()
        self.segment = self.new_segment(self.guards)

    def test_manager_makes_a_line_a_target(self):
        self.start_tour("/odoo", "dosmart_loyalty_segment_grid", login="manager")
        self.assertEqual(self.segment.line_ids, self.guards | self.alarms)

    def test_salesperson_works_the_gap_list(self):
        self.segment.line_ids |= self.alarms
        self.factory.user_id = self.salesperson
        self.refresh()
        self.start_tour("/odoo", "dosmart_loyalty_gap_list", login="salesperson")
        activities = self.env["mail.activity"].search([("res_id", "=", self.factory.id)])
        self.assertEqual(activities.mapped("summary"), ["Offer Guards"])
        notes = self.env["dosmart.product.approach"].search([("partner_id", "=", self.factory.id)])
        self.assertEqual((notes.line_id, notes.state), (self.alarms, "on_table"))
