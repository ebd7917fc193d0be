"""Each class says why, with the client's own numbers and the boundary (SG-9)."""

from .common import ValueCase


class TestExplanation(ValueCase):
    def why(self, client):
        """Return {name of the class: (label, reason)} as salespeople read it."""
        board = client.with_user(self.salesperson).value_board
        return {chip["name"]: (chip["label"], chip["why"]) for chip in board["chips"]}

    def test_abc_tells_amount_and_where_the_client_starts(self):
        clients = [self.new_client(f"Client {number}") for number in range(3)]
        for client, amount in zip(clients, (612, 200, 188), strict=True):
            self.new_order(client, "2026-11-01", amount)
        self.run_on()
        label, why = self.why(clients[1])["ABC"]
        self.assertEqual(label, "B")
        self.assertIn("200.00", why)
        self.assertIn("starts at 61.2 % of the total; A ends at 50 %, B at 79 %", why)

    def test_not_enough_data_is_said(self):
        client = self.new_client()
        self.run_on()
        why = self.why(client)
        self.assertEqual(why["ABC"][0], "Not Enough Data")
        self.assertEqual(why["Life Cycle"], ("Potential", "No purchase yet."))
        self.assertEqual(why["Recency"], ("Not Enough Data", "No purchase in the last 12 months."))

    def test_too_few_months_are_told(self):
        client = self.new_client()
        self.new_order(client, "2026-09-30")
        self.policy.period_months = 1
        self.run_on()
        self.assertEqual(
            self.why(client)["XYZ"][1],
            "2 complete months since the first purchase; 3 are needed.",
        )

    def test_even_turnover_is_x_and_says_how_even(self):
        client = self.new_client()
        for month in range(1, 11):
            self.new_order(client, f"2026-{month:02d}-05", 100 + month % 2 * 10)
        self.run_on()
        self.assertEqual(
            self.why(client)["XYZ"],
            (
                "X",
                "Monthly turnover varies by 4.8 % over 10 months; X ends at 10 %, Y at 25 %.",
            ),
        )

    def test_treatment_of_the_class_is_read_beside_it(self):
        client = self.new_client()
        self.new_order(client, "2026-11-01")
        self.run_on()
        rules = self.env["dosmart.value.rule"]
        rules.search([("subject", "=", "monetary")]).unlink()
        rules.create({"subject": "monetary", "score_from": 5, "treatment": "Champagne"})
        board = client.with_user(self.salesperson).value_board
        found = {chip["name"]: chip["treatment"] for chip in board["chips"]}
        self.assertEqual(found["Monetary"], "Champagne")
        self.assertEqual(found["ABC"], "High volume: retain. A manager knows the client in person.")

    def test_contact_shows_what_its_company_is_worth(self):
        client = self.new_client()
        contact = self.new_client("Ana", parent_id=client.id, is_company=False)
        self.new_order(contact, "2026-11-01")
        self.run_on()
        self.assertEqual(self.why(contact), self.why(client))

    def test_clients_are_found_and_grouped_by_class(self):
        client = self.new_client()
        self.new_order(client, "2026-11-01")
        self.run_on()
        partners = self.env["res.partner"].with_user(self.salesperson)
        self.assertEqual(partners.search([("value_ids.abc", "=", "a")]), client)
        groups = self.env["dosmart.client.value"]._read_group(
            [("life_cycle", "!=", "potential")], ["abc", "cooperation_years"], ["__count"]
        )
        self.assertEqual(groups, [("a", 0, 1)])
