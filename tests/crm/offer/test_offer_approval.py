"""Offers that cost too much wait for a manager, whichever way somebody takes to the client."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form

from .common import OfferCase

SENT = {"state": "sent"}


class ApprovalCase(OfferCase):
    """A quotation of 1 000 with a gift of 200: 16.67 % of 1 200, more than 15 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write({"has_offer_limit": True, "offer_limit_percent": 15})
        cls.leader = cls.new_user("leader", "sales_team.group_sale_salesman_all_leads")
        cls.team = cls.env["crm.team"].create({"name": "North", "user_id": cls.leader.id})
        cls.order = cls.new_quotation(
            cls.client_of_order(),
            [(cls.guard, 10, 100)],
            user_id=cls.salesperson.id,
            team_id=cls.team.id,
        )
        cls.gift = cls.new_product(name="Camera", list_price=200)
        cls.offer = cls.new_offer(name="Free camera", product_id=cls.gift.id)
        cls.proposal = cls.accept(cls.order, cls.offer)

    @classmethod
    def client_of_order(cls):
        return cls.new_client(email="client@example.com")

    def setUp(self):
        super().setUp()
        self.mine = self.order.with_user(self.salesperson)

    def gift_line(self):
        return self.order.order_line.filtered("offer_proposal_id")

    def decide(self, user, state, reason=""):
        """Let *user* decide in the form that the button opens."""
        order = self.order.with_user(user)
        name = "action_approve_offers" if state == "approved" else "action_refuse_offers"
        action = getattr(order, name)()
        wizard = Form(self.env[action["res_model"]].with_user(user).with_context(action["context"]))
        wizard.reason = reason
        return wizard.save().action_decide()

    def approve(self):
        self.mine.action_ask_approval()
        self.decide(self.leader, "approved", "good client")

    def to_dos(self):
        return self.order.activity_ids.filtered(lambda a: a.summary == "Approve the offers")

    def assert_blocked(self, call, *args, **kwargs):
        state = self.order.state
        with (
            self.assertRaisesRegex(UserError, "cost more than may be given without approval"),
            self.env.cr.savepoint(),
        ):
            call(*args, **kwargs)
        self.env.invalidate_all()
        self.assertEqual(self.order.state, state)


