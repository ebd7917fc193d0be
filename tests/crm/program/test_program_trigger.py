"""What programs wait for: every trigger finds its events on the right day, and only those."""

from odoo.tests import freeze_time

from .program_common import ProgramCase


class TestProgramTrigger(ProgramCase):
    def test_anniversaries_come_after_the_months_of_the_program(self):
        self.order_of("2024-03-10")
        program = self.waiting("purchase_anniversary", (-21, -14), anchor_months="12, 24")
        self.assertFalse(self.days(program, "2026-02-16"))
        self.assertEqual(self.days(program, "2026-02-17"), ["2026-03-10"])
        program = self.waiting("purchase_anniversary", anchor_months="12")
        self.assertFalse(self.days(program, "2026-03-10"))

    def test_purchase_of_29_february_has_its_anniversary_on_the_28th(self):
        self.order_of("2024-02-29")
        program = self.waiting("purchase_anniversary", anchor_months="12, 24, 48")
        self.assertEqual(self.days(program, "2025-02-28"), ["2025-02-28"])
        self.assertEqual(self.days(program, "2028-02-29")[-1], "2028-02-29")

    def test_maintenance_one_month_after_the_31st(self):
        self.order_of("2026-01-31")
        program = self.waiting("purchase_anniversary", (0, 0), anchor_months="1")
        self.assertEqual(self.days(program, "2026-02-28"), ["2026-02-28"])

    def test_only_the_product_lines_of_the_program(self):
        line = self.env["product.category"].create({"name": "Cameras"})
        child = self.env["product.category"].create({"name": "Dome", "parent_id": line.id})
        order = self.order_of()
        program = self.waiting("order_confirmed", category_ids=[(6, 0, line.ids)])
        self.assertFalse(self.days(program, "2026-03-10"))
        order.order_line.product_id.categ_id = child
        program.planned_until = False
        self.assertEqual(self.days(program, "2026-03-10"), ["2026-03-10"])

    def test_birthday_of_29_february_is_on_the_28th_in_common_years(self):
        born = self.new_client(name="Leap", birthdate_date="2000-02-29")
        other = self.new_client(name="Eve", birthdate_date="2001-02-28")
        for day, expected in (
            ("2026-02-28", ["2026-02-28"]),
            ("2028-02-28", []),
            ("2028-02-29", ["2028-02-29"]),
            ("2026-03-01", []),
        ):
            program = self.waiting("birthday", (0, 0))
            self.assertEqual(self.days(program, day, born), expected, day)
            self.assertEqual(
                self.days(program, day, other),
                ["2026-02-28"] * (day == "2026-02-28") or ["2028-02-28"] * (day == "2028-02-28"),
                day,
            )

    def test_birthday_comes_every_year_for_persons_alone(self):
        person = self.new_client(name="Ana", birthdate_date="1990-03-10")
        contact = self.new_client(
            name="Rosa", birthdate_date="1990-03-10", parent_id=self.client_.id
        )
        self.client_.write({"is_company": True})
        program = self.waiting("birthday")
        self.assertEqual(self.days(program, "2026-03-10", person), ["2026-03-10"])
        self.assertEqual(self.days(program, "2026-03-10", contact), ["2026-03-10"])
        self.assertEqual(self.days(program, "2027-03-10", person), ["2026-03-10", "2027-03-10"])

    def test_contract_that_ends(self):
        account = self.env["dosmart.service.account"].create(
            {
                "name": "S-1",
                "company_id": self.company.id,
                "partner_id": self.client_.id,
                "date_start": "2025-04-10",
                "date_end": "2026-04-09",
            }
        )
        program = self.waiting("contract_end", (-30, -1))
        self.assertFalse(self.days(program, "2026-03-09"))
        self.assertEqual(self.days(program, "2026-03-10"), ["2026-04-09"])
        # Renewed: the old end is no reason any more.
        account.date_end = "2027-04-09"
        self.env.flush_all()
        self.assertFalse(self.days(program, "2026-03-11"))

    def test_fixed_and_movable_dates(self):
        dates = self.env["dosmart.contact.date"]
        monday = self.env.ref("dosmart_crm.weekday_monday").id
        sunday = self.env.ref("dosmart_crm.weekday_sunday").id
        days = {
            "2026-05-10": {"kind": "fixed", "day": 10, "month": "5"},
            "2026-06-21": {"kind": "weekday", "nth": "3", "weekday_id": sunday, "month": "6"},
            "2026-11-16": {"kind": "weekday", "nth": "3", "weekday_id": monday, "month": "11"},
            "2026-05-25": {"kind": "weekday", "nth": "-1", "weekday_id": monday, "month": "5"},
            "2026-04-03": {"kind": "easter", "easter_days": -2},
            "2026-07-01": {"kind": "once", "date": "2026-07-01"},
        }
        for day, values in days.items():
            date = dates.create({"name": day, **values})
            program = self.waiting("calendar_date", (-5, 0), date_ids=[(6, 0, date.ids)])
            self.assertEqual(self.days(program, day), [day], day)

    def test_status_changed_to_one_of_the_program(self):
        loyal = self.status("loyal")
        with freeze_time("2026-03-10 12:00:00"):
            self.give_status("potential")
        program = self.waiting("status_changed", status_ids=[(6, 0, loyal.ids)])
        self.assertFalse(self.days(program, "2026-03-10"))
        with freeze_time("2026-03-11 12:00:00"):
            self.give_status("loyal")
        self.assertEqual(self.days(program, "2026-03-11"), ["2026-03-11"])
        # Changed on before anything was done.
        with freeze_time("2026-03-11 15:00:00"):
            self.give_status("potential")
        self.assertFalse(self.days(program, "2026-03-12"))

    def test_days_since_the_last_contact(self):
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET create_date = '2026-01-01 12:00' WHERE id = %s",
            (self.client_.id,),
        )
        program = self.waiting("last_contact", (30, 37))
        self.assertEqual(self.days(program, "2026-01-31"), ["2026-01-01"])
        order = self.order_of("2026-02-01")
        self.assertFalse(self.days(program, "2026-02-01"))
        self.assertEqual(self.days(program, "2026-03-03"), ["2026-02-01"])
        # A contact by whatever way puts it off.
        kind = self.env.ref("mail.mail_activity_data_call")
        kind.is_contact = True
        for record, done, due in (
            (self.client_, "2026-03-04", "2026-04-03"),
            (order, "2026-04-04", "2026-05-04"),
        ):
            call = record.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.salesperson.id
            )
            call.action_feedback()
            call.date_done = self.day(done)
            self.env.flush_all()
            self.assertFalse(self.days(program, done))
            self.assertEqual(self.days(program, due), [done])

    def test_cycle_of_each_client_is_counted_from_the_first_purchase(self):
        self.order_of("2025-08-31")
        self.order_of("2025-10-05")
        program = self.waiting("cycle", (0, 0), cycle_number=3, cycle_unit="month")
        for day, expected in (
            ("2025-11-30", ["2025-11-30"]),
            ("2026-01-05", []),
            ("2026-02-28", ["2026-02-28"]),
            ("2026-03-28", []),
        ):
            program.planned_until = False
            found = [one for one in self.days(program, day) if one == day]
            self.assertEqual(found, expected, day)
        weeks = self.waiting("cycle", (0, 0), cycle_number=2, cycle_unit="week")
        self.assertEqual(self.days(weeks, "2025-09-14"), ["2025-09-14"])

    def test_cycle_for_all_on_the_same_day(self):
        program = self.waiting(
            "cycle",
            (0, 0),
            cycle_number=1,
            cycle_unit="month",
            cycle_from="date",
            date_start="2026-01-31",
        )
        self.assertEqual(self.days(program, "2026-02-28"), ["2026-02-28"])
        program.planned_until = False
        self.assertNotIn("2026-03-28", self.days(program, "2026-03-28"))

    def test_client_given_to_a_salesperson_and_taken_away_again(self):
        program = self.waiting("assigned")
        with freeze_time("2026-03-10 12:00:00"):
            self.client_.user_id = self.salesperson_all
        planned = self.plan(program, "2026-03-10")
        self.assertEqual(
            (planned.partner_id, planned.user_id), (self.client_, self.salesperson_all)
        )
        with freeze_time("2026-03-11 12:00:00"):
            self.client_.user_id = self.salesperson
        self.env.flush_all()
        self.assertEqual(self.plan(program, "2026-03-11").user_id, self.salesperson)

    def test_nothing_is_noted_where_no_program_waits_for_it(self):
        self.client_.user_id = self.salesperson_all
        events = self.env["dosmart.contact.event"]
        self.assertFalse(events.search([("partner_id", "=", self.client_.id)]))

    def test_client_asked_to_be_contacted_on_a_day_about_a_subject(self):
        program = self.waiting("requested", (0, 2))
        events = self.env["dosmart.contact.event"].with_user(self.salesperson)
        events.create(
            {"partner_id": self.client_.id, "date": "2026-03-20", "name": "The new cameras"}
        )
        self.assertFalse(self.days(program, "2026-03-19"))
        planned = self.plan(program, "2026-03-20")
        self.assertEqual(str(planned.anchor_date), "2026-03-20")
        self.assertIn("The new cameras", planned.reason)

    def test_services_are_known_by_a_hook(self):
        self.assertFalse(self.days(self.waiting("service_done"), "2026-03-10"))

    def test_every_trigger_can_be_planned_on_every_kind_of_window(self):
        for trigger, _label in self.programs._fields["trigger"].selection:
            for window in ((-5, -1), (0, 0), (3, 5)):
                program = self.waiting(trigger, window)
                self.assertTrue(program._plan(self.day("2026-03-10")), trigger)
