"""What nobody types into an account, because contracts and documents say it."""

from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import FolderCase


@freeze_time("2026-03-01")
class TestAccountGuard(FolderCase):
    def test_what_the_contract_says_cannot_be_typed(self):
        account = self.new_account().with_user(self.salesperson)
        for values in (
            {"name": "SC-9"},
            {"partner_id": self.new_client().id},
            {"date_end": "2030-01-01"},
            {"state": "ended"},
            {"company_id": self.other_company.id},
            {"renewal_count": 9},
            {"order_ids": [Command.clear()]},
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, "those of its contract"):
                account.write(values)
        account.installation_date = "2026-01-20"

    def test_completeness_cannot_be_typed(self):
        account = self.new_account().with_user(self.salesperson)
        before = account.completeness
        for values in (
            {"completeness": 100},
            {"missing_count": 0},
            {"next_expiry": False},
            {"document_ids": [Command.clear()]},
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, "File them instead"):
                account.write(values)
        self.assertEqual(account.completeness, before)

    def test_confirmed_contract_stays_in_its_account(self):
        account = self.new_account()
        other = self.new_account(account.partner_id, opens_account=True)
        order = account.order_ids.with_user(self.salesperson)
        with self.assertRaisesRegex(UserError, "is confirmed and stays in its account"):
            order.service_account_id = other
        order.invalidate_recordset()
        self.assertEqual(order.service_account_id, account)
        order._action_cancel()
        order.action_draft()
        order.service_account_id = other
        order.action_confirm()
        self.assertEqual((other.renewal_count, account.state), (1, "cancelled"))

    @mute_logger("odoo.sql_db")
    def test_number_is_unique_in_the_database(self):
        account = self.new_account()
        self.env.company.service_account_sequence_id.number_next = 1
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.new_account()
        self.assertEqual(account.name, "SC-000001")
