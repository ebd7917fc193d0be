"""The clock runs in working hours, stands while we wait, warns before and tells after."""

from odoo.exceptions import UserError
from odoo.tests import Form

from .common import ComplaintCase

DUE = "dosmart_crm.mail_activity_complaint_due"
LATE = "dosmart_crm.mail_activity_complaint_late"


class TestComplaintClock(ComplaintCase):
    def activities(self, complaint, kind):
        kind = self.env.ref(kind)
        return complaint.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def test_answer_is_due_in_8_24_or_40_working_hours(self):
        # Monday to Friday, eight hours from 8 to 12 and 13 to 17; 10 March is a Tuesday.
        due = {
            "high": "2026-03-11 09:00:00",
            "medium": "2026-03-13 09:00:00",
            "low": "2026-03-17 09:00:00",
        }
        for severity, moment in due.items():
            with self.at("09:00"):
                complaint = self.new_complaint(severity=severity)
            self.assertEqual(complaint.answer_due, self.moment(moment), severity)
            self.assertEqual(complaint.ack_due, self.moment("2026-03-10 10:00:00"))

    def test_hours_are_settings_and_may_depend_on_the_client(self):
        self.env.company.complaint_hours_high = 1
        self.patch(type(self.complaints), "_get_clock_hours", lambda one: 0.5)
        with self.at("09:00"):
            complaint = self.new_complaint(severity="high")
        self.assertEqual(complaint.answer_due, self.moment("2026-03-10 09:30:00"))

    def test_other_severity_moves_the_date_unless_it_was_moved_by_hand(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            complaint.with_user(self.agent).severity = "high"
            self.assertEqual(complaint.answer_due, self.moment("2026-03-11 09:00:00"))
            self.move(complaint, "2026-03-12 12:00:00", "yes")
            complaint.with_user(self.agent).severity = "low"
        self.assertEqual(complaint.answer_due, self.moment("2026-03-12 12:00:00"))

    def test_the_clock_tells_the_working_time_left(self):
        with self.at("09:00"):
            complaint = self.new_complaint(severity="high")
            self.assertEqual((complaint.clock_state, complaint.clock_minutes), ("running", 480))
        with self.at("2026-03-11 08:15:00"):
            complaint.invalidate_recordset()
            self.assertEqual((complaint.clock_state, complaint.clock_minutes), ("soon", 45))
            self.assertEqual(complaint.clock_text, "0 h 45 min left")
        with self.at("2026-03-11 11:00:00"):
            complaint.invalidate_recordset()
            self.assertEqual((complaint.clock_state, complaint.clock_minutes), ("late", -120))
            self.assertEqual(complaint.clock_text, "2 h 0 min late")
            late = self.complaints.search([("clock_state", "=", "late")])
            self.assertIn(complaint, late)
            in_time = self.complaints.search([("clock_state", "in", ["running", "soon"])])
            self.assertNotIn(complaint, in_time)

    def test_time_in_which_we_wait_for_the_client_does_not_count(self):
        with self.at("09:00"):
            complaint = self.new_complaint(severity="high")
        with self.at("10:00"):
            complaint.with_user(self.agent).action_pause()
            self.assertEqual(complaint.clock_state, "paused")
        with self.at("2026-03-12 10:00:00"):
            self.assertFalse(self.complaints.search([("clock_state", "=", "late")]) & complaint)
            complaint._watch_clock()
            complaint.with_user(self.agent).action_resume()
        self.assertEqual(complaint.answer_due, self.moment("2026-03-13 09:00:00"))
        self.assertEqual(complaint.paused_minutes, 960)
        self.assertFalse(self.activities(complaint, LATE))

    def test_what_is_answered_is_not_paused(self):
        complaint = self.new_complaint()
        complaint.with_user(self.agent).action_answer()
        with self.assertRaisesRegex(UserError, "its clock stands"):
            complaint.with_user(self.agent).action_pause()

    def test_responsible_is_warned_before_and_the_management_told_after_once(self):
        with self.at("09:00"):
            complaint = self.new_complaint(severity="high")
        with self.at("15:59"):
            complaint._watch_clock()
            self.assertFalse(self.activities(complaint, DUE))
        with self.at("2026-03-11 08:30:00"):
            for _run in range(2):
                complaint._watch_clock()
            self.assertEqual(self.activities(complaint, DUE).user_id, self.agent)
            self.assertFalse(self.activities(complaint, LATE))
        with self.at("2026-03-11 09:01:00"):
            for _run in range(2):
                complaint._watch_clock()
            self.assertEqual(self.activities(complaint, LATE).user_id, self.boss)
            self.assertEqual(len(self.activities(complaint, DUE)), 1)
            complaint.with_user(self.agent).action_answer()
        self.assertFalse(self.activities(complaint, DUE) | self.activities(complaint, LATE))
        self.assertEqual((complaint.late_count, complaint.answer_minutes), (1, 481))

    def test_leader_is_told_when_the_client_was_not_told_within_an_hour(self):
        self.client.email = False
        with self.at("09:00"):
            complaint = self.new_complaint()
            self.assertFalse(complaint.acknowledged_at)
        with self.at("10:01"):
            complaint._watch_clock()
        self.assertEqual(self.activities(complaint, LATE).user_id, self.leader)
        complaint.with_user(self.agent).action_acknowledge()
        self.assertTrue(complaint.acknowledged_at)

    def test_crons_run(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.complaint_cron_watch_clock").method_direct_trigger()
            self.env.ref("dosmart_crm.complaint_cron_check_effectiveness").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(len(self.activities(complaint, LATE)), 1)

    def move(self, complaint, moment, told, reason="The part comes later"):
        with Form(
            self.env["dosmart.complaint.move"]
            .with_user(self.agent)
            .with_context(default_complaint_id=complaint.id)
        ) as form:
            form.new_due = moment
            form.client_told = told
            form.reason = reason
        for _click in range(2):
            form.record.action_move()

    def mails(self):
        return self.env["mail.mail"].search([("email_to", "ilike", "lupita@example.com")])

    def test_client_is_told_when_the_date_moves(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            before = self.mails()
            self.move(complaint, "2026-03-16 12:00:00", "write")
        mail = self.mails() - before
        self.assertEqual(len(mail), 1)
        self.assertIn("Monday, March 16, 2026, 12:00", mail.body_html)
        promise = complaint.promise_id
        self.assertEqual(str(promise.due_date), "2026-03-16")
        self.assertEqual(promise.move_ids.client_told, "yes")
        self.assertEqual(promise.move_ids.reason, "The part comes later")

    def test_client_is_told_of_another_time_of_the_same_day_too(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            before = self.mails()
            self.move(complaint, "2026-03-13 16:00:00", "write")
        mail = self.mails() - before
        self.assertEqual(len(mail), 1)
        self.assertIn("Friday, March 13, 2026, 4:00", mail.body_html.replace("\u202f", " "))
        self.assertFalse(complaint.promise_id.move_ids)

    def test_another_time_that_nobody_told_changes_no_earlier_row_of_the_history(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            self.move(complaint, "2026-03-16 12:00:00", "yes")
            self.move(complaint, "2026-03-16 16:00:00", "no")
        self.assertEqual(complaint.promise_id.move_ids.client_told, "yes")

    def test_whoever_does_not_write_is_reminded_to_call(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            before = self.mails()
            self.move(complaint, "2026-03-16 12:00:00", "no")
        self.assertFalse(self.mails() - before)
        kinds = complaint.promise_id.activity_ids.activity_type_id
        self.assertIn(self.env.ref("dosmart_crm.mail_activity_promise_tell"), kinds)

    def test_date_that_is_over_is_refused(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            with self.assertRaisesRegex(UserError, "Choose a later one"):
                self.move(complaint, "2026-03-10 08:00:00", "yes")
        self.assertEqual(complaint.answer_due, self.moment("2026-03-13 09:00:00"))

    def test_promise_that_is_moved_moves_the_complaint(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            self.env["dosmart.promise.move"].create(
                {
                    "promise_id": complaint.promise_id.id,
                    "new_date": "2026-03-17",
                    "client_told": "yes",
                }
            )
        self.assertEqual(complaint.answer_due, self.moment("2026-03-17 09:00:00"))
        self.assertEqual(len(complaint.promise_id.move_ids), 1)

    def test_answer_is_a_promise_that_is_kept(self):
        with self.at("09:00"):
            complaint = self.new_complaint()
            promise = complaint.promise_id
            self.assertEqual((promise.user_id, promise.partner_id), (self.agent, self.client))
            self.assertEqual(str(promise.due_date), "2026-03-13")
            complaint.with_user(self.agent).action_answer()
            self.assertEqual(promise.state, "kept")

    def test_board_costs_the_same_for_3_and_for_40_complaints(self):
        names = ["name", "subject", "clock_text", "clock_state", "client_id", "user_id"]
        names += ["severity", "is_with_management", "activity_ids", "color"]
        costs = []
        for number in (3, 40, 3):  # the first one fills caches
            made = self.complaints.concat(*(self.new_complaint() for _n in range(number)))
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            made.with_user(self.leader).read(names)
            costs.append(self.cr.sql_log_count - start)
        self.assertLessEqual(costs[1], costs[2] + 1)
