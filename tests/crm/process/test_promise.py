"""What was promised, to whom, by when; moved, kept or broken."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form
from odoo.tools import mute_logger

from .promise_common import PromiseCase


class TestPromise(PromiseCase):
    def test_promise_of_a_salesperson_is_open_and_due_when_the_company_proposes(self):
        self.env.company.promise_days = 3
        promises = self.promises.with_user(self.salesperson)
        with Form(promises.with_context(default_lead_id=self.deal.id)) as form:
            form.name = "Send the drawing"
        promise = form.record
        self.assertEqual((promise.state, promise.due_date), ("open", self.day(3)))
        self.assertEqual(promise.user_id, self.salesperson)
        self.assertEqual(promise.client_name, self.deal.name)

    def test_promise_for_a_day_that_is_over_is_refused(self):
        promises = self.promises.with_user(self.salesperson)
        with self.assertRaisesRegex(ValidationError, "which is over"), self.cr.savepoint():
            promises.create({"name": "Late", "lead_id": self.deal.id, "due_date": self.day(-1)})
        self.assertFalse(self.promises.search([]))

    def test_promise_to_nobody_is_refused(self):
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.promises.create({"name": "To nobody"})

    def test_promise_done_in_time_is_kept(self):
        promise = self.new_promise(days=0)
        promise.with_user(self.salesperson).action_keep()
        self.assertEqual((promise.state, promise.done_date), ("kept", self.day(0)))
        self.assertEqual(self.counts(promise), (1, 0, 0))

    def test_promise_done_after_its_day_counts_as_broken(self):
        promise = self.new_promise(days=-1)
        promise.with_user(self.salesperson).action_keep()
        self.assertEqual((promise.state, promise.broken_on), ("late", self.day(-1)))
        self.assertEqual(self.counts(promise), (0, 0, 1))

    def test_keeping_twice_changes_nothing(self):
        promise = self.new_promise(days=-1)
        promise.action_keep()
        promise.action_keep()
        self.assertEqual(self.counts(promise), (0, 0, 1))
        self.assertEqual(promise.state, "late")

    def test_keeping_by_mistake_is_taken_back(self):
        kept, late = self.new_promise(), self.new_promise(days=-1)
        (kept | late).action_keep()
        (kept | late).with_user(self.salesperson).action_reopen()
        self.assertEqual((kept.state, late.state), ("open", "broken"))
        self.assertEqual((kept.done_date, late.done_date), (False, False))

    def test_date_and_state_are_not_typed(self):
        promise = self.new_promise().with_user(self.salesperson)
        for values in (
            {"due_date": self.day(20)},
            {"state": "kept"},
            {"broken_on": False},
            {"reminded_on": False},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                promise.write(values)
        with self.assertRaises(AccessError):
            promise.create({"name": "Kept!", "lead_id": self.deal.id, "state": "kept"})
        self.assertEqual((promise.due_date, promise.state), (self.day(5), "open"))

    def test_broken_promise_is_not_pushed_to_somebody_else(self):
        promise = self.new_promise(days=-1)
        promise._break_late()
        with self.assertRaisesRegex(UserError, "handed over"):
            promise.with_user(self.salesperson).user_id = self.manager
        self.assertEqual(promise.user_id, self.salesperson)

    def test_lead_and_client_show_what_is_owed(self):
        client = self.new_client(user_id=self.salesperson.id)
        contact = self.new_client(name="Luz", parent_id=client.id)
        self.new_promise()
        self.new_promise().action_keep()
        self.new_promise(lead_id=False, partner_id=contact.id)
        self.assertEqual(self.deal.owed_promise_count, 1)
        self.assertEqual((client | contact).mapped("owed_promise_count"), [1, 1])
        self.deal.partner_id = contact
        client.invalidate_recordset()
        self.assertEqual(client.owed_promise_count, 2)
        action = client.with_user(self.salesperson).action_view_promises()
        self.assertEqual(self.promises.search_count(action["domain"]), 3)

    def test_promises_follow_merged_leads(self):
        other = self.new_deal(name="Twice")
        promise = self.new_promise(lead_id=other.id)
        merged = (self.deal | other).with_user(self.manager).merge_opportunity()
        self.assertEqual(promise.lead_id, merged)

    def test_promises_follow_merged_clients(self):
        kept, gone = self.new_client(), self.new_client()
        promise = self.new_promise(lead_id=False, partner_id=gone.id)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((kept | gone).ids, kept)
        self.assertEqual(promise.partner_id, kept)

    def test_client_reads_what_was_promised_but_for_what_was_cancelled(self):
        self.new_promise(name="Nobody wants it").action_cancel()
        self.new_promise(days=2)
        told = self.deal._prepare_deal_promises()
        self.assertEqual(
            told, [{"name": "Send the drawing", "due_date": self.day(2), "state": "Open"}]
        )

    def test_leads_that_promise_nothing_cost_no_query(self):
        activity = self.deal.activity_schedule("mail.mail_activity_data_todo")
        for _time in range(2):  # the first one fills caches
            start = self.cr.sql_log_count
            self.assertFalse(activity._promises_asked("dosmart_crm.mail_activity_promise"))
            self.promises._remind()
        self.assertEqual(self.cr.sql_log_count, start)

    def test_counts_add_up_per_salesperson(self):
        self.new_promise(days=0).action_keep()
        self.new_promise(days=-1).action_keep()
        self.move_date(self.new_promise(), 9)
        other = self.new_promise(days=0, user_id=self.manager.id)
        other.action_keep()
        groups = self.promises._read_group(
            [], ["user_id"], ["kept_count:sum", "moved_count:sum", "broken_count:sum"]
        )
        self.assertEqual(
            sorted(groups, key=lambda group: group[0].login),
            [(self.manager, 1, 0, 0), (self.salesperson, 1, 1, 1)],
        )

    def test_agreements_typed_together_are_all_checked(self):
        promises = [
            Command.create({"name": "One", "due_date": self.day(1)}),
            Command.create({"name": "Two", "due_date": self.day(-1)}),
        ]
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.deal.with_user(self.salesperson).promise_ids = promises
        self.assertFalse(self.promises.search([]))
