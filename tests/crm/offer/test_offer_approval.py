"""Who is asked to approve offers, who may decide, and what a decision holds for."""

from odoo.exceptions import AccessError, UserError

from .approval_common import ApprovalCase


class TestAsking(ApprovalCase):
    def test_asking_twice_puts_one_to_do_on_the_team_leaders_list(self):
        self.mine.action_ask_approval()
        self.mine.action_ask_approval()
        self.assertEqual(self.order.offer_approval_state, "requested")
        self.assertEqual(self.to_dos().user_id, self.leader)
        self.assertEqual((len(self.to_dos()), len(self.order.offer_approval_ids)), (1, 1))
        self.assertIn("16.7 %", self.to_dos().note)

    def test_without_a_leader_the_managers_of_the_company_are_asked(self):
        self.team.user_id = False
        stranger = self.new_user(
            "other_manager",
            "sales_team.group_sale_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.mine.action_ask_approval()
        asked = self.to_dos().user_id
        self.assertIn(self.manager, asked)
        self.assertFalse(asked & (stranger | self.leader | self.salesperson))

    def test_leader_who_sells_himself_does_not_ask_himself(self):
        self.order.user_id = self.leader
        self.order.with_user(self.leader).action_ask_approval()
        self.assertNotIn(self.leader, self.to_dos().user_id)
        self.assertIn(self.manager, self.to_dos().user_id)

    def test_nobody_to_ask_is_said(self):
        self.team.user_id = False
        group = self.env.ref("sales_team.group_sale_manager")
        group.all_user_ids.write({"active": False})
        with self.assertRaisesRegex(UserError, "Nobody else may approve"):
            self.mine.action_ask_approval()

    def test_what_needs_no_approval_is_not_asked_for(self):
        self.order.company_id.offer_limit_percent = 20
        with self.assertRaisesRegex(UserError, "need no approval"):
            self.mine.action_ask_approval()

    def test_colleague_may_not_ask(self):
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.order.with_user(colleague).action_ask_approval()
        self.assertEqual(self.order.offer_approval_state, "needed")


class TestDeciding(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.mine.action_ask_approval()

    def assert_not_decided(self, user, error=AccessError):
        with self.assertRaises(error), self.env.cr.savepoint():
            self.decide(user, "approved")
        self.env.invalidate_all()
        self.assertEqual(self.order.offer_approval_state, "requested")

    def test_approved_quotation_is_sent_and_confirmed(self):
        self.decide(self.leader, "approved", "good client")
        self.assertEqual(self.order.offer_approval_state, "approved")
        self.assertFalse(self.to_dos())
        self.assertIn("Approved by leader", self.notes(self.order))
        self.assertIn("good client", self.notes(self.order))
        self.mine.action_quotation_sent()
        self.mine.action_confirm()
        self.assertEqual((self.order.state, self.order.offer_approval_state), ("sale", "approved"))

    def test_refusal_needs_a_reason_and_blocks(self):
        decisions = self.env["dosmart.offer.approval.decision"].with_user(self.leader)
        decision = decisions.create({"order_id": self.order.id, "state": "refused", "reason": " "})
        with self.assertRaisesRegex(UserError, "Say why you refuse"):
            decision.action_decide()
        self.decide(self.leader, "refused", "camera only with 24 months")
        self.assertEqual(self.order.offer_approval_state, "refused")
        self.assertIn("camera only with 24 months", self.order.offer_approval_text)
        self.assert_blocked(self.mine.action_confirm)

    def test_salesperson_is_told_inside_and_the_client_is_not(self):
        self.order.message_subscribe(self.order.partner_id.ids)
        self.decide(self.leader, "approved")
        note = self.order.message_ids[0]
        self.assertTrue(note.is_internal or note.subtype_id.internal)
        self.assertEqual(note.notified_partner_ids, self.salesperson.partner_id)

    def test_asker_and_seller_do_not_approve_even_as_managers(self):
        for user in (self.salesperson, self.leader):
            user.group_ids += self.env.ref("sales_team.group_sale_manager")
        self.assert_not_decided(self.salesperson)
        self.order.user_id = self.leader
        self.assert_not_decided(self.leader)
        self.assertFalse(self.order.with_user(self.leader).can_approve_offers)
        self.assertTrue(self.order.with_user(self.manager).can_approve_offers)

    def test_colleagues_strangers_and_portal_users_do_not_decide(self):
        stranger = self.new_user(
            "other_manager",
            "sales_team.group_sale_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        for user in (self.salesperson_all, self.other_salesperson, stranger, self.portal_user):
            self.assert_not_decided(user)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.order.with_user(user)._decide_offer_approval("approved", "")

    def test_second_manager_learns_what_the_first_decided(self):
        self.decide(self.manager, "refused", "too dear")
        with self.assertRaisesRegex(UserError, "Refused by manager"):
            self.decide(self.leader, "approved")
        self.assertEqual(self.order.offer_approval_state, "refused")

    def test_change_after_asking_has_to_be_asked_again(self):
        self.gift_line().product_uom_qty = 2
        self.assertEqual(self.order.offer_approval_state, "needed")
        with self.assertRaisesRegex(UserError, "changed since then"):
            self.decide(self.leader, "approved")
        self.mine.action_ask_approval()
        self.assertEqual(len(self.to_dos()), 1)
        self.assertEqual(self.order.offer_approval_ids.mapped("state"), ["requested", "outdated"])

    def test_cancelled_quotation_leaves_nothing_to_do(self):
        self.order.action_cancel()
        self.assertFalse(self.to_dos())
        self.assertEqual(self.order.offer_approval_ids.state, "outdated")


class TestApprovedTerms(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.approve()

    def test_whatever_raises_share_or_cost_needs_a_new_approval(self):
        line = self.order.order_line[0]
        for record, values in (
            (line, {"product_uom_qty": 9}),
            (line, {"price_unit": 99.99}),
            (self.gift_line(), {"price_unit": 201}),
            (self.gift_line(), {"product_uom_qty": 2}),
            (self.order.order_line, {"product_uom_qty": 20}),
        ):
            before = record.read(list(values))
            record.write(values)
            self.assertEqual(self.order.offer_approval_state, "needed", values)
            self.assert_blocked(self.mine.action_quotation_sent)
            for row in before:
                record.browse(row.pop("id")).write(row)
            self.assertEqual(self.order.offer_approval_state, "approved", values)

    def test_another_offer_needs_a_new_approval_even_if_it_costs_nothing(self):
        self.accept(self.order, self.shipped("preferred_hours"))
        self.assertEqual(self.order.offer_approval_state, "needed")

    def test_cheaper_offers_and_a_larger_contract_keep_the_approval(self):
        self.order.order_line[0].product_uom_qty = 11
        self.assertEqual(self.order.offer_approval_state, "approved")

    def test_sent_quotation_that_costs_more_now_is_not_confirmed(self):
        self.mine.action_quotation_sent()
        self.gift_line().product_uom_qty = 3
        self.assert_blocked(self.mine.action_confirm)

    def test_refused_terms_that_cost_less_are_asked_for_anew(self):
        self.gift_line().product_uom_qty = 3
        self.mine.action_ask_approval()
        self.decide(self.leader, "refused", "no")
        self.gift_line().product_uom_qty = 4
        self.assertEqual(self.order.offer_approval_state, "refused")
        self.gift_line().product_uom_qty = 2
        self.assertEqual(self.order.offer_approval_state, "needed")
