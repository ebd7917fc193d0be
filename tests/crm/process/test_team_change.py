"""Deals that come from another team, or pass through one, skip no control point."""

from odoo.exceptions import ValidationError

from .common import ProcessCase


class TestTeamChange(ProcessCase):
    def test_stage_of_another_team_is_refused(self):
        won = self.env.ref("crm.stage_lead4")
        self.assert_held(
            self.new_deal(), won, "not a stage of the team DOSmart", exception=ValidationError
        )

    def test_deal_that_comes_from_another_team_begins_anew(self):
        team = self.other_team()
        deal = self.new_deal(team_id=team.id, stage_id=self.env.ref("crm.stage_lead3").id)
        deal.team_id = self.team
        self.assertEqual(deal.stage_id, self.study)

    def test_detour_over_another_team_skips_nothing(self):
        team = self.other_team()
        deal = self.new_deal()
        self.analysis.team_ids |= team
        deal.write({"team_id": team.id, "stage_id": self.analysis.id})
        with self.assertRaisesRegex(ValidationError, "Needs"), self.cr.savepoint():
            deal.team_id = self.team
        self.env.invalidate_all()
        self.assertEqual(deal.team_id, team)

    def test_team_of_stock_stages_with_a_point_is_held_too(self):
        team = self.other_team()
        new, qualified = self.env.ref("crm.stage_lead1"), self.env.ref("crm.stage_lead2")
        self.new_point(name="Phone", stage_id=new.id, team_id=team.id)
        deal = self.new_deal(team_id=team.id, stage_id=new.id)
        self.assert_held(deal, qualified, "New: Phone")
        other = self.new_deal(team_id=self.other_team().id, stage_id=new.id)
        self.move(other, qualified)
        self.assertEqual(other.stage_id, qualified)

    def test_deal_that_leaves_for_another_team_begins_in_its_first_stage(self):
        deal = self.new_deal()
        self.tick(deal)
        self.move(deal, self.analysis)
        deal.team_id = self.other_team()
        self.assertEqual(deal.stage_id, self.env.ref("crm.stage_lead1"))

    def test_won_deal_handed_to_another_team_stays_won(self):
        deal = self.new_deal()
        self.tick(deal)
        self.move(deal, self.payment)
        closed = deal.date_closed
        deal.team_id = self.other_team()
        self.assertEqual(deal.stage_id, self.env.ref("crm.stage_lead4"))
        self.assertEqual((deal.won_status, deal.date_closed), ("won", closed))

    def test_deal_won_elsewhere_comes_as_won_and_only_with_its_points(self):
        values = {"team_id": self.other_team().id, "stage_id": self.env.ref("crm.stage_lead4").id}
        deal = self.new_deal(**values)
        with self.assertRaisesRegex(ValidationError, "Needs"), self.cr.savepoint():
            deal.team_id = self.team
        self.env.invalidate_all()
        self.needs.active = False
        deal.team_id = self.team
        self.assertEqual((deal.stage_id, deal.won_status), (self.contract, "won"))
