"""Programs that begin when a value class changes."""

from datetime import date

from .common import ValueProgramCase


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
