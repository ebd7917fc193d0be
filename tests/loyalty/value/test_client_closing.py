"""A client may be closed by hand, with a reason; it is open again once it buys (SG-4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import ValueCase


@freeze_time("2026-11-22 12:00:00")
class TestClientClosing(ValueCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client(user_id=self.salesperson.id)
        self.new_order(self.client, "2026-11-01")
        self.run_on()

    def close(self, reason="Moved abroad", user=None):
        closing = self.env["dosmart.client.closing"].with_user(user or self.salesperson)
        value = self.value(self.client)
        closing.create({"value_id": value.id, "reason": reason}).action_close_client()

    def test_salesperson_closes_a_client_and_opens_it_again(self):
        self.close()
        value = self.value(self.client)
        self.assertEqual((value.stage, value.closed_reason), ("ended", "Moved abroad"))
        chips = {c["name"]: c["why"] for c in value.explanation["chips"]}
        self.assertEqual(chips["Development Stage"], "Closed on 11/22/2026: Moved abroad")
        value.with_user(self.salesperson).action_reopen()
        self.assertEqual(value.stage, "primary")

    def test_reason_is_asked_for(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self.close(" ")
        self.assertFalse(self.value(self.client).closed_on)

    def test_purchase_after_closing_opens_it(self):
        self.close()
        self.new_order(self.client, "2026-11-23")
        self.run_on(self.today.replace(day=23))
        self.assertEqual(self.value(self.client).stage, "repeat")

    def test_other_company_closes_nothing(self):
        with self.assertRaises(AccessError):
            self.close(user=self.other_salesperson)
        self.assertEqual(self.value(self.client).stage, "primary")
