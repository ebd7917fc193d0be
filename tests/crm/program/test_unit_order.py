"""A confirmed order makes the units it sells, once (spec CP-7)."""

from datetime import date

from .unit_common import UnitCase


class TestUnitOrder(UnitCase):
    def units(self, order):
        return (
            self.env["dosmart.client.unit"]
            .with_context(active_test=False)
            .search([("order_id", "=", order.id)])
        )

    def sell(self, quantity=2, **values):
        order = self.new_quotation(self.client, [(self.kit, quantity, 10)], **values)
        order.action_confirm()
        return order

    def test_quotation_makes_no_unit(self):
        order = self.new_quotation(self.client, [(self.kit, 2, 10)])
        self.assertFalse(self.units(order))

    def test_confirmed_order_makes_a_unit_for_each_piece(self):
        units = self.units(self.sell(3))
        self.assertEqual(len(units), 3)
        self.assertEqual((units.partner_id, units.product_id), (self.client, self.kit))
        self.assertEqual(units.order_line_id.order_id.client_unit_count, 3)

    def test_day_of_purchase_is_that_of_the_company(self):
        self.env.company.resource_calendar_id.tz = "America/Mexico_City"
        order = self.new_quotation(self.client, [(self.kit, 1, 10)], user_id=False)
        order.with_context(default_date_order=False).write({"state": "sale"})
        order.date_order = "2026-02-02 03:00:00"
        order.order_line._follow_units()
        self.assertEqual(self.units(order).purchase_date, date(2026, 2, 1))

    def test_other_products_make_none(self):
        order = self.new_quotation(self.client, [(self.siren, 2, 10)])
        order.action_confirm()
        self.assertFalse(self.units(order))

    def test_confirmed_again_makes_no_second_unit(self):
        order = self.sell()
        before = self.units(order)
        before[0].serial = "K-1"
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(len(self.units(order)), 2)
        self.assertIn(before[0], self.units(order))
        self.assertTrue(all(self.units(order).mapped("active")))

    def test_cancelled_order_keeps_in_the_archive_only_what_is_known(self):
        order = self.sell()
        known = self.units(order)[1]
        known.serial = "K-1"
        order._action_cancel()
        self.assertEqual(self.units(order), known)
        self.assertFalse(known.active)
        self.assertTrue(known.is_order_cancelled)

    def test_unit_archived_by_hand_stays_so_when_the_order_comes_back(self):
        order = self.sell(1)
        unit = self.units(order)
        unit.write({"serial": "K-1", "active": False})
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual((self.units(order), unit.active), (unit, False))

    def test_quantity_changed_on_the_confirmed_order_changes_the_units(self):
        order = self.sell(2)
        self.units(order)[0].serial = "K-1"
        order.order_line.product_uom_qty = 4
        self.assertEqual(len(self.units(order)), 4)
        order.order_line.product_uom_qty = 1
        self.assertEqual(self.units(order).mapped("serial"), ["K-1"])

    def test_other_product_on_the_confirmed_order_changes_the_units(self):
        other = self.new_product(name="Alarm kit", is_unit=True)
        order = self.sell(2)
        known = self.units(order)[0]
        known.serial = "K-1"
        order.order_line.product_id = other
        active = self.units(order).filtered("active")
        self.assertEqual((active.product_id, len(active)), (other, 2))
        order.order_line.product_id = self.kit
        active = self.units(order).filtered("active")
        self.assertEqual((active.product_id, len(active)), (self.kit, 2))
        self.assertIn(known, active)

    def test_credit_note_leaves_the_units_until_the_order_sells_less(self):
        order = self.sell(3)
        order.order_line.qty_delivered = 3
        invoice = order._create_invoices()
        invoice.action_post()
        invoice._reverse_moves(cancel=True)
        self.assertEqual(len(self.units(order)), 3)
        order.order_line.product_uom_qty = 2
        self.assertEqual(len(self.units(order)), 2)

    def test_line_added_to_a_confirmed_order_makes_its_units(self):
        order = self.sell(1)
        values = {"order_id": order.id, "product_id": self.kit.id, "product_uom_qty": 2}
        self.env["sale.order.line"].create(values)
        self.assertEqual(len(self.units(order)), 3)

    def test_dozens_are_counted_in_pieces(self):
        order = self.new_quotation(self.client, [(self.kit, 2, 10)])
        order.order_line.product_uom_id = self.env.ref("uom.product_uom_dozen")
        order.action_confirm()
        self.assertEqual(len(self.units(order)), 24)

    def test_absurd_quantities_and_returns_make_none(self):
        for quantity in (5000, -1):
            self.assertFalse(self.units(self.sell(quantity)))

    def test_client_who_signs_in_the_portal_gets_the_units_too(self):
        order = self.new_quotation(self.client, [(self.kit, 1, 10)])
        order.with_user(self.portal_user).sudo().action_confirm()
        self.assertEqual(len(self.units(order)), 1)

    def test_order_without_units_costs_one_query_more_at_most(self):
        orders = [self.new_quotation(self.client, [(self.siren, 2, 10)]) for _ in range(2)]
        orders[0].action_confirm()
        lines = orders[1].order_line
        self.env.flush_all()
        lines.product_id.is_unit  # noqa: B018  (in memory, as confirming reads the products)
        with self.assertQueryCount(1):
            lines._follow_units()
