"""Contracts confirmed at the same moment: numbers without gaps or doubles."""

from psycopg2 import OperationalError

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestConfirmingAtOnce(TransactionCase):
    """Without our users by role: creating users here and in other cursors would wait."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            company = env.company
            product = env["product.product"].create(
                {"name": "Guard", "type": "service", "is_service_contract": True}
            )
            clients = env["res.partner"].create([{"name": f"Client {n} at once"} for n in range(3)])
            orders = env["sale.order"].create(
                [
                    {
                        "partner_id": client.id,
                        "company_id": company.id,
                        "order_line": [(0, 0, {"product_id": product.id, "tax_ids": False})],
                    }
                    for client in clients
                ]
            )
            self.company_id, self.order_ids = company.id, orders.ids
            self.created = [(records._name, records.ids) for records in (clients, product)]
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            orders = env["sale.order"].browse(self.order_ids)
            orders._action_cancel()
            orders.service_account_id.unlink()
            orders.unlink()
            for model, ids in self.created:
                env[model].browse(ids).unlink()
            company = env["res.company"].browse(self.company_id)
            sequence = company.service_account_sequence_id
            company.service_account_sequence_id = False
            sequence.unlink()

    def order_in(self, cr, number):
        return api.Environment(cr, self.env.uid, {})["sale.order"].browse(self.order_ids[number])

    def number_of(self, number):
        with self.registry.cursor() as cr:
            return self.order_in(cr, number).service_account_id.name

    def confirm(self, number):
        with self.registry.cursor() as cr:
            self.order_in(cr, number).action_confirm()

    def test_refused_confirmation_is_repeated_without_gap_or_double(self):
        self.confirm(0)
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.order_in(first, 1), self.order_in(second, 2)
            self.assertEqual(theirs.state, "draft")
            ours.action_confirm()
            first.flush()
            with mute_logger("odoo.sql_db"), self.assertRaises(OperationalError):
                theirs.action_confirm()
            second.rollback()
            first.commit()
            self.order_in(second, 2).action_confirm()
            second.commit()
        names = [self.number_of(number) for number in range(3)]
        self.assertEqual(names, ["SC-000001", "SC-000002", "SC-000003"])

    def test_number_of_a_confirmation_that_failed_is_given_again(self):
        self.confirm(0)
        with self.registry.cursor() as cr:
            self.order_in(cr, 1).action_confirm()
            cr.rollback()
        self.confirm(2)
        self.assertEqual((self.number_of(2), self.number_of(1)), ("SC-000002", False))

    def test_two_first_contracts_at_once_make_one_sequence(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.order_in(first, 0), self.order_in(second, 1)
            self.assertFalse(theirs.company_id.service_account_sequence_id)
            ours.action_confirm()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(OperationalError):
                theirs.action_confirm()
            second.rollback()
            self.order_in(second, 1).action_confirm()
            second.commit()
        self.assertEqual((self.number_of(0), self.number_of(1)), ("SC-000001", "SC-000002"))
