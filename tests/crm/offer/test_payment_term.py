"""From the plan to the payment term of the quotation."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form

from .common import OfferCase


class TestPaymentTerm(OfferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        line = Command.create({"value": "percent", "value_amount": 100, "nb_days": 15})
        cls.usual, cls.chosen = cls.env["account.payment.term"].create(
            [{"name": name, "line_ids": [line]} for name in ("Usual", "Chosen")]
        )
        cls.by_plan = cls.usual._by_plan()
        cls.client_ = cls.new_client()
        cls.client_.property_payment_term_id = cls.usual
        cls.order = cls.new_quotation(cls.client_, [(cls.siren, 1, 50)])

    def add_guard(self):
        line = Command.create({"product_id": self.guard.id, "product_uom_qty": 12})
        self.order.order_line = [line]
        self.env.flush_all()

    def remove_guard(self):
        self.order.order_line[-1].unlink()
        self.env.flush_all()

    def test_client_sees_the_term_of_the_plan_before_signing(self):
        self.assertEqual(self.order.payment_term_id, self.usual)
        self.add_guard()
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        self.order.partner_id = self.new_client()
        self.assertEqual(self.order.payment_term_id, self.by_plan)

    def test_order_that_is_no_contract_any_more_gets_its_usual_term_back(self):
        self.add_guard()
        self.remove_guard()
        self.assertEqual(self.order.payment_term_id, self.usual)
        self.order.action_confirm()
        self.assertEqual(self.order.payment_term_id, self.usual)

    def test_term_chosen_by_hand_comes_back_when_the_offer_is_withdrawn(self):
        self.order.payment_term_id = self.chosen
        proposal = self.accept(self.order, self.shipped("first_interest_free_months"))
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        proposal.action_withdraw()
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_term_chosen_by_hand_on_a_contract_does_not_contradict_the_plan(self):
        self.add_guard()
        self.order.payment_term_id = self.chosen
        self.env.flush_all()
        self.assertEqual(self.order.payment_term_id, self.by_plan)
        self.remove_guard()
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_term_chosen_by_hand_on_a_plain_quotation_stays(self):
        self.order.payment_term_id = self.chosen
        self.order.order_line.product_uom_qty = 2
        self.accept(self.order, self.new_offer())
        self.assertEqual(self.order.payment_term_id, self.chosen)

    def test_form_shows_plan_and_term_while_editing(self):
        with Form(self.order) as form:
            with form.order_line.new() as line:
                line.product_id = self.guard
            self.assertEqual(form.payment_term_id, self.by_plan)
            self.assertEqual(len(form.instalment_ids), 12)
            form.order_line.remove(1)
            self.assertEqual(form.payment_term_id, self.usual)
            self.assertEqual(len(form.instalment_ids), 0)

    def test_term_of_the_plan_cannot_be_deleted(self):
        with self.assertRaisesRegex(UserError, "Keep it"):
            self.by_plan.unlink()
