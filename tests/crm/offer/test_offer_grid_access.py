"""Who sees and clicks on which cells of the grid, and the price of showing it."""

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import GridCase
from .test_offer_matrix import C


class TestGridAccess(GridCase):
    def setUp(self):
        super().setUp()
        self.enterContext(
            mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
        )
        self.offer = self.new_offer()

    def test_salesperson_reads_the_grid_and_cannot_click(self):
        rules = self.rules.with_user(self.salesperson)
        self.assertEqual(rules.get_grid()["cells"], self.rules.get_grid()["cells"])
        may = {key: rules.get_grid()[key] for key in ("can_toggle", "can_inherit")}
        self.assertEqual(may, {"can_toggle": False, "can_inherit": False})
        self.assertTrue(self.rules.get_grid()["can_toggle"])
        for user in (self.salesperson, self.salesperson_all):
            with self.assertRaises(AccessError):
                self.set_cell("loyal", self.offer, True, self.rules.with_user(user))
            with self.assertRaises(AccessError):
                self.set_cell("loyal", self.shipped(C), False, self.rules.with_user(user))
        self.assertFalse(self.own("loyal", self.offer))
        self.assertTrue(self.own("loyal", self.shipped(C)))

    def test_portal_and_public_users_do_not_even_read_it(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.rules.with_user(user).get_grid()
            with self.assertRaises(AccessError):
                self.set_cell("loyal", self.offer, True, self.rules.with_user(user))

    def test_only_ids_of_existing_records_are_taken(self):
        status = self.status("loyal")
        for offer_id in (0, -1, "1", [self.offer.id], True, None, {"id": 1}, 2**31 - 1):
            with self.assertRaisesRegex(UserError, "Reload the page"):
                self.rules.set_grid_cell(offer_id, status.id, True)
        self.assertFalse(self.own("loyal", self.offer))

    def test_offers_of_other_companies_are_neither_shown_nor_clicked(self):
        self.offer.company_id = self.other_company
        self.new_rule("loyal", self.offer)
        self.assertIsNone(self.cell("loyal", self.offer))
        with self.assertRaises(UserError):
            self.set_cell("loyal", self.offer, False)
        self.assertTrue(self.own("loyal", self.offer))

    def test_two_companies_at_once_show_the_offers_of_both(self):
        self.manager.company_ids |= self.other_company
        both = self.rules.with_context(
            allowed_company_ids=[self.env.company.id, self.other_company.id]
        )
        ours = self.new_offer(name="Ours", company_id=self.env.company.id)
        self.offer.company_id = self.other_company
        for offer in (ours, self.offer):
            self.set_cell("loyal", offer, True, both)
            self.assertEqual(self.cell("loyal", offer, both)["state"], "own")
        notes = {row["id"]: row["note"] for row in both.get_grid()["rows"]}
        self.assertEqual(notes[self.offer.id], "Other Company")
        one = self.rules.with_context(allowed_company_ids=self.env.company.ids)
        self.assertIsNone(self.cell("loyal", self.offer, one))
        self.assertEqual(self.cell("loyal", ours, one)["state"], "own")

    def test_shared_offer_of_a_product_of_another_company_does_not_close_the_grid(self):
        self.siren.write({"company_id": self.other_company.id, "active": False})
        rules = self.rules.with_context(allowed_company_ids=self.env.company.ids)
        row = next(r for r in rules.get_grid()["rows"] if r["id"] == self.offer.id)
        self.assertEqual(row["note"], "The product “Siren” is archived.")

    def test_own_company_is_not_named_when_there_is_only_one(self):
        self.offer.company_id = self.env.company
        row = next(r for r in self.rules.get_grid()["rows"] if r["id"] == self.offer.id)
        self.assertEqual(row["note"], "")


class TestGridStatements(GridCase):
    def setUp(self):
        super().setUp()
        self.env["dosmart.offer"].search([]).active = False
        self.env["dosmart.client.status"].search([]).active = False

    def fill(self, statuses, offers):
        """Make a full grid of that size, of which every tenth rule has a condition."""
        columns = self.env["dosmart.client.status"].create(
            [{"name": f"Status {statuses} {i}"} for i in range(statuses)]
        )
        for status, previous in zip(columns[1:], columns, strict=False):
            status.inherited_status_ids = previous
        rows = self.env["dosmart.offer"].create(
            [
                {"name": f"Offer {i}", "kind": "discount", "product_id": self.siren.id}
                for i in range(offers)
            ]
        )
        self.env["dosmart.offer.rule"].create(
            [
                {
                    "status_id": status.id,
                    "offer_id": offer.id,
                    "condition_model": not (i + j) % 10 and "res.partner",
                    "condition": "[('city', '=', 'León')]",
                }
                for i, status in enumerate(columns)
                for j, offer in enumerate(rows)
            ]
        )

    def count_statements(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        grid = self.rules.get_grid()
        cells = sum(len(row) for row in grid["cells"].values())
        return cells, self.env.cr.sql_log_count - before

    def test_statements_do_not_grow_with_the_cells(self):
        self.fill(2, 2)
        self.count_statements()  # fills the caches of the registry
        cells, count = self.count_statements()
        self.assertEqual(cells, 4)
        self.env["dosmart.offer"].search([]).active = False
        self.env["dosmart.client.status"].search([]).active = False
        self.fill(10, 30)
        self.count_statements()  # other threads may have emptied them
        self.assertEqual(self.count_statements(), (300, count))
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(count):
            self.rules.get_grid()
