"""Programs only for clients whose treatment names them (spec SG-1, SG-5)."""

from odoo.exceptions import UserError

from .common import ValueProgramCase


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

    def test_treatment_for_all_companies_names_their_copies_too(self):
        main = self.env.ref("base.main_company")
        program = self.env["dosmart.contact.program"].create(
            {
                "name": "By treatment",
                "company_id": main.id,
                "is_by_treatment": True,
                "step_ids": [(0, 0, {"channel": "call", "day_from": 0, "day_to": 1})],
            }
        )
        copy = program.copy(program._prepare_company_copy(self.company))
        rules = self.env["dosmart.value.rule"].create(
            [
                {"subject": "abc_a", "treatment": "Visit", "program_id": program.id},
                {
                    "subject": "abc_b",
                    "treatment": "Call",
                    "program_id": program.id,
                    "company_id": main.id,
                },
            ]
        )
        self.assertEqual(program.treatment_ids, rules)
        self.assertEqual(copy.treatment_ids, rules[0])
        copy.action_switch_on()
        self.assertTrue(copy.is_on)

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