class TestCostShare(ApprovalCase):
    def test_share_is_the_cost_over_the_total_without_discounts_and_taxes(self):
        tax = self.env["account.tax"].create({"name": "16 %", "amount": 16})
        self.order.order_line.write({"tax_ids": [Command.set(tax.ids)]})
        self.order.order_line[0].discount = 50
        self.assertEqual((self.order.offer_cost, self.order.offer_list_total), (200, 1200))
        self.assertAlmostEqual(self.order.offer_cost_percent, 16.67)

    def test_taxes_in_the_price_do_not_count(self):
        tax = self.env["account.tax"].create(
            {"name": "16 % in", "amount": 16, "price_include_override": "tax_included"}
        )
        self.order.order_line.write({"tax_ids": [Command.set(tax.ids)], "price_unit": 116})
        self.gift_line().write({"price_unit": 232})
        self.assertEqual((self.order.offer_cost, self.order.offer_list_total), (200, 1200))

    def test_exactly_the_limit_needs_no_approval_a_cent_more_does(self):
        self.order.company_id.offer_limit_percent = 20
        line = self.order.order_line[0]
        line.write({"product_uom_qty": 8})  # 200 of 1 000
        self.assertFalse(self.order.offer_approval_state)
        line.write({"price_unit": 99.99})
        self.assertEqual(self.order.offer_approval_state, "needed")

    def test_limit_of_0_asks_for_whatever_costs_and_no_limit_for_nothing(self):
        company = self.order.company_id
        free = self.new_quotation(self.new_client())
        self.accept(free, self.shipped("preferred_hours"))
        company.offer_limit_percent = 0
        self.assertEqual(
            (self.order.offer_approval_state, free.offer_approval_state), ("needed", False)
        )
        company.offer_limit_percent = 17
        self.assertFalse(self.order.offer_approval_state)
        company.write({"offer_limit_percent": 0, "has_offer_limit": False})
        self.assertFalse(self.order.offer_approval_state)

    def test_limit_of_another_company_does_not_count(self):
        self.other_company.offer_limit_percent = 100
        self.assertEqual(self.order.offer_approval_state, "needed")

    def test_new_limit_leaves_confirmed_orders_alone(self):
        self.order.company_id.offer_limit_percent = 20
        self.order.action_confirm()
        self.order.company_id.offer_limit_percent = 1
        self.assertFalse(self.order.offer_approval_state)

    def test_typed_cost_counts_in_the_currency_of_the_company(self):
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "rate": 2,
                "currency_id": self.env.ref("base.EUR").id,
                "company_id": self.env.company.id,
            }
        )
        self.env.ref("base.EUR").active = True
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euros", "currency_id": self.env.ref("base.EUR").id}
        )
        order = self.new_quotation(self.new_client(), [], pricelist_id=pricelist.id)
        order.order_line = [
            Command.create({"product_id": self.guard.id, "product_uom_qty": 10, "price_unit": 200})
        ]
        self.accept(order, self.new_offer(cost_mode="typed", typed_cost=300))
        # 10 × 200 € and a siren of 100 € are 1 050 in company currency.
        self.assertEqual((order.offer_cost, order.offer_list_total), (300, 1050))

    def test_lower_price_typed_on_a_gift_hides_no_cost(self):
        line = self.gift_line().with_user(self.salesperson)
        line.price_unit = 1
        self.assertEqual((self.order.offer_cost, self.proposal.cost), (200, 200))
        line.write({"price_unit": 1, "technical_price_unit": 1})
        self.assertEqual((self.order.offer_cost, self.order.offer_list_total), (200, 1200))

    def test_other_product_put_on_a_gift_counts_at_its_price(self):
        dear = self.new_product(name="Drone", list_price=900)
        line = self.gift_line().with_user(self.salesperson)
        line.price_unit = 1
        line.write({"product_id": dear.id, "price_unit": 1, "technical_price_unit": 1})
        self.assertEqual(
            (line.discount, self.order.offer_cost, self.proposal.cost), (100, 900, 900)
        )

    def test_costs_of_many_orders_take_the_same_queries_as_of_one(self):
        orders = self.env["sale.order"]
        for _number in range(4):
            order = self.new_quotation(self.new_client())
            self.accept(order, self.offer)
            orders += order
        self.env.flush_all()
        counts = []
        for batch in (orders[:1], orders):
            self.env.invalidate_all()
            batch.mapped("order_line.tax_ids")
            batch.mapped("partner_id.name")
            before = self.cr.sql_log_count
            batch._compute_offer_cost()
            counts.append(self.cr.sql_log_count - before)
            self.env.flush_all()
        self.assertEqual(counts[0], counts[1])


