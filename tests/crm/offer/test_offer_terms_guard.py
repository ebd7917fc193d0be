"""What offers give to a quotation is given by offers only, whoever tries otherwise."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form

from .common import OfferCase

TERMS = {"1": {"interest_free": {"1": 12}}}


class TestOfferTermsGuard(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(self.client_, user_id=self.salesperson.id)
        self.line = self.order.order_line
        self.proposal = self.accept(self.order, self.new_offer(discount_percent=40))
        self.gift = self.order.order_line - self.line

    def line_terms(self):
        return {
            "offer_proposal_id": self.proposal.id,
            "offer_discount": 90,
            "offer_replaced_product_id": self.siren.id,
            "free_months": 12,
        }

    def assert_refused(self, call, *args, **kwargs):
        before = self.order.read(["offer_terms", "order_line", "amount_total"])
        with self.assertRaisesRegex(AccessError, "not written by hand"), self.env.cr.savepoint():
            call(*args, **kwargs)
        self.env.invalidate_all()
        self.assertEqual(self.order.read(["offer_terms", "order_line", "amount_total"]), before)

    def test_nobody_writes_the_terms_of_an_order(self):
        for user in (self.salesperson, self.manager):
            order = self.order.with_user(user)
            for terms in (TERMS, False):
                self.assert_refused(order.write, {"offer_terms": terms})

    def test_nobody_writes_the_terms_of_a_line_directly_or_through_its_order(self):
        for user in (self.salesperson, self.manager):
            for name, value in self.line_terms().items():
                order, line = self.order.with_user(user), self.line.with_user(user)
                self.assert_refused(line.write, {name: value})
                self.assert_refused(
                    order.write, {"order_line": [Command.update(line.id, {name: value})]}
                )

    def test_nobody_creates_lines_or_orders_with_terms(self):
        orders = self.env["sale.order"].with_user(self.salesperson)
        values = {"partner_id": self.client_.id}
        self.assert_refused(orders.create, values | {"offer_terms": TERMS})
        for name, value in self.line_terms().items():
            line = {"product_id": self.siren.id, name: value}
            self.assert_refused(orders.create, values | {"order_line": [Command.create(line)]})
            self.assert_refused(
                orders.env["sale.order.line"].create, line | {"order_id": self.order.id}
            )
            self.assert_refused(
                orders.browse(self.order.id).write, {"order_line": [Command.create(line)]}
            )

    def test_defaults_of_the_context_or_of_the_user_give_nothing(self):
        orders = self.env["sale.order"].with_user(self.salesperson)
        lines = orders.env["sale.order.line"]
        line = {"order_id": self.order.id, "product_id": self.siren.id}
        for name, value in self.line_terms().items():
            self.assert_refused(lines.with_context(**{f"default_{name}": value}).create, line)
        given = orders.with_context(default_offer_terms=TERMS)
        self.assert_refused(given.create, {"partner_id": self.client_.id})
        self.env["ir.default"].set("sale.order.line", "free_months", 12)
        self.assert_refused(lines.create, line)

    def test_copies_get_no_terms_of_their_own(self):
        order = self.order.with_user(self.salesperson)
        line = Command.create({"product_id": self.siren.id, "free_months": 12})
        self.assert_refused(order.copy, {"offer_terms": TERMS})
        self.assert_refused(order.copy, {"order_line": [line]})
        self.assert_refused(order.with_context(default_offer_terms=TERMS).copy)
        self.assert_refused(order.with_context(default_free_months=12).copy)
        self.assert_refused(self.gift.with_user(self.salesperson).copy)
        self.assert_refused(
            self.line.with_user(self.salesperson).copy, {"order_id": order.id, "free_months": 12}
        )

    def test_key_of_our_methods_cannot_be_made_up(self):
        for key in (True, "OURS", {}):
            lines = self.line.with_user(self.salesperson).with_context(offer_writer=key)
            self.assert_refused(lines.write, {"free_months": 12})

    def test_terms_are_not_imported(self):
        lines = self.env["sale.order.line"].with_user(self.salesperson)
        result = lines.load(
            ["order_id/.id", "product_id/.id", "product_uom_qty", "free_months"],
            [[str(self.order.id), str(self.siren.id), "1", "12"]],
        )
        self.assertFalse(result["ids"])
        self.assertIn("not written by hand", result["messages"][0]["message"])
        result = lines.load([".id", "offer_discount"], [[str(self.line.id), "90"]])
        self.assertFalse(result["ids"])
        self.assertEqual((self.line.offer_discount, len(self.order.order_line)), (0, 2))

    def test_gift_stays_on_its_quotation(self):
        other = self.order.copy()
        gift = self.gift.with_user(self.salesperson)
        self.assert_refused(gift.write, {"order_id": other.id})

    def test_salesperson_sells_plain_lines_as_ever(self):
        order = self.order.with_user(self.salesperson)
        order.write({"order_line": [Command.create({"product_id": self.siren.id})]})
        with Form(order) as form:
            with form.order_line.new() as line:
                line.product_id = self.siren
            with form.order_line.edit(1) as line:
                line.product_uom_qty = 3
        self.assertEqual((len(order.order_line), self.gift.product_uom_qty), (4, 3))

    def test_salesperson_copies_revises_and_updates_prices_of_a_quotation_with_offers(self):
        order = self.order.with_user(self.salesperson)
        copy = order.copy()
        gift = copy.order_line.filtered("offer_proposal_id")
        self.assertEqual((gift.discount, gift.offer_discount), (40, 40))
        self.assertNotIn("offer_writer", copy.env.context)
        copy.action_quotation_sent()
        copy.action_draft()
        self.siren.list_price = 70
        copy.action_update_prices()
        self.assertEqual((gift.price_unit, gift.discount), (70, 40))
        copy.offer_proposal_ids.action_withdraw()
        self.assertEqual((len(copy.order_line), len(order.order_line)), (1, 2))
        own = self.new_proposal(copy, self.shipped("courtesy_months"), user_id=self.salesperson.id)
        own.with_user(self.salesperson).action_accept()
        self.assertEqual(copy.free_months, 3)
