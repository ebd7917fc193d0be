"""Targets as a grid, and as marks in the grid of clients and products."""

from odoo.exceptions import AccessError, UserError

from .common import PortfolioCase


class TestSegmentGrid(PortfolioCase):
    def setUp(self):
        super().setUp()
        self.segment = self.new_segment(self.guards)
        self.segments = self.env["dosmart.segment"].with_user(self.manager)

    def test_targets_are_the_cells(self):
        grid = self.segments.get_grid()
        self.assertEqual([row["label"] for row in grid["rows"]], ["Production"])
        self.assertLessEqual({"Guards", "Alarms"}, {c["label"] for c in grid["columns"]})
        self.assertEqual(grid["cells"], {self.segment.id: {self.guards.id: {"state": "target"}}})
        self.assertTrue(grid["can_toggle"])

    def test_a_click_makes_a_line_a_target_and_takes_it_back(self):
        for _twice in range(2):
            self.segments.set_grid_cell(self.segment.id, self.alarms.id, True)
        self.assertEqual(self.segment.line_ids, self.guards | self.alarms)
        self.segments.set_grid_cell(self.segment.id, self.alarms.id, False)
        self.assertEqual(self.segment.line_ids, self.guards)

    def test_salespeople_only_look(self):
        segments = self.segments.with_user(self.salesperson)
        self.assertFalse(segments.get_grid()["can_toggle"])
        with self.assertRaises(AccessError):
            segments.set_grid_cell(self.segment.id, self.alarms.id, True)
        with self.assertRaises(AccessError):
            segments.with_user(self.portal_user).get_grid()

    def test_unknown_segment_or_line_is_refused(self):
        foreign = self.new_segment(company_id=self.other_company.id)
        for segment, line in ((foreign.id, self.alarms.id), (self.segment.id, 0), ("x", [])):
            with self.assertRaises(UserError) as refused:
                self.segments.set_grid_cell(segment, line, True)
            self.assertIn("Reload the page", str(refused.exception))

    def test_gap_is_marked_in_clients_and_products(self):
        self.refresh()
        products = self.env["dosmart.client.product"].with_user(self.salesperson)
        cell = products.get_grid(self.factory.ids)["cells"][self.factory.id][self.guards.id]
        self.assertEqual((cell["state"], cell["marks"]), ("not_offered", ["target"]))
        self.assertIn("Target of “Production”", cell["tooltip"])
        self.sell(self.factory, self.guard, 100)
        self.refresh()
        cell = products.get_grid(self.factory.ids)["cells"][self.factory.id][self.guards.id]
        self.assertEqual((cell["state"], cell["marks"]), ("contract", []))


class TestPortfolioAudit(PortfolioCase):
    def untargeted(self):
        lines = self.env["product.category"].with_user(self.manager)
        found = lines.search([("is_sold_untargeted", "=", True)])
        return found & (self.guards | self.alarms)

    def test_line_that_is_sold_without_a_segment_is_found(self):
        self.sell(self.factory, self.guard, 100)
        self.refresh()
        self.assertEqual(self.untargeted(), self.guards)
        self.assertEqual(self.guards.line_client_count, 1)
        self.new_segment(self.guards)
        self.assertFalse(self.untargeted())

    def test_segment_without_lines_is_found(self):
        empty = self.new_segment(self.env["product.category"], name="Empty")
        self.new_segment()
        action = self.env.ref("dosmart_loyalty.segment_action_without_lines")
        found = self.env["dosmart.segment"].search([("line_ids", "=", False)])
        self.assertEqual(found, empty)
        self.assertEqual(action.domain, "[('line_ids', '=', False)]")
