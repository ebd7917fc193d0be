"""Ten tenths of the clients by turnover, each with its share: análisis decimal (SG-5)."""

from odoo.exceptions import AccessError

from .common import ValueCase


class TestValueDecile(ValueCase):
    def setUp(self):
        super().setUp()
        self.clients = [self.new_client(f"Client {number}") for number in range(10)]
        for number, client in enumerate(self.clients, 1):
            self.new_order(client, "2026-10-01", 100 * number)
        self.run_on()

    def deciles(self, user=None):
        deciles = self.env["dosmart.value.decile"].with_user(user or self.salesperson)
        return deciles.search([("company_id", "=", self.company.id)])

    def test_each_tenth_has_its_share_and_that_of_the_better_ones(self):
        rows = [
            (row.decile, row.client_count, row.turnover)
            + (round(row.turnover_share, 4), round(row.cumulated_share, 4))
            for row in self.deciles()
        ]
        self.assertEqual(len(rows), 10)
        self.assertEqual(rows[0], (1, 1, 1000, 0.1818, 0.1818))
        self.assertEqual(rows[1], (2, 1, 900, 0.1636, 0.3455))
        self.assertEqual(rows[9], (10, 1, 100, 0.0182, 1))

    def test_tenths_that_equals_have_skipped_hold_nobody(self):
        for client in self.clients[1:]:
            self.new_order(client, "2026-10-02", 10_000)
        for client in self.clients[1:]:
            client.sale_order_ids.filtered(
                lambda order: order.amount_untaxed < 10_000
            ).state = "cancel"
        self.run_on()
        rows = [(row.decile, row.client_count, row.turnover) for row in self.deciles()]
        self.assertEqual(rows[0], (1, 9, 90_000))
        self.assertEqual(rows[1], (2, 0, 0))
        self.assertEqual(rows[9], (10, 1, 100))

    def test_tenth_opens_its_clients(self):
        action = self.deciles()[1].action_view_clients()
        found = self.env["dosmart.client.value"].search(action["domain"])
        self.assertEqual(found.partner_id, self.clients[8])

    def test_nobody_bought_nothing_is_shown(self):
        self.env["sale.order"].search([("company_id", "=", self.company.id)]).state = "cancel"
        self.run_on()
        self.assertFalse(self.deciles())

    def test_user_counts_only_clients_it_may_read(self):
        self.clients[0].user_id = self.salesperson
        self.env["ir.rule"].create(
            {
                "name": "Own clients",
                "model_id": self.env["ir.model"]._get_id("dosmart.client.value"),
                "domain_force": "[('user_id', '=', user.id)]",
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
            }
        )
        self.assertEqual(sum(self.deciles().mapped("turnover")), 100)
        deciles = self.env["dosmart.value.decile"]
        others = deciles.with_user(self.other_salesperson)
        others = others.with_context(allowed_company_ids=self.other_company.ids)
        self.assertNotIn(self.company, others.search([]).company_id)
        with self.assertRaises(AccessError):
            deciles.with_user(self.portal_user).search([])

    def test_nobody_writes_them(self):
        decile = self.deciles(self.manager)[0]
        with self.assertRaises(AccessError):
            decile.client_count = 5
