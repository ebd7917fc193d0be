"""Who is lost is won back, and all shipped programs of the add-on can be planned."""

from datetime import date

from odoo.tests import freeze_time

from .common import ValueProgramCase


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
