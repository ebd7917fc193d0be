"""What the applied offers cost us, and which share of the quotation that is."""

from odoo.fields import Command

from .approval_common import ApprovalCase


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

    def test_last_of_several_changes_in_one_call_counts_at_its_price(self):
        dear = self.new_product(name="Drone", list_price=900)
        gift = self.gift_line()
        changes = {"product_id": self.gift.id}, {"product_id": dear.id, "price_unit": 1}
        self.mine.write({"order_line": [Command.update(gift.id, values) for values in changes]})
        self.assertEqual((gift.technical_price_unit, self.order.offer_cost), (900, 900))

    def test_typed_cost_is_of_the_offer_as_it_is_more_counts_at_list_price(self):
        order = self.new_quotation(self.new_client(), [(self.guard, 100, 100)])
        offer = self.new_offer(product_id=self.gift.id, cost_mode="typed", typed_cost=10)
        proposal = self.accept(order, offer)
        line = order.order_line.filtered("offer_proposal_id").with_user(self.manager)
        self.assertEqual((order.offer_cost, proposal.cost), (10, 10))
        dear = self.new_product(name="Drone", list_price=900)
        dozen = self.env.ref("uom.product_uom_dozen")
        for values, cost in (
            ({"product_uom_qty": 100}, 20000),
            ({"product_uom_qty": 1}, 10),
            ({"price_unit": 1e6}, 1e6),
            ({"price_unit": 200}, 10),
            ({"product_id": dear.id}, 900),
            ({"product_id": self.gift.id}, 10),
            ({"product_uom_id": dozen.id}, 2400),
        ):
            line.write(values)
            self.assertEqual((order.offer_cost, proposal.cost), (cost, cost), values)

    def test_typed_cost_of_free_months_is_of_the_months_of_the_offer(self):
        order = self.new_quotation(self.new_client())
        offer = self.new_offer(kind="free_months", product_id=False, free_months=3)
        offer.write({"cost_mode": "typed", "typed_cost": 60})
        self.accept(order, offer)
        line = order.order_line.filtered("offer_proposal_id")
        self.assertEqual(order.offer_cost, 60)
        line.product_uom_qty = 30
        self.assertEqual(order.offer_cost, 3000)

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
