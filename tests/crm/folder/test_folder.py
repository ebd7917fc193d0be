"""Which documents a folder lists."""

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time

from .common import FolderCase


@freeze_time("2026-03-01")
class TestFolderList(FolderCase):
    def names(self, account):
        items = account.document_ids.filtered(lambda line: not line.parent_id)
        return [(line.sequence, line.type_id) for line in items]

    def test_items_are_listed_in_order_and_conditional_ones_only_when_they_apply(self):
        account = self.new_account()
        places = [place for place, _kind in self.names(account)]
        self.assertEqual(places, [1, 2, 3, 4, 5, 7, 8])
        self.new_account(account.partner_id, contract_start="2027-01-15")
        self.assertEqual([place for place, _kind in self.names(account)], [1, 2, 3, 4, 5, 6, 7, 8])
        account.maintenance_months = 0
        self.assertNotIn(7, [place for place, _kind in self.names(account)])

    def test_renewal_taken_back_drops_its_empty_item_and_keeps_a_filled_one(self):
        account = self.new_account()
        self.new_account(account.partner_id, contract_start="2027-01-15")
        renewal = account.order_ids.filtered(lambda o: str(o.contract_start) == "2027-01-15")
        renewal._action_cancel()
        self.assertFalse(self.line(account, "renewal"))
        renewal.action_draft()
        renewal.action_confirm()
        self.file(self.line(account, "renewal"))
        renewal._action_cancel()
        self.assertEqual(self.line(account, "renewal").state, "received")

    def test_payments_have_a_line_each_and_cash_has_one(self):
        account = self.new_account()
        lines = self.line(account, "counter_receipt").child_ids
        self.assertEqual(lines.mapped("number"), list(range(1, 13)))
        self.assertEqual(str(lines[1].date_due), "2026-02-15")
        order = self.new_quotation(self.new_client())
        order.order_line.billing = "one_off"
        order.action_confirm()
        paid = self.line(order.service_account_id, "counter_receipt").child_ids
        self.assertEqual(paid.mapped("number"), [1])

    def test_invoices_are_asked_for_only_if_the_client_wants_them(self):
        account = self.new_account()
        self.assertFalse(self.line(account, "invoice"))
        account.wants_invoice = True
        self.assertEqual(
            self.line(account, "invoice").parent_id, self.line(account, "counter_receipt")
        )

    def test_identity_has_six_parts_and_takes_what_the_form_says(self):
        client = self.new_client(
            phone="33 1234 5678",
            trusted_name_1="Eva",
            trusted_phone_1="33 1",
            trusted_name_2="Ana",
            trusted_phone_2="33 2",
        )
        account = self.new_account(client)
        parts = self.line(account, "identity").child_ids
        states = {part.type_id.name: part.state for part in parts}
        self.assertEqual(len(states), 6)
        self.assertEqual(states["Phones"], "received")
        self.assertEqual(states["Phones of two trusted persons"], "received")
        self.assertEqual(states["Email"], "missing")
        client.email = "lupita@example.com"
        account.with_user(self.salesperson).action_update_list()
        self.assertEqual(self.line(account, "email").state, "received")
        self.assertIn("from the client's form", self.line(account, "email")._say_state())

    def test_confirming_again_lists_nothing_twice(self):
        account = self.new_account()
        before = account.document_ids
        account.order_ids._action_cancel()
        account.order_ids.action_draft()
        account.order_ids.action_confirm()
        account._list_documents()
        keys = [(line.type_id, line.order_id, line.number) for line in account.document_ids]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(len(account.document_ids), len(before))

    def test_new_document_of_the_administrator_joins_the_folders(self):
        account = self.new_account()
        self.env["dosmart.document.type"].create({"name": "Map of the site", "sequence": 9})
        account.with_user(self.salesperson).action_update_list()
        self.assertIn((9, "Map of the site"), [(p, k.name) for p, k in self.names(account)])

    def test_parts_of_parts_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "parts have no parts"):
            self.kind("ine").child_ids = [Command.create({"name": "Back side"})]

    def test_number_of_statements_does_not_grow_with_the_folders(self):
        def listing(number):
            accounts = self.env["dosmart.service.account"].union(
                *(self.new_account() for _n in range(number))
            )
            accounts.document_ids.unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            accounts._list_documents()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        listing(1)
        self.assertEqual(listing(2), listing(4))  # Odoo inserts up to 100 rows at once
