"""Who hears of a new product, and when (spec CP-5)."""

from .shipped_common import ShippedCase


class TestProductLaunch(ShippedCase):
    def test_loyal_clients_hear_of_a_new_product_two_weeks_earlier(self):
        loyal, other = self.new_buyer(name="Loyal"), self.new_buyer(name="Other")
        self.set_status(loyal, "loyal")
        self.env["product.template"].create({"name": "Night camera", "launch_date": "2026-03-24"})
        program = self.on("new_product")
        self.assertEqual(
            self.rows(program, "2026-03-10", loyal),
            [("letter", "2026-03-10", "2026-03-17", "planned")],
        )
        self.assertEqual(self.rows(program, "2026-03-10", other), [])
        self.assertEqual(
            self.rows(program, "2026-03-24", other),
            [("email", "2026-03-24", "2026-03-31", "planned")],
        )
        self.assertEqual(len(self.rows(program, "2026-03-24", loyal)), 1)
        self.assertEqual(
            [row[:2] for row in self.rows(program, "2026-04-03", loyal)][1:],
            [("survey", "2026-04-03")],
        )
