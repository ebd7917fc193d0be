"""What clients are worth, in the browser: the manager's policy, the salesperson's client."""

from ..common import DosmartHttpCase


class TestClientValueJourney(DosmartHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create({"name": "Tour Ana"})
        product = cls.env["product.product"].create({"name": "Camera", "type": "service"})
        line = {"product_id": product.id, "price_unit": 5000}
        order = cls.env["sale.order"].create(
            {"partner_id": cls.client.id, "order_line": [(0, 0, line)]}
        )
        order.action_confirm()
        cls.policy = cls.env["dosmart.value.policy"].search(
            [("company_id", "=", cls.env.company.id)]
        )

    def test_manager_changes_the_weights_and_reads_why_a_client_is_where_it_is(self):
        self.start_tour("/odoo", "dosmart_loyalty_client_value", login="manager")
        self.assertEqual((self.policy.recency_weight, self.policy.monetary_weight), (0, 90))
        self.assertTrue(self.policy.last_run)

    def test_salesperson_reads_the_value_on_the_client(self):
        self.policy._run()
        url = f"/odoo/res.partner/{self.client.id}"
        self.start_tour(url, "dosmart_loyalty_value_of_client", login="salesperson")
