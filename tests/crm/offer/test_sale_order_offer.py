"""What an accepted offer does to a quotation, and what its lines survive."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form

from .common import OfferCase


class TestApplying(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(self.client_)
        self.own_lines = self.order.order_line

    def gifts(self, order=None):
        return (order or self.order).order_line.filtered("offer_proposal_id")

    def test_discount_adds_a_line_at_list_price_less_the_discount(self):
        proposal = self.accept(self.order, self.new_offer(quantity=2, discount_percent=30))
        line = self.gifts()
        self.assertEqual(line.product_id, self.siren)
        self.assertEqual((line.product_uom_qty, line.price_unit, line.discount), (2, 50, 30))
        self.assertEqual(self.order.amount_total, 1200 + 70)
        self.assertEqual(
            (proposal.state, proposal.order_id, proposal.cost), ("accepted", self.order, 30)
        )

    def test_upgrade_costs_the_client_nothing_and_shows_the_difference(self):
        better = self.new_product(name="Better siren", list_price=80)
        offer = self.new_offer(
            kind="upgrade", product_id=better.id, replaced_product_id=self.siren.id
        )
        proposal = self.accept(self.order, offer)
        line = self.gifts()
        self.assertEqual((line.product_id, line.price_unit, line.discount), (better, 30, 100))
        self.assertEqual((self.order.amount_total, proposal.cost), (1200, 30))

    def test_free_months_prolong_the_contract(self):
        self.order.contract_start = "2027-01-31"
        offer = self.new_offer(kind="free_months", free_months=3, product_id=False)
        self.accept(self.order, offer)
        line = self.gifts()
        self.assertEqual((line.product_id, line.product_uom_qty), (self.guard, 3))
        self.assertEqual((line.price_unit, line.discount, line.billing), (100, 100, "monthly"))
        self.assertEqual((self.order.contract_months, self.order.free_months), (12, 3))
        self.assertEqual(str(self.order.contract_end), "2028-04-29")
        self.assertEqual(self.order.amount_total, 1200)

    def test_free_months_need_a_contract_to_prolong(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        offer = self.new_offer(kind="free_months", free_months=3, product_id=False)
        proposal = self.new_proposal(order, offer)
        with self.assertRaisesRegex(UserError, "has no service contract"):
            proposal.action_accept()
        self.assertEqual((proposal.state, len(order.order_line)), ("on_table", 1))

    def test_interest_free_months_change_plan_and_payment_term(self):
        self.accept(self.order, self.shipped("first_interest_free_months"))
        plan = self.order.instalment_ids
        self.assertEqual(plan.mapped("amount"), [200] * 6)
        self.assertEqual(plan.mapped("interest_free"), [True] * 6)
        self.assertEqual(self.order.payment_term_id.name, "By the payment plan")
        self.assertEqual(self.gifts().display_type, "line_note")

    def test_referral_and_note_print_what_was_promised(self):
        self.accept(self.order, self.shipped("one_month_per_referral"))
        self.accept(self.order, self.shipped("preferred_hours"))
        names = self.gifts().mapped("name")
        self.assertEqual(
            names,
            [
                "1 free month per referral. Free months for each client you refer: 1. You get them "
                "when that client signs a contract; they prolong yours and cost you nothing.",
                "We watch your premises in the hours you choose.",
            ],
        )

    def test_referral_tells_the_client_in_spanish_when_and_how_the_months_come(self):
        self.client_.lang = "es_MX"
        self.accept(self.order, self.shipped("two_months_per_referral"))
        self.assertEqual(
            self.gifts().name,
            "2 meses gratis por recomendación. Meses gratis por cada cliente que recomiende: 2. "
            "Los recibe cuando ese cliente firma un contrato; prolongan el suyo y no le cuestan "
            "nada.",
        )

    def test_trial_asks_for_the_decision_when_it_ends(self):
        offer = self.new_offer(kind="trial", trial_days=30, product_id=False)
        proposal = self.accept(self.order, offer)
        activity = proposal.activity_ids
        end = fields.Date.add(fields.Date.today(), days=30)
        self.assertEqual((activity.date_deadline, activity.user_id), (end, self.env.user))
        proposal.action_withdraw()
        self.assertFalse(proposal.activity_ids)
        self.assertFalse(self.gifts())

    def test_withdrawing_removes_exactly_what_the_offer_added(self):
        kept = self.accept(self.order, self.new_offer(name="Kept"))
        lines, term = self.order.order_line, self.order.payment_term_id
        proposal = self.accept(self.order, self.shipped("first_interest_free_months"))
        proposal.action_withdraw()
        self.assertEqual(self.order.order_line, lines)
        self.assertEqual(self.order.payment_term_id, term)
        self.assertEqual(self.order._applied_proposals(), kept)
        self.assertEqual(self.order.instalment_ids.mapped("amount")[:2], [100, 100])
        self.assertEqual(proposal.state, "on_table")

    def test_accepting_twice_applies_once(self):
        proposal = self.accept(self.order, self.new_offer())
        proposal.action_accept()
        self.assertEqual(len(self.gifts()), 1)

    def test_two_offers_of_one_group_exclude_each_other_by_name(self):
        group = self.env["dosmart.offer.group"].create({"name": "Gifts"})
        first = self.new_offer(name="Siren gift", exclusive_group_id=group.id)
        rival = self.new_offer(name="Other gift", exclusive_group_id=group.id)
        self.accept(self.order, first)
        proposal = self.new_proposal(self.order, rival)
        with self.assertRaisesRegex(UserError, "“Other gift” and “Siren gift” exclude each other"):
            proposal.action_accept()
        self.assertEqual((proposal.state, len(self.gifts())), ("on_table", 1))

    def test_confirmed_order_is_never_changed(self):
        proposal = self.accept(self.order, self.new_offer())
        late = self.new_proposal(self.order, self.new_offer(name="Late"))
        self.order.action_confirm()
        lines = self.order.order_line
        for action in (late.action_accept, proposal.action_withdraw):
            with self.assertRaisesRegex(UserError, "is not a quotation any more"):
                action()
        self.assertEqual(self.order.order_line, lines)
        self.assertEqual((proposal.state, late.state), ("accepted", "on_table"))

    def test_archived_product_is_refused_when_accepting(self):
        proposal = self.new_proposal(self.order, self.new_offer())
        self.siren.active = False
        with self.assertRaisesRegex(UserError, "“Siren” is archived"):
            proposal.action_accept()
        self.assertEqual(proposal.state, "on_table")

    def test_product_without_a_price_is_a_free_line(self):
        self.siren.list_price = 0
        self.accept(self.order, self.new_offer())
        self.assertEqual((self.gifts().price_unit, self.order.amount_total), (0, 1200))

    def test_lost_status_warns_on_the_quotation(self):
        self.set_status(self.client_, "will_not_buy")
        self.accept(self.order, self.shipped("extra_sensors"))
        self.assertFalse(self.order.offer_warning)
        self.set_status(self.client_, "potential")
        self.order.invalidate_recordset()
        warning = "Extra sensors at no cost: The client's status does not include it."
        self.assertEqual(self.order.offer_warning, warning)
        with Form(self.order) as form:
            form.client_order_ref = "Changed in the form"
            self.assertEqual(form.offer_warning, warning)

    def test_plain_quotation_has_no_plan_and_no_warning(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        self.assertFalse(order.instalment_ids or order.offer_warning or order.contract_months)


class TestSurviving(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(self.client_)
        self.proposal = self.accept(self.order, self.new_offer(discount_percent=40))
        self.line = self.order.order_line.filtered("offer_proposal_id")

    def new_pricelist(self, **values):
        self.env["res.config.settings"].create({"group_product_pricelist": True}).execute()
        return self.env["product.pricelist"].create({"name": "Prices", **values})

    def test_update_prices_keeps_the_discount(self):
        self.siren.list_price = 70
        self.order.action_update_prices()
        self.assertEqual((self.line.price_unit, self.line.discount), (70, 40))

    def test_quantity_keeps_the_discount(self):
        with Form(self.order) as form, form.order_line.edit(1) as line:
            line.product_uom_qty = 5
        self.assertEqual((self.line.product_uom_qty, self.line.discount), (5, 40))

    def test_pricelist_in_another_currency_converts_the_price_and_keeps_the_discount(self):
        currency = self.env["res.currency"].create(
            {
                "name": "XTS",
                "symbol": "X",
                "rate_ids": [Command.create({"name": "2020-01-01", "rate": 4})],
            }
        )
        self.order.pricelist_id = self.new_pricelist(currency_id=currency.id)
        self.order.action_update_prices()
        self.assertEqual((self.line.price_unit, self.line.discount), (200, 40))

    def test_better_discount_of_the_pricelist_wins(self):
        self.env["res.config.settings"].create({"group_discount_per_so_line": True}).execute()
        rule = {"compute_price": "percentage", "percent_price": 60, "applied_on": "3_global"}
        self.order.pricelist_id = self.new_pricelist(item_ids=[Command.create(rule)])
        self.order.action_update_prices()
        self.assertEqual((self.line.price_unit, self.line.discount), (50, 60))

    def test_language_of_the_client_keeps_the_line(self):
        self.client_.lang = "es_MX"
        self.order.action_update_prices()
        self.assertEqual((self.line.price_unit, self.line.discount), (50, 40))

    def test_duplicate_keeps_offers_and_can_lose_them_apart(self):
        copy = self.order.copy()
        line = copy.order_line.filtered("offer_proposal_id")
        own = line.offer_proposal_id
        self.assertEqual((line.discount, own.order_id, own.state), (40, copy, "accepted"))
        copy.action_update_prices()
        self.assertEqual(line.discount, 40)
        self.assertEqual(copy._applied_proposals(), own)
        self.proposal.action_withdraw()
        self.assertEqual((len(copy.order_line), len(self.order.order_line)), (2, 1))
        own.action_withdraw()
        self.assertEqual(len(copy.order_line), 1)

    def test_sent_and_revised_quotation_keeps_its_offers(self):
        self.order.action_quotation_sent()
        self.order.action_draft()
        self.assertEqual(self.line.discount, 40)
        self.assertEqual(self.order._applied_proposals(), self.proposal)
