"""Deals pass no stage as another company's or as another kind of sale."""

from odoo.exceptions import ValidationError

from .common import ProcessCase


class TestSaleKindGate(ProcessCase):
    def setUp(self):
        super().setUp()
        self.needs.active = False
        self.deal = self.new_deal().with_user(self.salesperson)

    def assert_refused(self, text, act):
        with self.assertRaisesRegex(ValidationError, text), self.cr.savepoint():
            act()
        self.env.invalidate_all()

    def test_detour_over_another_company_skips_nothing(self):
        home, abroad = self.deal.company_id, self.env["res.company"].create({"name": "Abroad"})
        self.assertTrue(home)
        self.salesperson.company_ids += abroad
        deal = self.deal.with_context(allowed_company_ids=(home | abroad).ids)
        budget = self.new_point(name="Budget", company_id=home.id)
        deal.company_id = abroad
        self.move(deal, self.analysis)
        self.assert_refused("Client study: Budget", lambda: deal.write({"company_id": home.id}))
        self.assertEqual(deal.company_id, abroad)
        self.move(deal, self.study)
        deal.company_id = home
        self.tick(deal, budget)
        self.move(deal, self.analysis)
        self.assertEqual((deal.company_id, deal.stage_id), (home, self.analysis))

    def test_type_chosen_afterwards_asks_for_what_it_would_have_asked_before(self):
        visit = self.new_point(name="Visit", sale_approach="pull")
        self.deal.sale_approach = "push"
        self.move(self.deal, self.analysis)
        self.assert_refused(
            "Client study: Visit", lambda: self.deal.write({"sale_approach": "pull"})
        )
        self.assertEqual(self.deal.sale_approach, "push")
        self.move(self.deal, self.study)
        self.deal.sale_approach = "pull"
        self.tick(self.deal, visit)
        self.move(self.deal, self.analysis)
        self.assertEqual(self.deal.stage_id, self.analysis)

    def test_all_deals_of_a_batch_are_named(self):
        self.new_point(name="Visit", sale_length="long")
        deals = (self.deal | self.new_deal(name="Second")).with_user(self.salesperson)
        deals.sale_length = "short"
        self.move(deals, self.table)
        self.assert_refused(
            "(?s)Missing for.*Missing for “Second”", lambda: deals.write({"sale_length": "long"})
        )
        self.assertEqual(deals.mapped("sale_length"), ["short", "short"])

    def test_what_was_asked_before_is_not_asked_again(self):
        self.new_point(name="Visit", stage_id=self.analysis.id, sale_approach="pull")
        self.move(self.deal, self.analysis)
        self.new_point(name="Asked since yesterday")
        self.deal.sale_approach = "pull"
        self.deal.user_id = self.salesperson_all
        self.assertEqual(self.deal.sudo().sale_approach, "pull")

    def test_teams_without_points_pay_nothing(self):
        team = self.other_team()
        deals = self.new_deal(team_id=team.id) | self.new_deal(team_id=team.id)
        self.points._pipelines()
        deals.mapped("team_id")
        with self.assertQueryCount(0):
            self.assertFalse(deals._of_gated_teams())
