"""ABC down, XYZ across: who is in each of the nine cells, and what part of the turnover (SG-5)."""

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError

from .common import ValueCase


class TestValueGrid(ValueCase):
    def setUp(self):
        super().setUp()
        self.even, self.uneven, self.small = (
            self.new_client(name) for name in ("Even", "Uneven", "Small")
        )
        for month in range(1, 13):
            day = self.today - relativedelta(months=month)
            self.new_order(self.even, day, 500)
        self.new_order(self.uneven, "2026-01-10", 3000)
        self.new_order(self.uneven, "2026-06-10", 900)
        self.new_order(self.small, "2026-11-20", 100)
        self.potential = self.new_client("Potential")
        self.run_on()

    def grid(self, domain=(), user=None):
        """Return what the user is shown of the clients above; others were there before."""
        values = self.env["dosmart.client.value"].with_user(user or self.salesperson)
        clients = self.even | self.uneven | self.small | self.potential
        ours = [("partner_id", "in", clients.ids)]
        return values.with_company(self.company).get_grid([*domain, *ours])

    def test_each_cell_counts_its_clients_and_their_share_of_turnover(self):
        cells = {
            (abc, xyz): (cell["number"], cell["label"], cell["state"])
            for abc, row in self.grid()["cells"].items()
            for xyz, cell in row.items()
        }
        self.assertEqual(
            cells,
            {
                ("a", "x"): (1, "60.0 %", "best"),
                ("b", "z"): (1, "39.0 %", "least"),
                ("c", "none"): (1, "1.0 %", "unknown"),
                ("none", "none"): (1, "0.0 %", "unknown"),
            },
        )

    def test_rows_and_columns_add_up(self):
        grid = self.grid([("life_cycle", "!=", "potential")])
        self.assertEqual(grid["count"], 3)
        notes = {head["id"]: head["note"] for head in (*grid["rows"], *grid["columns"])}
        self.assertEqual(
            notes,
            {
                "a": "Clients: 1 · 60.0 %",
                "b": "Clients: 1 · 39.0 %",
                "c": "Clients: 1 · 1.0 %",
                "x": "Clients: 1 · 60.0 %",
                "y": "Clients: 0 · 0.0 %",
                "z": "Clients: 1 · 39.0 %",
                "none": "Clients: 1 · 1.0 %",
            },
        )

    def test_nobody_who_bought_makes_no_share(self):
        grid = self.grid([("life_cycle", "=", "potential")])
        self.assertEqual(grid["cells"]["none"]["none"]["label"], "")
        self.assertEqual(grid["rows"][-1]["note"], "Clients: 1")
        self.assertEqual(self.grid([("turnover", ">", 10**9)])["count"], 0)

    def test_most_valuable_are_marked(self):
        self.assertEqual(self.grid()["valuable_count"], 0)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE dosmart_client_value SET is_most_valuable = TRUE WHERE id = %s",
            [self.value(self.even).id],
        )
        self.env.invalidate_all()
        grid = self.grid()
        self.assertEqual(grid["valuable_count"], 1)
        self.assertEqual(grid["cells"]["a"]["x"]["marks"], ["valuable"])
        self.assertIn("Most valuable: 1", grid["cells"]["a"]["x"]["tooltip"])

    def test_user_counts_only_clients_it_may_read(self):
        self.even.user_id = self.salesperson
        self.env["ir.rule"].create(
            {
                "name": "Own clients",
                "model_id": self.env["ir.model"]._get_id("dosmart.client.value"),
                "domain_force": "[('user_id', '=', user.id)]",
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
            }
        )
        self.assertEqual(self.grid()["count"], 1)
        self.assertEqual(self.grid()["cells"]["a"]["x"]["label"], "100.0 %")
        other = self.env["dosmart.client.value"].with_user(self.other_salesperson)
        other = other.with_context(allowed_company_ids=self.other_company.ids)
        self.assertNotIn("x", other.get_grid([])["cells"].get("a", {}))
        with self.assertRaises(AccessError):
            self.grid(user=self.portal_user)

    def test_number_of_queries_does_not_grow_with_the_clients(self):
        self.grid()
        with self.assertQueryCount(2):
            self.grid()
