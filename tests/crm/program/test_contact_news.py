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
        touch = self.of(program).filtered(
            lambda one: str(one.open_on) == day and one.partner_id == self.client_
        )
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

    def test_news_go_out_every_month_within_five_working_days(self):
        found = [self.rows(self.program, day) for day in ("2026-03-10", "2026-04-10")]
        self.assertEqual(found[0], [("email", "2026-03-10", "2026-03-17", "planned")])
        self.assertEqual(found[1][1:], [("email", "2026-04-10", "2026-04-17", "planned")])

    def test_quarterly_news_go_out_every_three_months_also_to_prospects(self):
        program = self.on("quarterly_news", exclusion_ids=[(5,)], date_start="2026-03-10")
        prospect = self.new_buyer(name="Prospect")
        for client in (self.client_, prospect):
            self.assertEqual(
                self.rows(program, "2026-03-10", client),
                [("email", "2026-03-10", "2026-03-17", "planned")],
            )
        for day, number in (("2026-04-10", 1), ("2026-05-10", 1), ("2026-06-10", 2)):
            self.assertEqual(len(self.rows(program, day)), number, day)
        self.assertEqual(
            self.rows(program, "2026-06-10")[1], ("email", "2026-06-10", "2026-06-17", "planned")
        )

    def test_quarterly_news_are_read_by_economic_activity(self):
        program = self.on("quarterly_news", exclusion_ids=[(5,)], date_start="2026-03-10")
        trade, farming = (
            self.env["res.partner.industry"].create({"name": name}) for name in ("Trade", "Farming")
        )
        self.news("For trade", industry_ids=trade.ids, program_ids=program.ids)
        self.news("For farmers", industry_ids=farming.ids, program_ids=program.ids)
        self.client_.industry_id = trade
        self.assertEqual(self.told(program, "2026-03-10"), ["For trade"])
        self.assertEqual(self.told(self.program, "2026-03-10"), "cancelled")

    def test_awards_reach_loyal_clients_alone(self):
        loyal = self.new_buyer(name="Loyal")
        self.order_of("2026-01-05", loyal)
        self.set_status(loyal, "loyal")
        self.news("Award", status_ids=self.status("loyal").ids)
        touches = self.run_program(self.program, "2026-03-10")
        states = {touch.partner_id: touch.state for touch in touches}
        self.assertEqual((states[loyal], states[self.client_]), ("done", "cancelled"))

    def test_script_in_news_does_not_leave(self):
        self.news("<b>Award</b>", body="<p onclick='x()'>Read<script>alert(1)</script></p>")
        self.told(self.program, "2026-03-10")
        body = self.mails().body_html
        self.assertIn("&lt;b&gt;Award", body)
        self.assertNotIn("alert(1)", body)
        self.assertNotIn("onclick", body)