class TestNoWayAround(ApprovalCase):
    def test_marking_as_sent_and_confirming_are_refused_one_by_one_and_in_a_list(self):
        plain = self.new_quotation(self.new_client(), user_id=self.salesperson.id)
        for orders in (self.mine, self.mine + plain.with_user(self.salesperson)):
            self.assert_blocked(orders.action_quotation_sent)
            self.assert_blocked(orders.action_confirm)
            self.assert_blocked(orders._validate_order)
        self.assertEqual(plain.state, "draft")

    def test_state_written_by_rpc_is_refused_whatever_else_is_written(self):
        for state in ("sent", "sale"):
            self.assert_blocked(self.mine.write, {"state": state})
        self.order.company_id.offer_limit_percent = 20
        line = Command.update(self.order.order_line[0].id, {"product_uom_qty": 1})
        self.assert_blocked(self.mine.write, {"state": "sale", "order_line": [line]})

    def test_manager_is_refused_as_well(self):
        self.assert_blocked(self.order.with_user(self.manager).action_confirm)
        self.assert_blocked(self.order.with_user(self.manager).write, SENT)

    def test_copy_made_sent_or_sold_is_refused_and_has_no_approval(self):
        self.approve()
        for state in ("sent", "sale"):
            self.assert_blocked(self.order.copy, {"state": state})
        copy = self.order.copy()
        self.assertEqual((copy.offer_approval_state, len(copy.offer_approval_ids)), ("needed", 0))

    def test_cancelling_and_reopening_does_not_help(self):
        self.order.action_cancel()
        self.assert_blocked(self.mine.write, {"state": "sale"})
        self.order.action_draft()
        self.assertEqual(self.order.offer_approval_state, "needed")
        self.assert_blocked(self.mine.action_confirm)

    def test_locking_the_quotation_does_not_help(self):
        self.order.action_lock()
        self.assert_blocked(self.mine.action_confirm)

    def test_email_wizard_is_refused_before_the_mail_is_written(self):
        self.assert_blocked(self.mine.action_quotation_send)
        self.assert_blocked(
            (self.mine + self.new_quotation(self.new_client())).action_quotation_send
        )
        self.assert_blocked(self.mine.with_context(proforma=True).action_quotation_send)

    def test_wizard_opened_before_the_gift_does_not_send(self):
        order = self.new_quotation(self.new_client(email="a@example.com"), [(self.guard, 10, 100)])
        action = order.action_quotation_send()
        composer = Form(self.env["mail.compose.message"].with_context(**action["context"])).save()
        self.accept(order, self.offer)
        with self.assertRaisesRegex(UserError, "without approval"), self.env.cr.savepoint():
            composer.action_send_mail()
        self.assertEqual(order.state, "draft")

    def test_template_with_the_quotation_is_refused_in_every_way_of_mailing(self):
        template = self.env.ref("sale.email_template_edi_sale")
        mine = template.with_user(self.salesperson)
        self.assert_blocked(mine.send_mail, self.order.id)
        self.assert_blocked(self.mine.message_post_with_source, template)
        composers = self.env["mail.compose.message"].with_user(self.salesperson)
        for mode in ("comment", "mass_mail"):
            values = {
                "model": "sale.order",
                "composition_mode": mode,
                "res_ids": str(self.order.ids),
                "template_id": template.id,
            }
            self.assert_blocked(lambda values=values: composers.create(values)._action_send_mail())
        self.assert_blocked(self.mine.with_context(mark_so_as_sent=True).message_post, body="Hi")

    def test_plain_message_to_the_client_is_free(self):
        self.mine.message_post(body="We are preparing your quotation.")
        self.assertEqual(self.order.state, "draft")

    def test_nobody_writes_approval_or_costs_by_hand(self):
        for user in (self.salesperson, self.manager):
            order = self.order.with_user(user)
            for name, value in {
                "offer_approval_state": "approved",
                "offer_cost": 0,
                "offer_list_total": 1e6,
            }.items():
                with self.assertRaises(AccessError):
                    order.write({name: value})
            with self.assertRaises(AccessError):
                self.env["dosmart.offer.approval"].with_user(user).create(
                    {"order_id": order.id, "user_id": user.id, "state": "approved"}
                )
            with self.assertRaises(AccessError):
                order.write({"offer_approval_ids": [Command.create({"state": "approved"})]})

    def test_plain_quotations_are_sent_and_confirmed_as_ever(self):
        order = self.new_quotation(self.new_client(), user_id=self.salesperson.id)
        order.with_user(self.salesperson).action_quotation_sent()
        order.with_user(self.salesperson).action_confirm()
        self.assertEqual((order.state, order.offer_approval_state), ("sale", False))


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
