"""Calls: one dialog, one tap on what came of it."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .visit_common import VisitCase


class TestCall(VisitCase):
    def test_call_is_an_activity_that_was_done(self):
        self.log_call("answered", minutes=7, note="Wants a visit")
        call = self.calls()
        self.assertEqual(
            (call.call_outcome, call.call_direction, call.call_minutes), ("answered", "out", 7)
        )
        self.assertEqual((call.user_id, call.date_done), (self.salesperson, self.day(0)))
        self.assertEqual(call.called_on, self.at(minutes=-7).replace(second=call.called_on.second))
        self.assertFalse(self.deal.activity_ids)
        for text in ("Answered", "Wants a visit"):
            self.assertIn(text, self.notes(self.deal))

    def test_planned_call_is_the_one_that_is_logged(self):
        planned = self.deal.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.salesperson.id
        )
        self.log_call("no_answer", planned)
        self.assertEqual(self.calls(), planned)
        self.assertEqual(planned.call_outcome, "no_answer")

    def test_call_back_is_planned(self):
        self.log_call("call_back", callback_date=self.day(2))
        again = self.deal.activity_ids
        self.assertEqual((again.date_deadline, again.user_id), (self.day(2), self.salesperson))
        self.assertEqual(again.activity_type_id.category, "phonecall")

    def test_client_without_lead_is_called_too(self):
        client = self.new_client()
        self.log_call("busy", client, direction="in")
        call = self.calls(client)
        self.assertEqual((call.call_outcome, call.call_direction), ("busy", "in"))

    def test_call_is_logged_once(self):
        planned = self.deal.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.salesperson.id
        )
        self.log_call("busy", planned)
        with self.assertRaisesRegex(UserError, "already"):
            self.log_call("answered", planned)
        self.assertEqual(planned.call_outcome, "busy")

    def test_unknown_outcome_and_odd_minutes_are_refused(self):
        with self.assertRaises(UserError):
            self.log_call("sold everything")
        for minutes in (-3, 2_000_000_000):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.log_call("answered", minutes=minutes)
        self.assertFalse(self.calls())

    def test_nobody_calls_back_yesterday(self):
        for day in (self.day(-1), False):
            with self.assertRaisesRegex(UserError, "call back"), self.cr.savepoint():
                self.log_call("call_back", callback_date=day)
        self.assertFalse(self.calls() | self.deal.activity_ids)

    def test_call_to_the_lead_of_another_is_refused(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        logs = self.env["dosmart.call.log"].with_user(stranger)
        log = logs.create({"lead_id": self.deal.id})
        with self.assertRaises(AccessError):
            log.with_context(call_outcome="answered").action_log()
        self.assertFalse(self.calls())

    def test_calls_follow_merged_leads_and_clients(self):
        other, client, kept = self.new_deal(name="Twice"), self.new_client(), self.new_client()
        self.log_call("answered", other)
        self.log_call("busy", client, user=self.manager)
        merged = (self.deal | other).with_user(self.manager).merge_opportunity()
        self.assertEqual(self.calls(merged).mapped("call_outcome"), ["answered"])
        self.env["base.partner.merge.automatic.wizard"]._merge((kept | client).ids, kept)
        self.assertEqual(self.calls(kept).mapped("call_outcome"), ["busy"])

    def test_list_of_calls_shows_what_was_done(self):
        self.log_call("answered")
        action = self.env.ref("dosmart_crm.call_action")
        calls = self.env["mail.activity"].with_user(self.salesperson)
        found = calls.with_context(active_test=False).search([("call_outcome", "!=", False)])
        self.assertEqual(found, self.calls())
        self.assertIn("active_test", action.context)
