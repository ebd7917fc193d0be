"""The grid of clients and product lines (spec OF-8)."""

from freezegun import freeze_time

from odoo.exceptions import AccessError

from .test_client_product import ProductLineCase


class TestProductGrid(ProductLineCase):
    def setUp(self):
        super().setUp()
        self.products = self.env["dosmart.client.product"].with_user(self.salesperson)

    def grid(self, clients=None, products=None):
        self.env.invalidate_all()
        products = self.products if products is None else products
        return products.get_grid((clients or self.client).ids)

    def test_lines_are_those_of_what_is_sold_in_their_order(self):
        names = [column["label"] for column in self.grid()["columns"]]
        ours = [name for name in names if name in ("Alarms", "Cameras", "Security")]
        self.assertEqual(ours, ["Cameras", "Security"])
        self.siren.sale_ok = False
        self.assertNotIn("Cameras", [column["label"] for column in self.grid()["columns"]])

    def test_lower_level_says_what_it_is_below(self):
        self.env.company.product_line_level = 2
        notes = {column["label"]: column["note"] for column in self.grid()["columns"]}
        self.assertEqual((notes["Alarms"], notes["Cameras"]), ("Security", ""))

    @freeze_time("2026-03-20")
    def test_cell_says_state_reason_and_next_step(self):
        self.note(
            state="refused",
            refusal_reason="Has one.",
            next_step_date="2026-04-01",
            next_step_purpose="Ask again",
        )
        cell = self.grid()["cells"][self.client.id][self.security.id]
        self.assertEqual(
            cell,
            {
                "state": "refused",
                "marks": [],
                "label": "03/10/2026",
                "source": "→ 04/01/2026",
                "tooltip": "Refused since 03/10/2026. Reason: Has one. "
                "Next step on 04/01/2026: Ask again.",
            },
        )

    @freeze_time("2026-04-02")
    def test_late_next_step_shows(self):
        self.note(next_step_date="2026-04-01", next_step_purpose="Call")
        cell = self.grid()["cells"][self.client.id][self.security.id]
        self.assertEqual((cell["state"], cell["marks"]), ("on_table", ["late"]))

    def test_clients_of_another_company_are_left_out(self):
        foreign = self.new_client(company_id=self.other_company.id)
        self.note(partner_id=foreign.id, company_id=self.other_company.id)
        self.assertEqual(self.grid(foreign | self.client)["cells"], {})

    def test_portal_gets_no_grid(self):
        with self.assertRaises(AccessError):
            self.grid(products=self.products.with_user(self.portal_user))

    def test_forty_clients_cost_the_queries_of_one(self):
        clients = self.env["res.partner"].create(
            [{"name": f"Client {number}", "is_company": True} for number in range(40)]
        )
        for client in clients:
            self.note(partner_id=client.id)
        self.grid(clients)  # what is asked once per process
        costs = []
        for some in (clients[:1], clients):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.products.get_grid(some.ids)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])
