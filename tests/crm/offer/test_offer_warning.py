"""Offers that were earned when they were accepted, and no longer are."""

from odoo.tests import Form

from .common import OfferCase

LOST = "The client's status does not include it."


class TestOfferWarning(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.set_status(self.client_, "will_not_buy")
        self.order = self.new_quotation(self.client_, user_id=self.salesperson.id)
        self.accept(self.order, self.shipped("extra_sensors"))

    def lose_status(self):
        self.set_status(self.client_, "potential")
        self.env.invalidate_all()

    def shown(self):
        """Return the warning on the form, as the salesperson sees it."""
        return Form(self.order.with_user(self.salesperson)).offer_warning

    def notes(self, orders):
        messages = orders.message_ids.filtered(lambda m: "does not earn any more" in m.body)
        return [message.body for message in messages]

    def test_lost_status_warns_on_the_form_of_draft_and_sent_quotations(self):
        self.assertFalse(self.shown())
        self.lose_status()
        self.assertEqual(self.shown(), f"Extra sensors at no cost: {LOST}")
        self.order.action_quotation_sent()
        self.assertEqual(self.order.state, "sent")
        self.assertEqual(self.shown(), f"Extra sensors at no cost: {LOST}")

    def test_warning_stands_in_an_alert_that_no_state_hides(self):
        arch = self.env["sale.order"].with_user(self.salesperson).get_view(view_type="form")["arch"]
        self.assertIn('<field name="offer_warning"', arch)
        self.assertIn('invisible="not offer_warning"', arch)

    def test_lost_condition_names_each_offer_with_its_reason(self):
        self.client_.city = "Puebla"
        offer = self.new_offer()
        self.new_rule(
            "will_not_buy",
            offer,
            condition_model="res.partner",
            condition="[('city', '=', 'Puebla')]",
        )
        self.accept(self.order, offer)
        self.assertFalse(self.shown())
        self.client_.city = "León"
        self.shipped("extra_sensors").active = False
        self.env.invalidate_all()
        self.assertEqual(
            self.shown().split("\n"),
            [
                f"Extra sensors at no cost: {LOST}",
                "Free siren: Its condition on the client is not met.",
            ],
        )

    def test_confirmation_notes_down_what_was_lost_once(self):
        self.lose_status()
        self.order.with_user(self.salesperson).action_confirm()
        self.assertEqual(self.order.state, "sale")
        self.assertEqual(
            self.notes(self.order),
            [
                "Confirmed with offers that the client does not earn any more:"
                f"<ul><li>Extra sensors at no cost: {LOST}</li></ul>"
            ],
        )
        self.assertTrue(self.order.message_ids[0].is_internal)
        self.assertFalse(self.order.offer_warning)
        self.assertTrue(self.order.order_line.filtered("offer_proposal_id"))
        self.order.with_user(self.salesperson).action_lock()
        self.assertEqual(len(self.notes(self.order)), 1)

    def test_confirmation_with_earned_offers_notes_nothing(self):
        self.accept(self.order, self.shipped("first_interest_free_months"))
        self.order.action_confirm()
        self.assertEqual(self.notes(self.order), [])

    def test_client_who_signs_in_the_portal_leaves_the_note_too(self):
        self.lose_status()
        public = self.env.ref("base.public_user")
        self.order.with_user(public).sudo()._validate_order()
        self.assertEqual(len(self.notes(self.order)), 1)

    def test_markup_in_the_name_of_an_offer_stays_text(self):
        self.shipped("extra_sensors").name = "<b>Sensors</b>"
        self.lose_status()
        self.order.action_confirm()
        self.assertIn("<li>&lt;b&gt;Sensors&lt;/b&gt;: ", self.notes(self.order)[0])

    def test_statements_do_not_grow_with_the_orders_confirmed(self):
        orders = self.order
        for _number in range(4):
            orders |= self.order.copy()
        self.lose_status()
        counts = []
        for confirmed in (orders[:1], orders[:2], orders):
            self.env.flush_all()
            self.env.invalidate_all()
            confirmed.mapped("state")
            before = self.env.cr.sql_log_count
            lost = confirmed._lost_offers()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(lost), len(confirmed))
        self.assertEqual(counts[1], counts[2])

    def test_orders_without_offers_are_confirmed_without_asking(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertEqual(order._lost_offers(), {})
            order._log_lost_offers({})
