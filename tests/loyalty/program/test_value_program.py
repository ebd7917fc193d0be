"""Programs by what a client is worth: changes of class, treatments, and who is lost."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from ..value.common import ValueCase


class ValueProgramCase(ValueCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client(phone="+525512345678", user_id=self.salesperson.id)

    def new_program(self, **values):
        """Return a program of the company that is on, with a call on the first days."""
        program = self.env["dosmart.contact.program"].create(
            {
                "name": "By value",
                "company_id": self.company.id,
                "user_id": self.manager.id,
                "exclusion_ids": [],
                "step_ids": [
                    (0, 0, {"channel": "call", "day_from": 0, "day_to": 5, "summary": "Ask"})
                ],
                **values,
            }
        )
        program.action_switch_on()
        return program

    def planned(self, program, day):
        """Return (client, day of the event) of what *program* plans on *day*."""
        program.planned_until = False
        program._plan(date.fromisoformat(day))
        self.env.invalidate_all()
        found = self.env["dosmart.touchpoint"].search(
            [("program_id", "=", program.id), ("state", "in", ("planned", "open"))]
        )
        return [(one.partner_id, str(one.anchor_date)) for one in found.sorted("anchor_date")]


class TestValueChanged(ValueProgramCase):
    def setUp(self):
        super().setUp()
        self.new_order(self.client, "2026-01-10")

    def test_change_of_class_is_an_event_on_its_day(self):
        program = self.new_program(trigger="value_changed", value_class="life_cycle_lost")
        self.run_on(date(2026, 2, 1))
        self.assertEqual(self.planned(program, "2026-02-01"), [])
        self.run_on(date(2026, 6, 1))
        self.assertEqual(self.planned(program, "2026-06-01"), [(self.client, "2026-06-01")])

    def test_first_valuation_is_no_change(self):
        program = self.new_program(trigger="value_changed")
        self.run_on(date(2026, 2, 1))
        self.assertEqual(self.planned(program, "2026-02-01"), [])

    def test_any_change_is_an_event_unless_a_class_is_named(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        everything = self.new_program(trigger="value_changed")
        self.assertEqual(self.planned(everything, "2026-06-01"), [(self.client, "2026-06-01")])
        other = self.new_program(trigger="value_changed", value_class="life_cycle_restored")
        self.assertEqual(self.planned(other, "2026-06-01"), [])

    def test_class_that_was_left_is_an_event_too(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        left = self.new_program(trigger="value_changed", value_class_before="life_cycle_new")
        self.assertEqual(self.planned(left, "2026-06-01"), [(self.client, "2026-06-01")])

    def test_client_that_changed_back_is_left_alone(self):
        program = self.new_program(trigger="value_changed", value_class="life_cycle_lost")
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        self.assertEqual(len(self.planned(program, "2026-06-01")), 1)
        self.new_order(self.client, "2026-06-02")
        self.run_on(date(2026, 6, 3))
        self.assertEqual(self.planned(program, "2026-06-03"), [])

    def test_program_of_another_company_hears_nothing(self):
        program = self.new_program(trigger="value_changed")
        program.write({"company_id": self.other_company.id, "user_id": False})
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        self.assertEqual(self.planned(program, "2026-06-01"), [])


class TestTreatment(ValueProgramCase):
    def link(self, program, subject, **values):
        return self.env["dosmart.value.rule"].create(
            {"subject": subject, "treatment": "Visit", "program_id": program.id, **values}
        )

    def treated(self, subject, **values):
        """Return who is contacted by a program that the treatment of *subject* names."""
        program = self.env["dosmart.contact.program"].create(
            {"name": "By treatment", "company_id": self.company.id}
        )
        self.link(program, subject, **values)
        program.write(
            {
                "is_by_treatment": True,
                "trigger": "cycle",
                "cycle_from": "date",
                "date_start": "2026-11-23",
                "exclusion_ids": [(5,)],
                "user_id": self.manager.id,
                "step_ids": [(0, 0, {"channel": "visit", "day_from": 0, "day_to": 5})],
            }
        )
        program.action_switch_on()
        return [client for client, _day in self.planned(program, "2026-11-23")]

    def setUp(self):
        super().setUp()
        self.small = self.new_client("Small")
        for day in ("2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"):
            self.new_order(self.client, day, 1000)
        self.new_order(self.small, "2026-06-01", 10)
        self.run_on()

    def test_program_is_for_the_classes_whose_treatment_names_it(self):
        self.assertEqual(self.treated("abc_a"), [self.client])
        self.assertEqual(self.treated("life_cycle_lost"), [self.small])

    def test_program_is_for_the_scores_whose_treatment_names_it(self):
        self.assertEqual(self.treated("monetary", score_from=5, score_to=5), [self.client])
        self.assertEqual(self.treated("monetary", score_from=1, score_to=4), [self.small])

    def test_satisfaction_decides_by_the_last_answer(self):
        self.assertEqual(self.treated("satisfaction_dissatisfied"), [])

    def test_program_that_no_treatment_names_cannot_be_switched_on(self):
        program = self.env["dosmart.contact.program"].create(
            {
                "name": "Nobody's",
                "is_by_treatment": True,
                "step_ids": [(0, 0, {"channel": "call", "day_from": 0, "day_to": 1})],
            }
        )
        with self.assertRaisesRegex(UserError, "No treatment names"):
            program.action_switch_on()
        self.assertFalse(program.is_on)

    def test_shipped_treatments_name_their_programs(self):
        named = {
            "habit_frequent": "Special Attention: Frequent Clients",
            "habit_occasional": "Occasional Clients: Who They Are, and Why",
            "abc_a": "Retain: High Volume",
            "abc_b": "Cultivate: Average Volume",
            "satisfaction_dissatisfied": "Dissatisfied: Find the Causes",
            "life_cycle_lost": "Win-Back",
        }
        for name, program in named.items():
            rule = self.env.ref(f"dosmart_loyalty.value_rule_{name}")
            self.assertEqual(rule.program_id.name, program)
            self.assertFalse(rule.program_id.is_on)
        scores = {"recency_5": "Quarterly Evaluation", "frequency_3": "Two-Month Follow-Up"}
        for name, program in scores.items():
            self.assertEqual(
                self.env.ref(f"dosmart_loyalty.value_rule_{name}").program_id.name, program
            )


class TestWinBack(ValueProgramCase):
    def win_back(self, **values):
        return self.new_program(trigger="last_purchase", anchor_months="3", **values)

    def test_client_is_won_back_on_the_day_it_turns_lost(self):
        self.policy.period_months = 6
        self.new_order(self.client, "2026-01-10")
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 4, 10))
        program = self.win_back()
        # Three months are over, but the policy says six.
        self.assertEqual(self.planned(program, "2026-04-10"), [])
        self.run_on(date(2026, 7, 20))
        self.assertEqual(self.planned(program, "2026-07-20"), [(self.client, "2026-07-20")])

    def test_company_never_valued_counts_the_months_itself(self):
        self.new_order(self.client, "2026-01-10")
        self.policy.last_run = False
        program = self.win_back()
        self.assertEqual(self.planned(program, "2026-04-10"), [(self.client, "2026-04-10")])

    def test_further_months_count_from_the_day_it_turned_lost(self):
        self.new_order(self.client, "2026-01-10")
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 4, 15))
        program = self.new_program(trigger="last_purchase", anchor_months="3, 5")
        self.assertEqual(self.planned(program, "2026-06-15"), [(self.client, "2026-06-15")])

    def test_every_shipped_program_of_the_add_on_can_be_planned(self):
        self.new_order(self.client, "2026-01-10")
        self.run_on(date(2026, 2, 1))
        data = self.env["ir.model.data"].search(
            [("module", "=", "dosmart_loyalty"), ("model", "=", "dosmart.contact.program")]
        )
        programs = self.env["dosmart.contact.program"].browse(data.mapped("res_id"))
        self.assertEqual(len(programs), 12)
        self.assertFalse(programs.filtered("is_on"))
        programs.write({"company_id": self.company.id, "user_id": self.manager.id})
        for program in programs:
            with self.subTest(program.name), freeze_time("2026-02-02 15:00:00"):
                program.action_switch_on()
                program._plan(date(2026, 2, 2))
