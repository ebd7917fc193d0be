"""Whom programs leave in peace: named rules, counted."""

from odoo import fields
from odoo.tests import freeze_time

from .program_common import RULES, ProgramCase


class TestProgramExclusion(ProgramCase):
    def test_new_programs_propose_the_rules_for_all(self):
        program = self.programs.create({"name": "New"})
        kinds = set(program.exclusion_ids.mapped("kind"))
        proposed = {"opted_out", "unreachable", "channel", "fatigue", "same_program"}
        self.assertLessEqual(proposed, kinds)
        self.assertNotIn("bought", kinds)

    def test_bought_lately_counts_other_orders_than_the_one_it_is_about(self):
        self.order_of()
        self.assertEqual(self.verdict(self.excluding("bought")), [("planned", False)])
        self.order_of("2025-10-01")
        self.assertEqual(
            self.verdict(self.excluding("bought")), [("excluded", "Bought in the last 6 months")]
        )

    def test_order_of_a_contact_counts_for_its_client(self):
        contact = self.new_client(name="Lupita", parent_id=self.client_.id)
        self.order_of("2025-12-01", contact)
        self.order_of()
        self.assertEqual(self.verdict(self.excluding("bought"))[0][0], "excluded")

    def test_blacklisted_emails_and_phones(self):
        rule = ("excluded", "Wants no contact")
        self.order_of()
        self.env["mail.blacklist"]._add("lupita@example.com")
        self.assertEqual(self.verdict(self.excluding("opted_out", steps=self.mailing())), [rule])
        self.assertEqual(self.verdict(self.excluding("opted_out")), [("planned", False)])
        self.env["phone.blacklist"].create({"number": "+525512345678"})
        self.assertEqual(self.verdict(self.excluding("opted_out")), [rule])

    def test_who_cannot_be_reached(self):
        rule = ("excluded", "No email or phone that works")
        self.order_of()
        self.client_.write({"phone": False})
        self.assertEqual(self.verdict(self.excluding("unreachable")), [rule])
        self.client_.preferred_channel = "email"
        self.assertEqual(self.verdict(self.excluding("unreachable")), [("planned", False)])
        self.client_.message_bounce = 2
        mailing = self.excluding("unreachable", steps=self.mailing())
        self.assertEqual(self.verdict(mailing), [rule])
        self.client_.street = False
        letter = [{"channel": "letter", "day_from": 3, "day_to": 5}]
        self.assertEqual(self.verdict(self.excluding("unreachable", steps=letter)), [rule])

    def test_who_prefers_another_way_gets_no_emails(self):
        self.order_of()
        self.client_.preferred_channel = "phone"
        mailing = self.excluding("channel", steps=self.mailing())
        self.assertEqual(self.verdict(mailing)[0][0], "excluded")
        self.assertEqual(self.verdict(self.excluding("channel"))[0][0], "planned")

    def test_two_orders_on_one_day_are_one_call(self):
        self.order_of()
        self.order_of()
        states = self.verdict(self.excluding("same_program"))
        self.assertEqual(
            states,
            [("planned", False), ("excluded", "The same program in the last 30 days")],
        )

    def test_the_same_program_counts_for_thirty_days(self):
        program = self.excluding("same_program")
        self.order_of("2026-03-10")
        self.run_program(program, "2026-03-13").activity_ids.action_feedback()
        self.of(program).contacted_on = "2026-03-13"
        self.order_of("2026-04-07")  # opens on 10 April, 28 days after
        self.order_of("2026-04-09")  # opens on 14 April, 32 days after
        for day in ("2026-04-10", "2026-04-14"):
            self.plan(program, day)
        self.assertEqual(self.of(program).mapped("state"), ["done", "excluded", "planned"])

    def test_bought_lately_ends_with_the_days_of_the_rule(self):
        self.env.ref(RULES + "bought").days = 30
        self.order_of("2026-02-11")  # 30 days before the day of the run
        program = self.excluding("bought")
        self.order_of("2026-03-10")
        self.assertEqual(self.verdict(program), [("planned", False)])
        self.of(program).unlink()
        self.order_of("2026-02-12")
        program.planned_until = False
        self.assertEqual(self.verdict(program)[0][0], "excluded")

    def test_rule_that_is_taken_off_or_changed_lets_the_client_be_contacted(self):
        self.order_of()
        self.order_of("2026-02-01")
        for change in (
            lambda program: program.exclusion_ids.write({"days": 10}),
            lambda program: program.write({"exclusion_ids": [(5, 0, 0)]}),
        ):
            self.env.ref(RULES + "bought").days = 182
            program = self.excluding("bought")
            with freeze_time("2026-03-13 16:00:00"):
                self.assertEqual(self.verdict(program)[0][0], "excluded")
                change(program)
                self.assertEqual(self.verdict(program), [("planned", False)])

    def test_two_steps_about_one_order_are_two_contacts(self):
        self.order_of()
        steps = [
            {"channel": "letter", "day_from": 3, "day_to": 5},
            {"channel": "call", "day_from": 3, "day_to": 5},
        ]
        program = self.excluding("same_program", steps=steps)
        self.assertEqual(self.verdict(program), [("planned", False)] * 2)
        self.run_program(program, "2026-03-13")
        self.assertEqual(self.of(program).mapped("state"), ["open"] * 2)

    def test_the_first_rule_that_is_met_counts(self):
        self.order_of()
        self.client_.phone = False
        self.order_of("2026-01-10")
        program = self.excluding("bought", "unreachable")
        self.assertEqual(self.verdict(program)[0][1], "No email or phone that works")
        rule = self.env.ref(RULES + "unreachable")
        self.assertEqual(rule.excluded_count, 1)
        rule.active = False
        self.assertEqual(
            self.verdict(self.excluding("bought"))[0][1], "Bought in the last 6 months"
        )

    def test_services_are_known_by_a_hook(self):
        self.order_of()
        self.assertEqual(self.verdict(self.excluding("serviced"))[0][0], "planned")

    def test_every_shipped_kind_is_implemented(self):
        today = fields.Date.today()
        self.order_of(str(today))
        for kind, _label in self.env["dosmart.exclusion.rule"]._fields["kind"].selection:
            rule = self.env["dosmart.exclusion.rule"].create({"name": kind, "kind": kind})
            program = self.new_program(
                [{"channel": "call", "day_from": 0, "day_to": 5, "day_kind": "calendar"}],
                exclusion_ids=[(6, 0, rule.ids)],
                name=kind,
            )
            self.assertEqual(len(self.plan(program, str(today))), 1, kind)
