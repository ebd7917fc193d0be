"""Who was asked, who answered, and who still has to be asked."""

from .common import SatisfactionCase


class TestCoverage(SatisfactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coverage = cls.env["dosmart.satisfaction.coverage"]

    def line(self, client=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.coverage.search([("client_id", "=", (client or self.buyer).id)])

    def due(self):
        self.env.flush_all()
        return self.env["res.partner"].search([("is_satisfaction_due", "=", True)])

    def test_client_that_bought_is_to_be_asked_every_12_months(self):
        self.assertTrue(self.line().is_due)
        self.assertIn(self.buyer, self.due())
        sheet = self.ask()
        self.assertFalse(self.line().is_due)
        self.assertNotIn(self.buyer, self.due())
        self.assertFalse(self.buyer.is_satisfaction_due)
        sheet.asked_on = self.day(-370)
        self.assertTrue(self.line().is_due)
        self.assertIn(self.buyer, self.due())
        self.assertTrue(self.buyer.is_satisfaction_due)
        self.env.company.satisfaction_months = 24
        self.assertFalse(self.line().is_due)

    def test_whoever_bought_nothing_is_not_to_be_asked(self):
        prospect = self.new_client()
        self.order.copy({"partner_id": prospect.id})
        self.assertFalse(self.line(prospect))
        self.assertNotIn(prospect, self.due())

    def test_line_tells_times_answers_average_and_class(self):
        self.answer(self.ask(), 5, 5, 5)
        self.answer(self.ask(), 3, 5, 4)
        self.ask()
        line = self.line()
        self.assertEqual((line.asked_count, line.answered_count), (3, 2))
        self.assertAlmostEqual(line.average, 4.5)
        self.assertEqual(line.satisfaction_class, "fragile")
        self.assertEqual(line.user_id, self.salesperson)

    def test_contacts_count_for_their_client_also_after_merging(self):
        person = self.new_client(name="Ana", email="ana@example.com", parent_id=self.buyer.id)
        self.ask(person)
        self.assertEqual(self.line().asked_count, 1)
        double = self.new_client(name="Lupita 2", email="l2@example.com")
        self.answer(self.ask(double), 1)
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((double | self.buyer).ids, self.buyer)
        self.assertEqual(self.line().asked_count, 2)
        self.assertEqual(self.buyer.satisfaction_class, "dissatisfied")

    def test_list_costs_as_many_queries_for_many_clients_as_for_few(self):
        shown = {name: {} for name in ("asked_on", "average", "satisfaction_class", "is_due")}
        shown["client_id"] = {"fields": {"display_name": {}}}
        coverage = self.coverage.with_user(self.salesperson)
        counts = []
        for few in (1, 25):
            for n in range(few):
                client = self.new_client(name=f"Client {n}", user_id=self.salesperson.id)
                self.new_order(client)
            self.env.flush_all()
            for _once_for_the_caches in range(2):
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                coverage.web_search_read([("is_due", "=", True)], shown, limit=80)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_archived_client_is_asked_no_more(self):
        self.assertTrue(self.line().is_due)
        self.buyer.active = False
        self.assertFalse(self.line())

    def test_salesperson_sees_the_coverage_of_own_clients(self):
        other = self.new_client(user_id=self.manager.id)
        self.new_order(other)
        self.env.flush_all()
        seen = self.coverage.with_user(self.salesperson).search([]).client_id
        self.assertIn(self.buyer, seen)
        self.assertNotIn(other, seen)
        self.assertFalse(
            self.coverage.with_user(self.other_salesperson).search(
                [("client_id", "in", (self.buyer | other).ids)]
            )
        )

    def test_report_sums_by_product_salesperson_and_month(self):
        self.answer(self.ask(), 5, 4, 5)
        self.ask()
        self.env.flush_all()
        groups = self.answers.with_user(self.salesperson)._read_group(
            [("product_id", "=", self.guard.id)],
            ["product_id", "user_id", "asked_on:month"],
            ["asked_count:sum", "answered_count:sum", "average:avg"],
        )
        self.assertEqual(len(groups), 1)
        product, user, _month, asked, answered, average = groups[0]
        self.assertEqual((product, user), (self.guard, self.salesperson))
        self.assertEqual((asked, answered), (2, 1))
        self.assertAlmostEqual(average, 4.67, 2)

    def test_clients_of_the_list_are_asked_at_once(self):
        window = self.line().with_user(self.salesperson).action_ask_satisfaction()
        window = self.env[window["res_model"]].browse(window["res_id"])
        self.assertEqual(window.ready_ids, self.buyer)
