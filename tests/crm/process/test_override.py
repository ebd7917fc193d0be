"""A manager lets deals go on without their control points, says why, and it is counted."""

from odoo.exceptions import AccessError, UserError

from .common import ProcessCase


class TestOverride(ProcessCase):
    def setUp(self):
        super().setUp()
        self.deals = self.new_deal(name="First") | self.new_deal(name="Second")

    def new_move(self, user, **values):
        return (
            self.env["dosmart.stage.move"]
            .with_user(user)
            .create({"lead_ids": self.deals.ids, "stage_id": self.analysis.id, **values})
        )

    def test_manager_moves_a_batch_with_a_reason_that_is_logged_and_counted(self):
        self.new_move(self.manager, reason="The mayor waits").action_move()
        self.assertEqual(self.deals.stage_id, self.analysis)
        for deal in self.deals:
            state = deal.lead_point_ids
            self.assertEqual(state.overridden_by_id, self.manager)
            self.assertEqual(state.override_reason, "The mayor waits")
            self.assertIn("Went on without: Needs. Reason: The mayor waits", self.notes(deal))
            self.assertEqual(deal.override_count, 1)
        self.assertEqual(self.needs.override_count, 2)

    def test_overridden_point_holds_the_deal_no_more(self):
        self.new_move(self.manager, reason="Hurry").action_move()
        self.move(self.deals, self.study)
        self.move(self.deals, self.analysis)
        self.assertEqual(self.deals.stage_id, self.analysis)

    def test_leader_of_the_team_may_override(self):
        leader = self.new_user("leader", "sales_team.group_sale_salesman_all_leads")
        self.team.user_id = leader
        self.new_move(leader, reason="Hurry").action_move()
        self.assertEqual(self.deals.stage_id, self.analysis)

    def test_salesperson_sees_what_is_missing_but_cannot_override(self):
        self.new_point(name="Budget")
        move = self.new_move(self.salesperson, reason="I say so")
        self.assertFalse(move.may_override)
        self.assertIn(f'href="/odoo/crm.lead/{self.deals[0].id}"', move.missing)
        self.assertEqual(move.missing.count("<li>Client study: Needs, Budget</li>"), 2)
        with self.assertRaisesRegex(AccessError, "Only a sales manager"):
            move.action_move()
        self.assertEqual(self.deals.stage_id, self.study)
        self.assertFalse(self.deals.lead_point_ids)

    def test_blank_reason_is_refused(self):
        for reason in (False, "  "):
            with self.assertRaisesRegex(UserError, "Say why"):
                self.new_move(self.manager, reason=reason).action_move()
        self.assertEqual(self.deals.stage_id, self.study)

    def test_names_of_deals_are_text_and_no_code(self):
        self.deals[0].name = "<script>alert(1)</script>"
        self.assertNotIn("<script", self.new_move(self.manager).missing)

    def test_salesperson_moves_what_was_done_meanwhile(self):
        move = self.new_move(self.salesperson)
        for deal in self.deals:
            self.tick(deal)
        move.invalidate_recordset()
        self.assertFalse(move.is_anything_missing)
        move.action_move()
        self.assertEqual(self.deals.stage_id, self.analysis)
        self.assertEqual(self.deals.mapped("override_count"), [0, 0])

    def test_other_salesperson_cannot_look(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.new_move(stranger).missing  # noqa: B018

    def test_list_of_overrides_opens(self):
        self.new_move(self.manager, reason="Hurry").action_move()
        states = self.env["dosmart.lead.control.point"]
        for record in (self.deals[0], self.needs):
            found = states.search(record.action_view_overrides()["domain"])
            self.assertEqual(found, record.lead_point_ids)

    def test_point_with_overrides_is_archived_instead_of_deleted(self):
        self.new_move(self.manager, reason="Known client").action_move()
        with self.assertRaisesRegex(UserError, "Needs cannot be deleted.*Archive it instead"):
            self.needs.with_user(self.manager).unlink()
