"""Calls are tried on other days and at other times; success or refusal stops them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .program_common import ProgramCase


class TestProgramAttempt(ProgramCase):
    def setUp(self):
        super().setUp()
        self.order_of()
        self.program = self.new_program()

    def start(self, day="2026-03-13", hour="14:30:00"):
        return self.run_program(self.program, day, hour)

    def log(self, touchpoint, outcome, moment, user=None, **values):
        """Log the call as its dialog does."""
        with freeze_time(moment):
            activity = touchpoint._open_attempt().with_user(user or self.salesperson)
            action = activity.action_log_contact()
            logs = self.env[action["res_model"]].with_user(user or self.salesperson)
            log = logs.with_context(**action["context"]).create(values)
            log.with_context(call_outcome=outcome).action_log()
        self.env.invalidate_all()

    def attempt(self, touchpoint):
        activity = touchpoint._open_attempt()
        return str(activity.date_deadline), str(activity.contact_at)

    def test_first_attempt_is_an_ordinary_activity_of_the_salesperson(self):
        told = self.mails(self.salesperson.partner_id)
        touchpoint = self.start()
        activity = touchpoint._open_attempt()
        self.assertEqual(touchpoint.state, "open")
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertEqual((activity.res_model, activity.res_id), ("res.partner", self.client_.id))
        self.assertEqual(
            activity.activity_type_id, self.env.ref("dosmart_crm.mail_activity_program_call")
        )
        self.assertEqual(activity.summary, "After the Purchase (attempt 1 of 3, at 08:30)")
        self.assertEqual(self.attempt(touchpoint), ("2026-03-13", "2026-03-13 14:30:00"))
        self.assertEqual(self.mails(self.salesperson.partner_id), told)

    def test_nobody_answers_three_times_on_three_days_at_three_times_of_the_day(self):
        touchpoint = self.start()
        self.log(touchpoint, "no_answer", "2026-03-13 15:00:00")
        # The next working day, Monday, from 12 to 16 o'clock: 18:00 in UTC.
        self.assertEqual(self.attempt(touchpoint), ("2026-03-16", "2026-03-16 18:00:00"))
        self.log(touchpoint, "busy", "2026-03-16 18:05:00")
        self.assertEqual(self.attempt(touchpoint), ("2026-03-17", "2026-03-17 22:00:00"))
        self.log(touchpoint, "no_answer", "2026-03-17 22:05:00")
        self.assertEqual(touchpoint.state, "unreached")
        self.assertEqual(touchpoint.attempt_count, 3)
        self.assertFalse(touchpoint._open_attempt())
        outcomes = touchpoint.activity_ids.sorted("id").mapped("call_outcome")
        self.assertEqual(outcomes, ["no_answer", "busy", "no_answer"])

    def test_the_time_of_day_that_counts_is_that_of_the_call_itself(self):
        touchpoint = self.start()
        self.log(touchpoint, "no_answer", "2026-03-13 19:00:00")  # midday, not the morning
        self.assertEqual(self.attempt(touchpoint), ("2026-03-16", "2026-03-16 22:00:00"))

    def test_call_that_is_answered_ends_it(self):
        touchpoint = self.start()
        self.log(touchpoint, "no_answer", "2026-03-13 15:00:00")
        self.log(touchpoint, "answered", "2026-03-16 18:05:00")
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("done", 2))
        self.assertEqual(str(touchpoint.contacted_on), "2026-03-16")
        self.assertFalse(touchpoint._open_attempt())

    def test_done_without_a_word_is_reached(self):
        touchpoint = self.start()
        touchpoint._open_attempt().with_user(self.salesperson).action_feedback()
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("done", 1))

    def test_refusal_stops_the_program_for_the_client_and_no_other(self):
        self.order_of("2026-03-11")
        other_client = self.new_buyer()
        self.order_of("2026-03-11", other_client)
        touchpoint = self.start()
        self.plan(self.program, "2026-03-16")
        self.assertEqual(len(self.of(self.program)), 3)
        self.log(touchpoint, "refused", "2026-03-16 15:00:00")
        states = [(one.partner_id, one.state) for one in self.of(self.program)]
        expected = [(self.client_, "refused"), (self.client_, "cancelled")]
        self.assertEqual(states, [*expected, (other_client, "planned")])
        order = self.order_of("2026-03-16")
        self.plan(self.program, "2026-03-19")
        self.assertNotIn(order.id, self.of(self.program).mapped("anchor_id"))
        other = self.new_program(name="Another")
        self.assertIn(order.id, self.plan(other, "2026-03-19").mapped("anchor_id"))

    def test_window_that_closes_misses_the_call_and_takes_its_activity(self):
        touchpoint = self.start()
        activity = touchpoint._open_attempt()
        self.plan(self.program, "2026-03-17")
        self.assertEqual(touchpoint.state, "open")
        self.plan(self.program, "2026-03-18")
        self.assertEqual(touchpoint.state, "missed")
        self.assertFalse(activity.exists())

    def test_no_attempt_is_made_after_the_window(self):
        touchpoint = self.start(day="2026-03-17")
        self.log(touchpoint, "no_answer", "2026-03-17 15:00:00")
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("missed", 1))

    def test_attempts_lie_in_working_hours(self):
        touchpoint = self.start(hour="12:00:00")  # 6 o'clock in the morning
        self.assertEqual(self.attempt(touchpoint), ("2026-03-13", "2026-03-13 14:00:00"))

    def test_evening_run_plans_the_first_attempt_for_the_next_working_day(self):
        touchpoint = self.start(hour="23:59:00")  # 17:59: a minute before closing time
        self.assertEqual(self.attempt(touchpoint), ("2026-03-13", "2026-03-13 23:59:00"))
        self.order_of("2026-03-10", self.new_buyer())
        self.program.planned_until = False
        with freeze_time("2026-03-14 01:00:00"):
            self.program._plan()
            self.program._fire_batch(10)
        late = self.of(self.program) - touchpoint
        self.assertEqual(self.attempt(late), ("2026-03-16", "2026-03-16 14:00:00"))

    def test_the_hours_the_client_likes_are_respected(self):
        self.client_.contact_day_part_ids = self.env.ref("dosmart_crm.day_part_evening")
        self.client_.contact_weekday_ids = self.env.ref("dosmart_crm.weekday_monday")
        touchpoint = self.start()
        self.assertEqual(self.attempt(touchpoint), ("2026-03-16", "2026-03-16 22:00:00"))

    def test_client_who_likes_no_hour_of_the_window_is_missed_rather_than_disturbed(self):
        self.client_.contact_weekday_ids = self.env.ref("dosmart_crm.weekday_sunday")
        touchpoint = self.start()
        self.assertEqual(touchpoint.state, "missed")
        self.assertFalse(touchpoint.activity_ids)

    def test_the_way_the_client_prefers_is_taken(self):
        self.client_.preferred_channel = "whatsapp"
        touchpoint = self.start()
        self.assertEqual(
            touchpoint._open_attempt().activity_type_id,
            self.env.ref("dosmart_crm.mail_activity_program_message"),
        )

    def test_client_who_asks_to_be_called_back_is_called_that_day(self):
        touchpoint = self.start()
        self.log(
            touchpoint, "call_back", "2026-03-13 15:00:00", callback_date=self.day("2026-03-20")
        )
        self.assertEqual((touchpoint.state, str(touchpoint.close_on)), ("open", "2026-03-20"))
        self.assertEqual(self.attempt(touchpoint), ("2026-03-20", "2026-03-20 14:00:00"))
        self.plan(self.program, "2026-03-19")
        self.log(touchpoint, "answered", "2026-03-20 14:10:00")
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("done", 2))

    def test_salesperson_who_leaves_in_the_middle_hands_the_call_over(self):
        touchpoint = self.start()
        self.salesperson.active = False
        self.plan(self.program, "2026-03-16")
        self.assertEqual(touchpoint.user_id, self.manager)
        self.assertEqual(touchpoint._open_attempt().user_id, self.manager)

    def test_visit_is_noted_with_two_taps_and_tried_again(self):
        program = self.new_program([{"channel": "visit", "day_from": 3, "day_to": 5}])
        touchpoint = self.run_program(program, "2026-03-13")
        for moment, outcome in (("2026-03-13 15:00", "nobody"), ("2026-03-16 18:00", "reached")):
            with freeze_time(moment):
                action = touchpoint.with_user(self.salesperson).action_log_outcome()
                self.assertEqual(action["res_model"], "dosmart.touchpoint.outcome")
                dialog = self.env[action["res_model"]].with_user(self.salesperson)
                dialog = dialog.with_context(**action["context"]).create({})
                dialog.with_context(contact_outcome=outcome).action_log()
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("done", 2))
        with self.assertRaises(UserError):
            touchpoint.with_user(self.salesperson).action_log_outcome()

    def test_colleague_of_another_company_notes_nothing(self):
        touchpoint = self.start()
        with self.assertRaises(AccessError):
            touchpoint.with_user(self.other_salesperson).action_log_outcome()

    def test_deleted_activity_does_not_lose_the_contact(self):
        touchpoint = self.start()
        touchpoint._open_attempt().unlink()
        with freeze_time("2026-03-13 18:00"):
            touchpoint.with_user(self.salesperson).action_log_outcome()
        activity = touchpoint._open_attempt()
        self.assertEqual(activity.user_id, self.salesperson)
        self.log(touchpoint, "answered", "2026-03-13 18:05:00")
        self.assertEqual(touchpoint.state, "done")
