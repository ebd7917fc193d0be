"""What is planned when: windows in working days, one touchpoint for each event, none twice."""

from odoo.tests import freeze_time

from .program_common import ProgramCase


class TestProgramPlan(ProgramCase):
    def test_call_after_an_order_has_a_window_in_working_days(self):
        order = self.order_of()  # a Tuesday
        program = self.new_program()
        self.assertFalse(self.plan(program, "2026-03-12"))
        planned = self.plan(program, "2026-03-13")
        self.assertEqual(
            (str(planned.anchor_date), str(planned.open_on), str(planned.close_on)),
            ("2026-03-10", "2026-03-13", "2026-03-17"),
        )
        self.assertEqual((planned.anchor_model, planned.anchor_id), ("sale.order", order.id))
        self.assertEqual((planned.partner_id, planned.user_id), (self.client_, self.salesperson))
        self.assertEqual((planned.state, planned.channel), ("planned", "call"))

    def test_planning_twice_plans_once_with_and_without_the_watermark(self):
        self.order_of()
        program = self.new_program()
        first = self.plan(program, "2026-03-13")
        self.assertEqual(len(first), 1)
        self.assertFalse(program._plan(self.day("2026-03-13")))
        program.planned_until = False
        self.assertTrue(program._plan(self.day("2026-03-13")))
        self.assertEqual(self.of(program), first)
        self.assertEqual(self.plan(program, "2026-03-14"), first)

    def test_an_idle_run_asks_the_database_for_next_to_nothing(self):
        program = self.new_program()
        self.plan(program, "2026-03-13")
        self.env.flush_all()
        with self.assertQueryCount(1):
            program._plan(self.day("2026-03-13"))

    def test_planning_costs_the_same_for_one_and_for_twenty_clients(self):
        def cost(count, day):
            for _number in range(count):
                self.order_of(day, self.new_buyer())
            program = self.new_program()
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            program._plan(self.day("2026-03-13"))
            return self.cr.sql_log_count - start, len(self.of(program))

        few, one = cost(1, "2026-03-10")
        many, all_of_them = cost(20, "2026-03-10")
        self.assertEqual((one, all_of_them), (1, 21))
        self.assertEqual(many, few)

    def test_ten_days_of_downtime_miss_what_closed_and_plan_what_is_open(self):
        program = self.new_program()
        self.plan(program, "2026-03-09")
        self.order_of("2026-03-10")  # closes on the 17th
        self.order_of("2026-03-16", self.new_buyer())  # opens on the 19th, closes on the 23rd
        states = self.run_program(program, "2026-03-19").mapped("state")
        self.assertEqual(states, ["missed", "open"])
        attempts = self.env["mail.activity"].search([("touchpoint_id.program_id", "=", program.id)])
        self.assertEqual(len(attempts), 1)

    def test_a_program_begins_with_windows_that_are_open_and_leaves_the_past_alone(self):
        self.order_of("2026-03-02")
        self.order_of("2026-03-10", self.new_buyer())
        program = self.new_program()
        planned = self.plan(program, "2026-03-16")
        self.assertEqual([str(one.anchor_date) for one in planned], ["2026-03-10"])

    def test_an_order_at_the_end_of_the_day_in_mexico_belongs_to_that_day(self):
        self.order_of("2026-03-11 05:59:00")  # 23:59 of the 10th in Mexico City
        self.order_of("2026-03-11 06:00:00", self.new_buyer())
        program = self.new_program([{"channel": "call", "day_from": 1, "day_to": 2}])
        planned = self.plan(program, "2026-03-12")
        self.assertEqual(
            [str(one.anchor_date) for one in planned.sorted("anchor_date")],
            ["2026-03-10", "2026-03-11"],
        )

    def test_the_zone_of_the_company_decides_which_day_it_is(self):
        for moment, day in (("05:59:59", "2026-03-10"), ("06:00:00", "2026-03-11")):
            with freeze_time(f"2026-03-11 {moment}"):
                self.assertEqual(str(self.company._contact_day()), day)
        self.company.resource_calendar_id.tz = "UTC"
        with freeze_time("2026-03-11 00:00:00"):
            self.assertEqual(str(self.company._contact_day()), "2026-03-11")

    def test_a_company_without_working_hours_counts_every_day(self):
        self.company.resource_calendar_id = False
        self.company.partner_id.tz = "America/Mexico_City"
        self.order_of()
        planned = self.run_program(self.new_program(), "2026-03-13")
        self.assertEqual((str(planned.close_on), planned.state), ("2026-03-15", "open"))

    def test_holidays_are_no_working_days(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.company.resource_calendar_id.id,
                "date_from": "2026-03-12 06:00:00",
                "date_to": "2026-03-13 06:00:00",
            }
        )
        self.order_of()
        planned = self.plan(self.new_program(), "2026-03-16")
        self.assertEqual(str(planned.open_on), "2026-03-16")

    def test_cancelled_order_takes_its_contact_along(self):
        order = self.order_of()
        program = self.new_program()
        self.plan(program, "2026-03-13")
        order._action_cancel()
        self.assertFalse(self.of(program))
        other = self.order_of(client=self.new_buyer())
        program.planned_until = False
        self.run_program(program, "2026-03-13")
        activity = self.of(program).activity_ids
        self.assertEqual(len(activity), 1)
        other._action_cancel()
        self.assertFalse(self.of(program) | self.touchpoints.browse(activity.exists().ids))

    def test_order_that_changed_behind_our_back_is_noticed_the_next_day(self):
        order = self.order_of()
        program = self.new_program()
        self.run_program(program, "2026-03-13")
        order.write({"state": "draft"})
        self.env.flush_all()
        self.assertFalse(self.plan(program, "2026-03-16"))

    def test_program_edited_in_the_middle_plans_anew_and_keeps_what_is_under_way(self):
        self.order_of()
        program = self.new_program()
        under_way = self.run_program(program, "2026-03-13")
        self.order_of("2026-03-11", self.new_buyer())
        self.plan(program, "2026-03-16")
        self.assertEqual(self.of(program).mapped("state"), ["open", "planned"])
        program.step_ids.day_to = 8
        self.assertEqual(self.of(program), under_way)
        self.plan(program, "2026-03-16")
        self.assertEqual(
            [(one.state, str(one.close_on)) for one in self.of(program)],
            [("open", "2026-03-17"), ("planned", "2026-03-23")],
        )

    def test_switching_off_withdraws_everything_and_switching_on_begins_anew(self):
        self.order_of()
        program = self.new_program()
        activity = self.run_program(program, "2026-03-13").activity_ids
        program.action_switch_off()
        self.assertFalse(activity.exists() or self.of(program))
        self.assertFalse(program.is_on)

    def test_program_given_to_another_company_leaves_nothing_behind(self):
        self.order_of()
        program = self.new_program(user_id=False)
        activity = self.run_program(program, "2026-03-13").activity_ids
        program.company_id = self.other_company
        self.assertFalse(activity.exists() or self.of(program))

    def test_program_archived_in_the_middle_does_nothing_more(self):
        self.order_of()
        program = self.new_program()
        activity = self.run_program(program, "2026-03-13").activity_ids
        self.order_of("2026-03-11", self.new_buyer())
        self.plan(program, "2026-03-16")
        program.active = False
        self.assertFalse(activity.exists() or self.of(program))
        program.active = True
        self.assertFalse(program.is_on)

    def test_archived_client_is_not_contacted(self):
        self.order_of()
        program = self.new_program()
        activity = self.run_program(program, "2026-03-13").activity_ids
        self.client_.active = False
        self.assertFalse(self.plan(program, "2026-03-16"))
        self.assertFalse(activity.exists())
        fresh = self.new_program()
        self.assertFalse(self.plan(fresh, "2026-03-16"))

    def test_planned_in_one_order_whatever_the_database_does(self):
        for number in (3, 1, 2):
            self.order_of("2026-03-10", self.new_buyer(name=f"Client {number}"))
        ours = self.plan(self.new_program(), "2026-03-13")
        self.assertEqual(ours.partner_id.ids, sorted(ours.partner_id.ids))

    def test_other_company_is_left_alone(self):
        self.order_of()
        program = self.new_program(company_id=self.other_company.id, user_id=False)
        self.assertFalse(self.plan(program, "2026-03-13"))

    def test_deleting_a_step_keeps_the_history(self):
        self.order_of()
        program = self.new_program()
        touchpoint = self.run_program(program, "2026-03-13")
        touchpoint.activity_ids.action_feedback()
        step = program.step_ids
        step.unlink()
        self.assertEqual((touchpoint.state, step.active), ("done", False))
        self.assertFalse(program.step_ids)
