"""Control points that listed users approve in order, and those that the client approves."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from .common import ProcessCase


class TestApprovalByUsers(ProcessCase):
    def setUp(self):
        super().setUp()
        self.first = self.new_user("first", "sales_team.group_sale_salesman_all_leads")
        self.second = self.new_user("second", "sales_team.group_sale_salesman_all_leads")
        self.point = self.new_point(
            name="Discount",
            kind="users",
            approver_ids=[
                Command.create({"user_id": self.second.id, "sequence": 20}),
                Command.create({"user_id": self.first.id, "sequence": 10}),
            ],
        )
        self.point.invalidate_recordset(["approver_ids"])
        self.deal = self.new_deal()

    def approve(self, user):
        self.deal.with_user(user).action_approve_point(self.point.id)

    def asked(self):
        """Return who has the approval on the to-do list."""
        return self.deal.activity_ids.filtered("active").user_id

    def test_all_approve_in_order_and_each_is_asked_in_turn(self):
        mine = self.deal.with_user(self.salesperson)
        mine.action_ask_point_approval(self.point.id)
        mine.action_ask_point_approval(self.point.id)
        self.assertEqual(self.asked(), self.first)
        self.assertEqual(len(self.deal.activity_ids), 1)
        self.approve(self.first)
        self.assertEqual(self.asked(), self.second)
        self.assertFalse(self.is_met(self.deal, self.point))
        self.approve(self.second)
        self.assertFalse(self.asked())
        self.assertTrue(self.is_met(self.deal, self.point))
        self.assertEqual(self.deal.lead_point_ids.approval_ids.user_id, self.first | self.second)

    def test_nobody_approves_out_of_turn_or_unlisted(self):
        for user in (self.second, self.manager, self.salesperson):
            with self.assertRaisesRegex(AccessError, "It is the turn of first"):
                self.approve(user)
        self.approve(self.first)
        with self.assertRaisesRegex(AccessError, "It is the turn of second"):
            self.approve(self.first)

    def test_who_left_is_not_waited_for(self):
        self.first.active = False
        self.approve(self.second)
        self.assertTrue(self.is_met(self.deal, self.point))

    def test_who_left_after_others_approved_is_not_waited_for_either(self):
        self.deal.with_user(self.salesperson).action_ask_point_approval(self.point.id)
        self.approve(self.first)
        self.second.active = False
        self.assertTrue(self.is_met(self.deal, self.point))
        self.tick(self.deal)
        self.move(self.deal, self.analysis)
        self.assertEqual(self.deal.stage_id, self.analysis)

    def test_who_takes_the_place_of_another_is_asked(self):
        mine = self.deal.with_user(self.salesperson)
        mine.action_ask_point_approval(self.point.id)
        self.point.approver_ids.filtered(lambda a: a.user_id == self.first).user_id = self.manager
        row = mine._prepare_control_board()["stages"][0]["points"][-1]
        self.assertEqual((row["next_approver"], row["is_asked"]), (self.manager.name, False))
        mine.action_ask_point_approval(self.point.id)
        self.assertEqual(self.asked(), self.manager)

    def test_approver_who_may_not_see_the_deal_is_named(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        self.point.approver_ids[0].user_id = stranger
        with self.assertRaisesRegex(UserError, "stranger.*, who approves “Discount” next"):
            self.deal.with_user(self.salesperson).action_ask_point_approval(self.point.id)


class TestApprovalByClient(ProcessCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client(email="lupita@example.com")
        self.point = self.new_point(name="Dates", kind="client")
        self.deal = self.new_deal(partner_id=self.client.id)

    def test_salesperson_sends_the_link(self):
        action = self.deal.with_user(self.salesperson).action_send_point(self.point.id)
        composer = self.env["mail.compose.message"].with_user(self.salesperson)
        message = composer.with_context(**action["context"]).create({})
        self.assertIn(action["context"]["approval_link"], message.body)
        self.assertIn("Dates", message.subject)

    def test_client_without_email_is_told(self):
        self.deal.write({"partner_id": False, "email_from": False})
        with self.assertRaisesRegex(UserError, "has no email"):
            self.deal.with_user(self.salesperson).action_send_point(self.point.id)

    def test_only_a_digest_of_the_token_is_stored(self):
        action = self.deal.action_send_point(self.point.id)
        token = action["context"]["approval_link"].rsplit("/", 1)[1]
        self.assertNotIn(token, str(self.deal.lead_point_ids.sudo().read()))
