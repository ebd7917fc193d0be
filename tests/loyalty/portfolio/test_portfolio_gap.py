"""The gap list: what clients should have and have not, and what it is worth."""

from odoo.exceptions import AccessError
from odoo.tools import SQL

from .common import PortfolioCase


class TestPortfolioGap(PortfolioCase):
    def test_target_lines_that_the_client_lacks_are_its_gap(self):
        segment = self.new_segment()
        self.refresh()
        self.assertEqual(set(self.gaps()), {"Guards", "Alarms"})
        self.assertEqual(self.gaps()["Guards"].segment_id, segment)
        self.sell(self.factory, self.guard, 100)
        self.refresh()
        self.assertEqual(set(self.gaps()), {"Alarms"})

    def test_line_is_worth_what_others_of_the_segment_spent_on_it(self):
        self.new_segment()
        for amount in (100, 300):
            peer = self.new_client(is_company=True, ref="factory")
            self.sell(peer, self.siren, amount)
        self.sell(self.new_client(is_company=True), self.siren, 5000)
        self.refresh()
        self.assertEqual(self.gaps()["Alarms"].expected_value, 200.0)

    def test_line_nobody_of_the_segment_has_is_worth_what_all_clients_spent(self):
        self.new_segment()
        self.sell(self.new_client(is_company=True), self.siren, 5000)
        self.refresh()
        self.assertEqual(self.gaps()["Alarms"].expected_value, 5000.0)
        self.assertEqual(self.gaps()["Guards"].expected_value, 0.0)

    def test_line_of_two_segments_shows_once_with_the_better_worth(self):
        self.new_segment(self.alarms, name="Small")
        big = self.new_segment(self.alarms, name="Big", condition="[('ref', '!=', False)]")
        self.sell(self.new_client(is_company=True, ref="other"), self.siren, 700)
        self.sell(self.new_client(is_company=True), self.siren, 100)
        self.refresh()
        gap = self.gaps()["Alarms"]
        self.assertEqual((gap.segment_id, gap.expected_value), (big, 700.0))

    def test_upgrade_of_what_was_bought_shows_until_it_is_bought(self):
        better = self.new_product(name="Siren Pro", list_price=900, categ_id=self.alarms.id)
        self.siren.product_tmpl_id.upgrade_id = better.product_tmpl_id
        self.sell(self.factory, self.siren, 50)
        self.refresh()
        gap = self.gaps()["Alarms"]
        self.assertEqual((gap.kind, gap.product_id), ("upgrade", better.product_tmpl_id))
        self.assertEqual(gap.owned_product_id, self.siren.product_tmpl_id)
        self.assertEqual(gap.expected_value, 900.0)
        self.sell(self.factory, better, 950)
        self.refresh()
        self.assertEqual(self.gaps(), {})

    def test_portfolio_of_a_client_is_counted(self):
        self.new_segment()
        self.sell(self.factory, self.guard, 100)
        self.refresh()
        value = self.value()
        self.assertEqual((value.target_count, value.owned_count), (2, 1))
        self.assertEqual(value.development_percent, 50)
        self.assertEqual((value.is_prospective, value.is_regular), (False, True))
        self.policy.prospective_lines = 2
        self.refresh()
        self.assertTrue(self.value().is_prospective)

    def test_client_without_segment_is_non_target(self):
        self.refresh()
        value = self.value()
        self.assertEqual((value.segment_count, value.target_count), (0, 0))
        self.assertEqual((value.is_prospective, value.is_regular), (False, False))

    def test_second_run_writes_nothing(self):
        self.new_segment()
        self.refresh()
        self.env.flush_all()
        query = SQL("SELECT id, ctid::text FROM dosmart_portfolio_gap ORDER BY id")
        before = self.env.execute_query_dict(query)
        self.refresh()
        self.env.flush_all()
        self.assertEqual(self.env.execute_query_dict(query), before)

    def test_gap_of_another_company_does_not_show(self):
        self.new_segment()
        policy = self.env["dosmart.value.policy"].search(
            [("company_id", "=", self.other_company.id)]
        )
        policy._run()
        found = self.env["dosmart.portfolio.gap"].search([("partner_id", "=", self.factory.id)])
        self.assertEqual(found.company_id, self.other_company)
        with self.assertRaises(AccessError):
            found.with_user(self.salesperson).read(["expected_value"])
        self.assertEqual(self.gaps(), {})

    def test_client_of_another_company_has_no_gap_here(self):
        foreign = self.new_client(is_company=True, ref="factory", company_id=self.other_company.id)
        self.new_segment()
        self.refresh()
        gaps = self.env["dosmart.portfolio.gap"].search([("partner_id", "=", foreign.id)])
        self.assertFalse(gaps)
        self.assertTrue(self.gaps())

    def test_client_is_most_valuable_as_a_and_x_with_enough_target_lines(self):
        self.new_segment()
        self.sell(self.factory, self.guard, 100)
        self.refresh()
        self.policy.valuable_lines = 1
        self.env.flush_all()
        query = "UPDATE dosmart_client_value SET abc = 'a', xyz = %s WHERE id = %s"
        for xyz, is_valuable in (("x", True), ("y", False)):
            self.env.cr.execute(query, (xyz, self.value().id))
            self.policy._after_run(self.policy._new_run())
            self.assertEqual(self.value().is_most_valuable, is_valuable)

    def test_gaps_are_written_by_the_run_only(self):
        self.new_segment()
        self.refresh()
        gap = self.gaps()["Alarms"]
        for act in (gap.unlink, lambda: gap.write({"expected_value": 1})):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            gap.with_user(self.portal_user).read(["line_id"])
