"""The team DOSmart has a pipeline of its own; teams that were there before keep theirs."""

from .common import ProcessCase

STAGES = [
    "Client study",
    "Offer analysis",
    "Offer on the table",
    "Objections and closing",
    "Contract",
    "Payment",
    "Service/installation",
    "Evaluation and follow-up",
]


class TestPipeline(ProcessCase):
    def columns(self, user=None, **context):
        """Return the names of the columns of the pipeline."""
        leads = self.env["crm.lead"].with_user(user or self.salesperson)
        stages = self.env["crm.stage"]
        return leads.with_context(**context)._read_group_stage_ids(stages, []).mapped("name")

    def test_ships_eight_stages_contract_and_later_are_won(self):
        stages = self.env["crm.stage"].search([("team_ids", "=", self.team.id)])
        self.assertEqual(stages.mapped("name"), STAGES)
        self.assertEqual(stages.filtered("is_won").mapped("name"), STAGES[4:])

    def test_our_team_sees_its_stages_and_no_others(self):
        self.assertEqual(self.columns(default_team_id=self.team.id), STAGES)

    def test_member_of_our_team_sees_its_stages_and_no_others(self):
        self.team.member_ids = self.salesperson
        self.assertEqual(self.columns(show_user_team_stages=1), STAGES)

    def test_existing_teams_see_none_of_our_stages(self):
        team = self.other_team()
        stock = self.env["crm.stage"].search([("team_ids", "=", False)]).mapped("name")
        self.assertTrue(stock)
        self.assertEqual(self.columns(default_team_id=team.id), stock)
        self.assertEqual(self.columns(), stock)

    def test_stages_of_an_archived_team_become_nobody_else_s(self):
        team = self.other_team()
        first = self.env.ref("crm.stage_lead1")
        self.new_point(name="Phone", stage_id=first.id, is_required=False)
        self.new_point(name="Budget", stage_id=first.id)
        self.team.active = False
        self.env.registry.clear_cache()
        stages = self.env["crm.stage"].browse(self.points._pipelines()[team.id])
        self.assertEqual(stages, self.env["crm.stage"].search([("team_ids", "=", False)]))

    def test_column_with_a_card_is_shown_wherever_it_is(self):
        stages = self.env.ref("crm.stage_lead1")
        leads = self.env["crm.lead"].with_context(default_team_id=self.team.id)
        self.assertIn(stages, leads._read_group_stage_ids(stages, []))

    def test_new_deal_begins_in_the_first_stage_of_its_team(self):
        self.assertEqual(self.new_deal().stage_id, self.study)
        self.assertFalse(self.new_deal(team_id=self.other_team().id).stage_id.team_ids)

    def test_nobody_falls_into_our_team_without_being_in_it(self):
        teams = self.env["crm.team"].with_context(active_test=False)
        teams.search([("id", "!=", self.team.id)]).active = False
        teams = self.env["crm.team"].with_user(self.salesperson)
        self.assertFalse(teams._get_default_team_id())
        self.assertEqual(
            teams.with_context(default_team_id=self.team.id)._get_default_team_id(), self.team
        )
        self.team.user_id = self.salesperson
        self.assertEqual(teams._get_default_team_id(), self.team)

    def test_sale_type_survives_a_merge(self):
        deals = self.new_deal() | self.new_deal(sale_approach="pull", sale_length="long")
        merged = deals.merge_opportunity()
        self.assertEqual((merged.sale_approach, merged.sale_length), ("pull", "long"))

    def test_stage_added_to_the_team_counts_at_once(self):
        deal = self.new_deal()
        self.tick(deal)
        stage = self.env["crm.stage"].create(
            {"name": "Demo", "sequence": 115, "team_ids": self.team.ids}
        )
        self.new_point(name="Shown", stage_id=stage.id)
        self.assert_held(deal, self.analysis, "Demo: Shown")
