"""What came of a contact, noted by whom it concerns; and who has to make the next one."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .program_common import ProgramCase


class TestProgramOutcome(ProgramCase):
    def setUp(self):
        super().setUp()
        self.order_of()

    def visiting(self, **values):
        step = {"channel": "visit", "day_from": 3, "day_to": 5, "summary": "Thank them"}
        return self.new_program([step], **values)

    def dialog(self, activity, user=None):
        dialogs = self.env["dosmart.touchpoint.outcome"].with_user(user or self.salesperson)
        return dialogs.create({"activity_id": activity.id})

    def note(self, activity, outcome, moment, user=None):
        with freeze_time(moment):
            self.dialog(activity, user).with_context(contact_outcome=outcome).action_log()
        self.env.invalidate_all()

    def test_second_tap_on_an_outcome_changes_nothing(self):
        touchpoint = self.run_program(self.visiting(), "2026-03-13")
        activity = touchpoint._open_attempt()
        first, second = self.dialog(activity), self.dialog(activity)
        with freeze_time("2026-03-13 15:00"):
            first.with_context(contact_outcome="nobody").action_log()
            for dialog in (first, second):
                with self.assertRaisesRegex(UserError, "noted this already"):
                    dialog.with_context(contact_outcome="refused").action_log()
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("open", 1))
        self.assertEqual(len(touchpoint.activity_ids), 2)

    def test_dialog_tells_nobody_of_activities_of_others(self):
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        theirs = self.env["res.partner"].create(
            {"name": "Secret", "company_id": self.other_company.id}
        )
        activity = theirs.activity_schedule(summary="Sell the firm", user_id=self.env.uid)
        dialog = self.dialog(activity, colleague)
        for tell in (
            lambda: dialog.read(["summary"]),
            lambda: dialog.read(["client_name"]),
            lambda: dialog.with_context(contact_outcome="reached").action_log(),
        ):
            with self.assertRaises(AccessError):
                tell()
        self.assertTrue(activity.active)

    def test_refused_visit_stops_the_program_for_the_client(self):
        program = self.visiting()
        touchpoint = self.run_program(program, "2026-03-13")
        self.note(touchpoint._open_attempt(), "refused", "2026-03-13 15:00")
        self.assertEqual(
            (touchpoint.state, str(touchpoint.contacted_on)), ("refused", "2026-03-13")
        )
        self.order_of("2026-03-13")
        self.assertEqual(self.plan(program, "2026-03-18"), touchpoint)

    def test_nobody_there_three_times_is_not_reached(self):
        touchpoint = self.run_program(self.visiting(), "2026-03-13")
        for moment in ("2026-03-13 15:00", "2026-03-16 18:00", "2026-03-17 22:30"):
            self.note(touchpoint._open_attempt(), "nobody", moment)
        self.assertEqual((touchpoint.state, touchpoint.attempt_count), ("unreached", 3))
        self.assertFalse(touchpoint.contacted_on or touchpoint._open_attempt())

    def test_next_attempt_is_made_by_whom_the_client_was_given_to(self):
        touchpoint = self.run_program(self.visiting(), "2026-03-13")
        self.client_.user_id = self.salesperson_all
        self.note(touchpoint._open_attempt(), "nobody", "2026-03-13 15:00")
        self.assertEqual(touchpoint.user_id, self.salesperson_all)
        self.assertEqual(touchpoint._open_attempt().user_id, self.salesperson_all)

    def test_contact_goes_to_the_salesperson_of_the_day_it_is_made(self):
        program = self.visiting()
        self.assertEqual(self.plan(program, "2026-03-13").user_id, self.salesperson)
        self.client_.user_id = self.salesperson_all
        touchpoint = self.fire(program, "2026-03-13")
        self.assertEqual(touchpoint._open_attempt().user_id, self.salesperson_all)

    def test_always_the_person_beside_stays_that_person(self):
        program = self.visiting(doer="user")
        touchpoint = self.run_program(program, "2026-03-13")
        self.assertEqual(touchpoint._open_attempt().user_id, self.manager)

    def test_salesperson_of_another_company_contacts_nobody_here(self):
        self.client_.user_id = self.other_salesperson
        program = self.visiting()
        self.assertEqual(self.plan(program, "2026-03-13").user_id, self.manager)
        touchpoint = self.fire(program, "2026-03-13")
        self.assertEqual(touchpoint._open_attempt().user_id, self.manager)

    def test_salesperson_who_moves_to_another_company_hands_over(self):
        program = self.visiting()
        touchpoint = self.run_program(program, "2026-03-13")
        self.salesperson.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
            }
        )
        self.plan(program, "2026-03-16")
        self.assertEqual(touchpoint.user_id, self.manager)
        self.assertEqual(touchpoint._open_attempt().user_id, self.manager)

    def silent(self):
        """Return a visit of today to a client that nobody contacted for 30 days."""
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET create_date = '2026-01-01 12:00' WHERE id = %s",
            (self.client_.id,),
        )
        step = {"channel": "visit", "day_from": 3, "day_to": 40, "day_kind": "calendar"}
        program = self.new_program([step], trigger="last_contact", name="Silence")
        return self.run_program(program, "2026-03-13"), program

    def test_client_not_met_has_not_been_contacted(self):
        touchpoint, program = self.silent()
        self.env.ref("dosmart_crm.mail_activity_program_visit").is_contact = True
        self.assertEqual(str(touchpoint.anchor_date), "2026-03-10")
        self.note(touchpoint._open_attempt(), "nobody", "2026-03-13 15:00")
        self.plan(program, "2026-03-16")
        self.assertEqual((touchpoint.exists().state, touchpoint.attempt_count), ("open", 1))

    def test_client_who_asked_for_another_day_is_not_forgotten(self):
        self.client_.preferred_channel = "phone"
        touchpoint, program = self.silent()
        with freeze_time("2026-03-13 15:00"):
            activity = touchpoint._open_attempt().with_user(self.salesperson)
            log = self.env["dosmart.call.log"].with_user(self.salesperson)
            log = log.create({"activity_id": activity.id, "callback_date": "2026-03-20"})
            log.with_context(call_outcome="call_back").action_log()
        self.env.invalidate_all()
        self.plan(program, "2026-03-16")
        self.assertEqual(touchpoint.exists().state, "open")
        self.assertEqual(str(touchpoint._open_attempt().date_deadline), "2026-03-20")

    def test_client_who_opts_out_between_two_attempts_is_not_called_again(self):
        rule = self.env.ref("dosmart_crm.exclusion_rule_opted_out")
        steps = [{"channel": "call", "day_from": 3, "day_to": 5}]
        program = self.new_program(steps, exclusion_ids=[(6, 0, rule.ids)])
        tired = self.new_buyer(name="Ana", phone="+525587654321")
        self.order_of(client=tired)
        touchpoints = self.run_program(program, "2026-03-13")
        self.env["phone.blacklist"].create({"number": "+525587654321"})
        self.plan(program, "2026-03-16")
        self.assertEqual(touchpoints.mapped("state"), ["open", "excluded"])
        self.assertEqual(touchpoints[1].exclusion_id, rule)
        self.assertEqual([len(one._open_attempt()) for one in touchpoints], [1, 0])

    def test_salesperson_who_is_gone_leaves_the_call_to_the_responsible(self):
        self.salesperson.active = False
        touchpoint = self.run_program(self.visiting(), "2026-03-13")
        self.assertEqual(touchpoint._open_attempt().user_id, self.manager)

    def test_outcome_that_no_button_names_is_refused(self):
        program = self.new_program([{"channel": "visit", "day_from": 3, "day_to": 5}])
        activity = self.run_program(program, "2026-03-13")._open_attempt()
        dialog = self.env["dosmart.touchpoint.outcome"].create({"activity_id": activity.id})
        with self.assertRaises(UserError):
            dialog.with_context(contact_outcome="bribed").action_log()
        self.assertTrue(activity.active)

    def test_letter_is_an_activity_that_is_done(self):
        program = self.new_program(
            [{"channel": "letter", "day_from": 3, "day_to": 5, "summary": "Thank-you letter"}]
        )
        touchpoint = self.run_program(program, "2026-03-13")
        activity = touchpoint._open_attempt()
        self.assertEqual(activity.summary, "Thank-you letter (until 03/17/2026)")
        activity.with_user(self.salesperson).action_feedback(feedback="Posted")
        self.assertEqual(touchpoint.state, "done")
