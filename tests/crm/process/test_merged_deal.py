"""What becomes of stage and control points when deals are merged."""

from .common import ProcessCase


class TestMergedDeal(ProcessCase):
    def test_merged_deal_keeps_stage_and_ticks(self):
        first, second = self.new_deal(), self.new_deal()
        self.tick(first)
        self.move(first, self.table)
        budget = self.new_point(name="Budget")
        self.tick(second, budget)
        self.tick(second)
        merged = (first | second).merge_opportunity()
        self.assertEqual(merged.stage_id, self.table)
        self.assertTrue(self.is_met(merged, budget))
        self.assertEqual(len(merged.lead_point_ids), 2)

    def test_merge_into_our_team_begins_anew(self):
        team = self.other_team()
        values = {"team_id": team.id, "stage_id": self.env.ref("crm.stage_lead3").id}
        deals = self.new_deal(**values) | self.new_deal(**values)
        merged = deals.merge_opportunity(team_id=self.team.id)
        self.assertEqual((merged.team_id, merged.stage_id), (self.team, self.study))

    def test_merge_keeps_what_is_begun_and_prefers_what_is_done(self):
        minutes = self.new_point(name="Minutes", kind="event", is_required=False)
        first, second = self.new_deal(), self.new_deal()
        self.tick(first)
        self.move(first, self.analysis)
        first.action_date_point(minutes.id, "2026-01-10", "")
        second.action_note_point(minutes.id, "by email")
        budget = self.new_point(name="Budget")
        first.action_note_point(budget.id, "ask the owner")
        self.tick(second, budget)
        merged = (first | second).merge_opportunity()
        states = {state.point_id: state for state in merged.lead_point_ids}
        self.assertEqual(str(states[minutes].planned_date), "2026-01-10")
        self.assertTrue(states[budget].done_on)
        self.assertEqual(states[budget].note, "ask the owner")
