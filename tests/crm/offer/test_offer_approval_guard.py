"""Offers that cost too much wait for a manager, whichever way somebody takes to the client."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form

from .approval_common import ApprovalCase


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
        self.assert_blocked(self.order.with_user(self.manager).write, {"state": "sent"})

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

    def test_gift_grows_on_a_confirmed_order_only_within_what_is_granted(self):
        self.approve()
        self.mine.action_confirm()
        gift = self.gift_line().with_user(self.salesperson)
        dear = self.new_product(name="Drone", list_price=900)
        for values in ({"product_uom_qty": 2}, {"product_id": dear.id}, {"price_unit": 900}):
            with self.assertRaisesRegex(UserError, "is confirmed"), self.env.cr.savepoint():
                gift.write(values)
            self.env.invalidate_all()
        self.assertEqual((gift.product_id, self.order.offer_cost), (self.gift, 200))
        gift.product_uom_qty = 0
        gift.product_uom_qty = 1
        self.order.company_id.offer_limit_percent = 50
        gift.product_uom_qty = 2
        self.assertEqual(self.order.offer_cost, 400)

    def test_less_sold_on_a_confirmed_order_is_not_refused(self):
        self.approve()
        self.mine.action_confirm()
        line = self.order.order_line[0]
        line.with_user(self.salesperson).product_uom_qty = 1
        self.assertEqual((line.product_uom_qty, self.order.offer_cost), (1, 200))

    def test_colleagues_read_no_costs_through_the_form_of_the_decision(self):
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        for user in (colleague, self.other_salesperson):
            decisions = self.env["dosmart.offer.approval.decision"].with_user(user)
            decision = decisions.create({"order_id": self.order.id, "state": "approved"})
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                decision.read(["offer_approval_text"])
            values = {"order_id": self.order.id, "state": "approved"}
            with self.assertRaises(AccessError):
                decisions.onchange(values, ["order_id"], {"offer_approval_text": {}})

    def test_plain_quotations_are_sent_and_confirmed_as_ever(self):
        order = self.new_quotation(self.new_client(), user_id=self.salesperson.id)
        order.with_user(self.salesperson).action_quotation_sent()
        order.with_user(self.salesperson).action_confirm()
        self.assertEqual((order.state, order.offer_approval_state), ("sale", False))
