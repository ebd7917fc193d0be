"""What control points cost: nothing where there are none, little where there are."""

from odoo.fields import Command

from .common import ProcessCase

KINDS = ("tick", "event", "sheet", "meeting", "quotation", "file", "payment", "client")


class TestGateQueries(ProcessCase):
    def count(self, act):
        """Return how many SQL statements *act* needs, with nothing cached but the process."""
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.cr.sql_log_count - start

    def cost_of_moving(self, leads, stage):
        return self.count(lambda: leads.write({"stage_id": stage.id}))

    def test_moving_200_cards_of_a_team_without_points_costs_no_query(self):
        team = self.other_team()
        leads = self.env["crm.lead"].concat(*(self.new_deal(team_id=team.id) for _n in range(200)))
        first, second = self.env.ref("crm.stage_lead1"), self.env.ref("crm.stage_lead2")
        self.cost_of_moving(leads, second)
        self.cost_of_moving(leads, first)
        with_points = self.cost_of_moving(leads, second)
        self.points.search([]).active = False
        self.cost_of_moving(leads, first)
        self.assertEqual(with_points, self.cost_of_moving(leads, second))

    def test_points_of_all_kinds_cost_the_same_for_2_and_for_40_deals(self):
        for kind in KINDS:
            self.new_point(name=kind, kind=kind)
        deals = self.env["crm.lead"].concat(*(self.new_deal() for _n in range(40)))
        self.approve_first(deals)
        leaving = {deal: self.study.ids for deal in deals}
        few = dict(list(leaving.items())[:2])
        deals._blocking_reasons(leaving)
        costs = [self.count(lambda asked=a: deals._blocking_reasons(asked)) for a in (few, leaving)]
        self.assertEqual(costs[0], costs[1])
        self.assertEqual([len(r) for r in deals._blocking_reasons(leaving).values()], [10] * 40)

    def approve_first(self, deals):
        """Ask two users for approval of *deals*; the first of them has given it."""
        approvers = self.manager | self.salesperson_all
        commands = [Command.create({"user_id": user.id}) for user in approvers]
        point = self.new_point(name="users", kind="users", approver_ids=commands)
        states = self.env["dosmart.lead.control.point"]._of({(d.id, point.id) for d in deals})
        self.env["dosmart.control.approval"].create(
            [{"state_id": state.id, "user_id": self.manager.id} for state in states]
        )

    def test_kanban_of_teams_without_points_asks_nothing_of_ours(self):
        deals = self.new_deal(team_id=self.other_team().id) | self.new_deal(
            team_id=self.other_team().id
        )
        deals.mapped("stage_id.name")
        deals.mapped("team_id.name")
        with self.assertQueryCount(0):
            self.assertEqual(deals.mapped("stage_blocker_count"), [0, 0])
            self.assertEqual(deals._find_stage_blockers(), {})
