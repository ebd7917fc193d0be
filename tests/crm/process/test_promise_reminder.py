"""Whoever promised is reminded once; when the day is over the promise is broken."""

from odoo.tests import freeze_time

from .promise_common import PromiseCase


class TestPromiseReminder(PromiseCase):
    def begin_day(self):
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.promise_cron_begin_day").method_direct_trigger()
        self.env.invalidate_all()

    def test_salesperson_is_reminded_once_before_the_day_comes(self):
        self.env.company.promise_alert_days = 2
        promise, far = self.new_promise(days=3), self.new_promise(days=30)
        self.assertFalse(self.activities(promise))
        self.env.company.promise_alert_days = 4
        for _night in range(3):
            self.begin_day()
        reminder = self.activities(promise)
        self.assertEqual(len(reminder), 1)
        self.assertEqual(
            (reminder.user_id, reminder.date_deadline), (self.salesperson, self.day(3))
        )
        self.assertIn("Send the drawing", reminder.summary)
        self.assertFalse(self.activities(far))

    def test_promise_for_tomorrow_is_reminded_of_at_once(self):
        self.assertEqual(len(self.activities(self.new_promise(days=1))), 1)

    def test_new_date_is_reminded_of_anew(self):
        promise = self.new_promise(days=1)
        self.move_date(promise, 20)
        self.assertFalse(self.activities(promise))
        self.env.company.promise_alert_days = 20
        self.begin_day()
        self.assertEqual(self.activities(promise).date_deadline, self.day(20))

    def test_whoever_takes_it_over_is_reminded_instead(self):
        promise = self.new_promise(days=1)
        promise.user_id = self.manager
        self.assertEqual(self.activities(promise).user_id, self.manager)

    def test_salesperson_of_the_lead_is_reminded_for_one_who_left(self):
        promise = self.new_promise(days=1, user_id=self.manager.id)
        self.manager.active = False
        promise._remind_anew()
        self.assertEqual(self.activities(promise).user_id, self.salesperson)

    def test_doing_the_activity_keeps_the_promise(self):
        promise = self.new_promise(days=1)
        self.activities(promise).with_user(self.salesperson).action_done()
        self.assertEqual((promise.state, promise.done_date), ("kept", self.day(0)))

    def test_keeping_the_promise_closes_the_activity(self):
        promise = self.new_promise(days=1)
        promise.with_user(self.salesperson).action_keep()
        self.assertFalse(self.activities(promise))

    def test_cancelling_drops_the_activity(self):
        promise = self.new_promise(days=1)
        promise.with_user(self.salesperson).action_cancel()
        self.assertEqual((promise.state, len(promise.activity_ids)), ("cancelled", 0))

    def test_promise_is_broken_the_night_after_its_day_and_still_owed(self):
        late, today = self.new_promise(days=-1), self.new_promise(days=0)
        self.begin_day()
        self.begin_day()
        self.assertEqual((late.state, late.broken_on), ("broken", self.day(-1)))
        self.assertEqual(today.state, "open")
        self.assertEqual(len(self.activities(late)), 1)

    def test_day_is_over_only_where_it_was_promised(self):
        self.salesperson.tz = "America/Mexico_City"
        with freeze_time("2026-03-10 12:00:00"):
            promise = self.new_promise(days=0)
        with freeze_time("2026-03-11 02:00:00"):  # eight in the evening in Mexico
            self.promises._break_late()
            self.assertEqual(promise.state, "open")
        with freeze_time("2026-03-11 07:00:00"):
            self.promises._break_late()
            self.assertEqual(promise.state, "broken")

    def test_night_costs_the_same_for_5_and_for_50_promises(self):
        self.env.company.promise_alert_days = 0
        costs = []
        for number in (5, 50, 5):  # the first one fills caches
            late = self.promises.concat(*(self.new_promise(days=-1) for _n in range(number)))
            late.activity_ids.unlink()
            late.reminded_on = False
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.promises._break_late()
            self.promises.search(self.promises._soon_domain())._remind()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - start)
            self.assertEqual(set(late.mapped("state")), {"broken"})
            self.assertEqual(len(late.activity_ids), number)
            late.unlink()
        self.assertLessEqual(costs[1], costs[2] + 2)
