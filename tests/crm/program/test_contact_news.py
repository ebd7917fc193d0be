"""News go to whom they interest, once (spec CP-5)."""

from .shipped_common import ShippedCase


class TestNews(ShippedCase):
    def news(self, name, **values):
        return self.env["dosmart.contact.news"].create(
            {
                "name": name,
                "date": "2026-03-01",
                "company_id": self.company.id,
                "body": "<p>Read</p>",
                **values,
            }
        )

    def told(self, program, day):
        """Return which news the client got on *day*."""
        self.run_program(program, day)
        touch = self.of(program).filtered(lambda one: str(one.open_on) == day)
        return touch.news_ids.mapped("name") if touch.state == "done" else touch.state

    def setUp(self):
        super().setUp()
        self.order_of("2026-01-05")
        self.program = self.on("news", exclusion_ids=[(5,)], date_start="2026-03-10")

    def test_nothing_new_sends_nothing(self):
        self.assertEqual(self.told(self.program, "2026-03-10"), "cancelled")
        self.assertFalse(self.mails())

    def test_news_are_sent_once(self):
        self.news("Award")
        self.assertEqual(self.told(self.program, "2026-03-10"), ["Award"])
        self.assertIn("Award", self.mails().body_html)
        self.news("New branch", date="2026-04-01")
        self.assertEqual(self.told(self.program, "2026-04-10"), ["New branch"])

    def test_news_go_to_whom_they_interest(self):
        industry = self.env["res.partner.industry"].create({"name": "Trade"})
        line = self.env["product.category"].create({"name": "Cameras"})
        self.news("For trade", industry_ids=industry.ids)
        self.news("For owners", category_ids=line.ids)
        self.news("For loyal clients", status_ids=self.status("loyal").ids)
        self.news("For later", date="2026-03-20")
        self.news("For all")
        self.set_status(self.client_, "loyal")
        self.client_.industry_id = industry
        self.assertEqual(
            set(self.told(self.program, "2026-03-10")),
            {"For trade", "For loyal clients", "For all"},
        )

    def test_owners_of_a_product_line_read_its_news(self):
        line = self.env["product.category"].create({"name": "Cameras"})
        self.client_.sale_order_ids.order_line.product_id.categ_id = line
        self.news("For owners", category_ids=line.ids)
        self.assertEqual(self.told(self.program, "2026-03-10"), ["For owners"])
