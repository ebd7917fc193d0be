"""The date of a promise is moved with the client knowing, and the history stays."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from .promise_common import TELL, PromiseCase


class TestPromiseMove(PromiseCase):
    def test_moving_the_date_keeps_the_history(self):
        promise = self.new_promise(days=2)
        self.move_date(promise, 9, reason="The supplier is late")
        self.assertEqual((promise.due_date, promise.state), (self.day(9), "open"))
        move = promise.move_ids
        self.assertEqual((move.old_date, move.new_date), (self.day(2), self.day(9)))
        self.assertEqual((move.user_id, move.was_broken), (self.salesperson, False))
        self.assertEqual(self.counts(promise), (0, 1, 0))
        self.assertIn("The supplier is late", self.notes(promise))

    def test_moving_asks_whether_the_client_was_told(self):
        promise = self.new_promise()
        action = promise.action_move()
        moves = self.env["dosmart.promise.move"].with_user(self.salesperson)
        form = Form(moves.with_context(**action["context"]))
        self.assertEqual(form.old_date, promise.due_date)
        form.new_date = self.day(9)
        with self.assertRaisesRegex(AssertionError, "client_told is a required field"):
            form.save()

    def test_client_who_was_not_told_is_to_be_called(self):
        promise = self.new_promise()
        self.move_date(promise, 9, told="no")
        self.assertTrue(promise.has_to_tell)
        asked = self.activities(promise, TELL)
        self.assertEqual((asked.user_id, asked.date_deadline), (self.salesperson, self.day(0)))
        self.assertIn(self.deal.name, asked.summary)
        promise.with_user(self.salesperson).action_tell()
        self.assertFalse(promise.has_to_tell)
        self.assertFalse(self.activities(promise, TELL))
        self.assertEqual(promise.move_ids.client_told, "yes")

    def test_doing_the_activity_says_that_the_client_knows(self):
        promise = self.new_promise()
        self.move_date(promise, 9, told="no")
        self.activities(promise, TELL).with_user(self.salesperson).action_done()
        self.assertEqual(promise.move_ids.client_told, "yes")

    def test_promise_is_not_moved_into_the_past_nor_to_its_own_day(self):
        promise = self.new_promise()
        for days, error in ((-1, ValidationError), (5, UserError)):
            with self.assertRaises(error), self.cr.savepoint():
                self.move_date(promise, days)
        self.assertEqual(promise.due_date, self.day(5))
        self.assertFalse(promise.move_ids)

    def test_what_is_done_is_not_moved(self):
        promise = self.new_promise()
        promise.action_keep()
        with self.assertRaisesRegex(UserError, "done or cancelled"):
            self.move_date(promise, 9)

    def test_date_moved_after_its_day_counts_as_broken_and_as_moved(self):
        promise = self.new_promise(days=-2)
        self.move_date(promise, 3)
        self.assertEqual((promise.state, promise.broken_on), ("open", self.day(-2)))
        self.assertTrue(promise.move_ids.was_broken)
        self.assertEqual(self.counts(promise), (0, 1, 1))
        promise.action_keep()
        self.assertEqual(promise.state, "late")
