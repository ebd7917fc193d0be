"""No complaint is closed before what CO-4 asks; what came back is open again."""

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from odoo.addons.dosmart_crm.logic.person_name import named_person

from .common import ComplaintCase


class TestComplaintGate(ComplaintCase):
    def solve(self, complaint, cause="process_step"):
        """Do all that closing asks, but the prevention."""
        own = complaint.with_user(self.agent)
        own.write({"cause_id": self.cause(cause).id, "correction": "A new sensor"})
        self.hear(complaint, "solved")

    def hear(self, complaint, outcome="no_answer", note="Called at ten"):
        hearings = self.env["dosmart.complaint.hearing"].with_user(self.agent)
        hearing = hearings.create(
            {"complaint_id": complaint.id, "outcome": outcome, "note": note, "name": "Lupita"}
        )
        for _click in range(2):
            hearing.action_note()

    def prevent(self, complaint=None, **values):
        actions = self.env["dosmart.complaint.action"].with_user(self.agent)
        action = actions.create(
            {
                "name": "Measure the range",
                "complaint_id": complaint and complaint.id,
                "due_date": fields.Date.add(fields.Date.today(), days=3),
                **values,
            }
        )
        action.evidence = "List of the last five installations"
        action.action_finish()
        return action.with_env(self.env)

    def close(self, complaint, user=None):
        complaint.with_user(user or self.agent).stage_id = self.stage("closed")

    def test_one_message_lists_all_that_is_missing(self):
        complaint = self.new_complaint(severity="high")
        with self.assertRaises(UserError) as refused:
            self.close(complaint)
        message = str(refused.exception)
        for missing in ("The cause:", "The correction:", "3 more documented", "preventive action"):
            self.assertIn(missing, message)
        self.assertTrue(complaint.is_open)

    def test_solved_complaint_is_closed(self):
        complaint = self.new_complaint()
        self.solve(complaint)
        self.close(complaint)
        self.assertFalse(complaint.is_open)
        self.assertEqual(complaint.confirmed_by, "Lupita")
        self.assertTrue(complaint.closed_at and complaint.answered_at)

    def test_what_is_written_together_with_the_stage_counts(self):
        complaint = self.new_complaint()
        self.hear(complaint, "solved")
        complaint.with_user(self.agent).write(
            {
                "stage_id": self.stage("closed").id,
                "correction": "A new sensor",
                "cause_id": self.cause().id,
            }
        )
        self.assertFalse(complaint.is_open)

    def test_three_documented_attempts_replace_the_confirmation(self):
        complaint = self.new_complaint()
        complaint.write({"cause_id": self.cause().id, "correction": "A new sensor"})
        for attempt in range(3):
            with self.assertRaisesRegex(UserError, f"{3 - attempt} more documented"):
                self.close(complaint)
            self.hear(complaint)
        self.close(complaint)
        self.assertEqual((complaint.attempt_count, complaint.is_open), (3, False))

    def test_attempt_without_a_note_is_refused(self):
        complaint = self.new_complaint()
        with self.assertRaisesRegex(UserError, "what was said"):
            self.hear(complaint, note="  ")
        self.assertEqual(complaint.attempt_count, 0)

    def test_severe_and_repeated_causes_need_a_finished_preventive_action(self):
        severe = self.new_complaint(severity="high")
        self.solve(severe)
        again = self.new_complaint()
        self.solve(again)
        self.assertEqual((again.repeat_count, again.is_repeated), (2, True))
        for complaint in (severe, again):
            with self.assertRaisesRegex(UserError, "preventive action"):
                self.close(complaint)
            self.prevent(complaint)
            self.close(complaint)
            self.assertFalse(complaint.is_open)

    def test_nothing_is_closed_at_registration_either(self):
        with self.assertRaisesRegex(UserError, "Not closed yet"):
            self.new_complaint(stage_id=self.stage("closed").id)

    def test_only_leaders_say_that_it_was_no_complaint(self):
        complaint = self.new_complaint()
        with self.assertRaisesRegex(AccessError, "Only team leaders"):
            complaint.with_user(self.agent).action_dismiss()
        self.assertTrue(complaint.is_open)
        complaint.with_user(self.leader).action_dismiss()
        self.assertEqual((complaint.is_open, complaint.is_dismissed), (False, True))
        self.assertEqual(complaint.promise_id.state, "cancelled")
        complaint.with_user(self.boss).unlink()
        self.assertFalse(complaint.exists())

    def test_action_without_evidence_is_not_finished(self):
        action = self.env["dosmart.complaint.action"].create(
            {"name": "Measure", "due_date": fields.Date.today()}
        )
        with self.assertRaisesRegex(UserError, "evidence"):
            action.action_finish()
        with self.assertRaisesRegex(UserError, "with its buttons"):
            action.with_user(self.boss).state = "done"
        self.assertEqual(action.state, "open")

    def test_cause_that_came_back_opens_action_and_complaint_again(self):
        complaint = self.new_complaint(severity="high")
        self.solve(complaint)
        action = self.prevent(complaint)
        self.close(complaint)
        today = fields.Date.today()
        self.assertEqual(action.check_date, fields.Date.add(today, days=30))
        later = fields.Datetime.add(fields.Datetime.now(), days=5)
        with freeze_time(later):
            self.new_complaint(cause_id=self.cause().id)
        with freeze_time(fields.Datetime.add(later, days=30)):
            due = action.search(action._to_check_domain())
            self.assertIn(action, due)
            for _run in range(2):
                due._check_effectiveness()
        self.assertEqual((action.state, action.check_state), ("open", "came_back"))
        self.assertEqual(action.came_back_count, 1)
        self.assertEqual((complaint.is_open, complaint.reopen_count), (True, 1))
        self.assertFalse(complaint.confirmed_at)
        self.assertIn("came back after", self.notes(complaint))

    def test_cause_that_stayed_away_was_done_away_with(self):
        complaint = self.new_complaint(severity="high")
        self.solve(complaint)
        action = self.prevent(complaint)
        self.close(complaint)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=31)):
            action._check_effectiveness()
        self.assertEqual((action.state, action.check_state), ("done", "effective"))
        self.assertFalse(complaint.is_open)

    def test_cause_came_back_as_one_below_it(self):
        action = self.prevent(cause_id=self.cause("process").id)
        other = self.prevent(cause_id=self.cause("product").id)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=3)):
            self.new_complaint(cause_id=self.cause("process_step").id)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=31)):
            (action | other)._check_effectiveness()
        self.assertEqual((action.state, other.state), ("open", "done"))

    def test_action_without_a_complaint_is_checked_too(self):
        action = self.prevent(cause_id=self.cause().id)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=3)):
            self.new_complaint(cause_id=self.cause().id)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=31)):
            action._check_effectiveness()
        self.assertEqual(action.state, "open")

    def test_attempts_before_reopening_do_not_count(self):
        complaint = self.new_complaint()
        complaint.write({"cause_id": self.cause().id, "correction": "A new sensor"})
        for _attempt in range(3):
            self.hear(complaint)
        self.close(complaint)
        complaint.with_user(self.agent).action_reopen()
        self.assertEqual((complaint.is_open, complaint.attempt_count), (True, 0))
        self.assertFalse(complaint.answered_at)
        with self.assertRaisesRegex(UserError, "3 more documented"):
            self.close(complaint)

    def test_cause_is_never_a_person(self):
        self.agent.name = "Valeria Ríos"
        causes = self.env["dosmart.complaint.cause"].with_user(self.leader)
        for name in ("Valeria Rios", "@valeria forgot it", "agent@example.com did not answer"):
            with self.assertRaisesRegex(ValidationError, "never a person"):
                causes.create({"name": name})
        complaint = self.new_complaint().with_user(self.agent)
        with self.assertRaisesRegex(ValidationError, "speaks of Valeria Ríos"):
            complaint.why_2 = "Because Valeria Ríos did not know it"
        complaint.why_2 = "The training does not show the range of the sensor"
        causes.create({"name": "Installers have no meter", "parent_id": self.cause("training").id})

    def test_cause_names_a_person_by_first_and_other_name_mention_or_address(self):
        people = [
            ("Rosa Blanco", "rosa@dosmart.example", "ventas"),
            ("José Luis de la Cruz Pérez", "jl@dosmart.example", "jl@dosmart.example"),
            ("Mitchell", False, "mitch"),
        ]
        for text, named in (
            ("Rosa Blanco forgot it", "Rosa Blanco"),
            ("ROSA BLANCO", "Rosa Blanco"),
            ("Blanco, Rosa", "Rosa Blanco"),
            ("jose perez had no list", "José Luis de la Cruz Pérez"),
            ("José de la Cruz had no list", "José Luis de la Cruz Pérez"),
            ("ask @ventas", "Rosa Blanco"),
            ("(@Rosa)", "Rosa Blanco"),
            ("jl@dosmart.example did not answer", "José Luis de la Cruz Pérez"),
            ("@mitch forgot", "Mitchell"),
            ("The paint Blanco fades", ""),
            ("Blanco: the paint that Rosa's wall needs", ""),
            ("Pintura Rosa", ""),
            ("The line Pérez has no stock", ""),
            ("De la Cruz street has no signal", ""),
            ("No list for sales (ventas)", ""),
            ("xjl@dosmart.example.org", ""),
            ("Mitchell is a brand of locks", ""),
            ("", ""),
        ):
            with self.subTest(text):
                self.assertEqual(named_person(text, people), named)

    def test_cause_is_not_part_of_itself(self):
        with self.assertRaisesRegex(UserError, "part of itself|Recursion"):
            self.cause("process").parent_id = self.cause("process_step")

    def test_causes_count_the_complaints_below_them(self):
        for cause in ("process_step", "process_delay", "product_fault"):
            self.new_complaint(cause_id=self.cause(cause).id)
        before = self.cause("process").complaint_count
        self.assertEqual((before, self.cause("process_step").complaint_count), (2, 1))
