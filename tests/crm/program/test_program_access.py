"""Who may see and change contact programs, and what they planned."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .program_common import ProgramCase


class TestProgramAccess(ProgramCase):
    def test_salesperson_reads_programs_and_changes_none(self):
        program = self.programs.create({"name": "After the Purchase"})
        seen = program.with_user(self.salesperson)
        self.assertEqual(seen.name, "After the Purchase")
        for change in (
            lambda: seen.write({"name": "Mine"}),
            seen.action_switch_on,
            seen.action_switch_off,
            seen.action_run_now,
            seen.unlink,
        ):
            with self.assertRaises(AccessError):
                change()
        self.assertEqual((program.name, program.is_on), ("After the Purchase", False))

    def test_nobody_else_sees_programs_or_contacts(self):
        self.order_of()
        program = self.new_program()
        touchpoint = self.run_program(program, "2026-03-13")
        for user in (self.portal_user, self.env.ref("base.public_user"), self.other_salesperson):
            for record in (program, program.step_ids, touchpoint):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])

    def test_salesperson_sees_own_contacts_and_those_of_own_clients(self):
        self.order_of()
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        self.order_of(client=self.new_buyer(name="Hers", user_id=colleague.id))
        planned = self.run_program(self.new_program(), "2026-03-13")
        mine, hers = planned.sorted("id")
        seen = self.touchpoints.with_user(self.salesperson).search([])
        self.assertEqual(seen & planned, mine.with_user(self.salesperson))
        for user in (self.salesperson_all, self.manager):
            self.assertEqual(len(self.touchpoints.with_user(user).search([]) & planned), 2)
        with self.assertRaises(AccessError):
            hers.with_user(self.salesperson).action_log_outcome()

    def test_nobody_writes_contacts_by_hand(self):
        self.order_of()
        touchpoint = self.run_program(self.new_program(), "2026-03-13")
        for user in (self.salesperson, self.manager):
            for change in (
                lambda one: one.write({"state": "done"}),
                lambda one: one.unlink(),
                lambda one: one.copy(),
            ):
                with self.assertRaises(AccessError):
                    change(touchpoint.with_user(user))
        self.assertEqual(touchpoint.state, "open")

    def test_manager_switches_on_runs_and_switches_off(self):
        today = str(self.company._contact_day())
        self.order_of(today)
        step = {"channel": "letter", "day_from": 0, "day_to": 9, "day_kind": "calendar"}
        programs = self.programs.with_user(self.manager)
        program = programs.create({"name": "Mine", "step_ids": [(0, 0, step)]})
        program.action_run_now()
        self.assertFalse(self.of(program))
        program.action_switch_on()
        with freeze_time(f"{today} 16:00"):
            program.action_run_now()
        self.assertEqual(self.of(program).mapped("state"), ["open"])
        program.action_switch_off()
        self.assertFalse(self.of(program))

    def test_program_that_does_nothing_is_not_switched_on(self):
        program = self.programs.create({"name": "Empty"})
        with self.assertRaisesRegex(UserError, "does nothing yet"):
            program.action_switch_on()
        self.assertFalse(program.is_on)

    def test_email_without_a_template_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "sends an email"):
            self.new_program([{"channel": "email"}])

    def test_months_that_make_no_sense_are_refused(self):
        for months in ("", "twelve", "12; 24", "0", "-1", "9999", "12²"):
            with self.assertRaisesRegex(ValidationError, "how many months"):
                self.new_program(trigger="purchase_anniversary", anchor_months=months)

    def test_condition_that_cannot_be_read_is_refused_and_one_that_loses_its_field_is_met_by_none(
        self,
    ):
        with self.assertRaisesRegex(ValidationError, "condition cannot be used"):
            self.new_program(condition="[('no_such_field', '=', 1)]")
        self.order_of()
        program = self.new_program()
        self.env.flush_all()
        self.cr.execute(
            "UPDATE dosmart_contact_program SET condition = %s WHERE id = %s",
            ("[('no_such_field', '=', 1)]", program.id),
        )
        program.invalidate_recordset()
        self.assertTrue(program.condition_error)
        self.assertFalse(self.plan(program, "2026-03-13"))

    def test_condition_on_what_its_author_may_not_read_is_refused(self):
        program = self.programs.create({"name": "Spy"}).with_user(self.manager)
        for name in ("signup_type", "user_ids.partner_id.signup_type"):
            secret = {"condition": f"[('{name}', '=like', 'A%')]"}
            for values in (secret, {"step_ids": [(0, 0, secret)]}):
                with self.assertRaises(AccessError):
                    program.write(values)
        self.assertEqual(program.condition, "[]")

    def test_statements_in_a_text_are_text(self):
        attack = "100%s '; DROP TABLE dosmart_touchpoint; --"
        self.order_of(client=self.new_buyer(name=attack))
        self.order_of()
        program = self.new_program(name=attack, condition=repr([("name", "=", attack)]))
        planned = self.run_program(program, "2026-03-13")
        self.assertEqual(planned.mapped("partner_id.name"), [attack])
        self.assertEqual(planned.activity_ids.summary, f"{attack} (attempt 1 of 3, at 08:30)")

    def test_portal_users_and_strangers_open_no_dialog(self):
        self.order_of()
        program = self.new_program()
        activity = self.run_program(program, "2026-03-13").activity_ids
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model, values in (
                ("dosmart.touchpoint.outcome", {"activity_id": activity.id}),
                ("dosmart.program.preview", {"program_id": program.id}),
                ("dosmart.contact.event", {"partner_id": self.client_.id}),
            ):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).create(values)

    def test_program_with_a_past_is_archived_and_not_deleted(self):
        self.order_of()
        program = self.new_program()
        touchpoint = self.run_program(program, "2026-03-13")
        touchpoint.activity_ids.action_feedback()
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            program.unlink()
        program.active = False
        self.assertEqual((program.is_on, touchpoint.state), (False, "done"))

    def test_program_that_contacted_nobody_is_deleted_with_what_it_planned(self):
        self.order_of(client=self.new_buyer(phone=False))
        self.order_of()
        rule = self.env.ref("dosmart_crm.exclusion_rule_unreachable")
        program = self.new_program(exclusion_ids=[(6, 0, rule.ids)])
        planned = self.plan(program, "2026-03-13")
        self.assertEqual(planned.mapped("state"), ["planned", "excluded"])
        program.with_user(self.manager).unlink()
        self.assertFalse(program.exists() or planned.exists())

    def test_copy_is_off_and_named_as_one(self):
        program = self.new_program()
        copy = program.copy()
        self.assertEqual((copy.name, copy.is_on), ("After the Purchase (copy)", False))
        self.assertEqual(len(copy.step_ids), 1)
        self.assertFalse(copy.started_on or copy.planned_until)

    def test_events_are_those_of_own_clients(self):
        events = self.env["dosmart.contact.event"]
        event = events.with_user(self.salesperson).create(
            {"partner_id": self.client_.id, "name": "New cameras"}
        )
        self.assertEqual((event.kind, event.user_id), ("requested", self.salesperson))
        for user in (self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                event.with_user(user).read(["name"])

    def test_email_of_a_program_breaks_the_silence(self):
        lead = self.new_lead(partner_id=self.client_.id)
        queries = [query for query in lead._contact_queries() if "dosmart_touchpoint" in query.code]
        self.assertEqual(len(queries), 1)
