"""Nobody is contacted more than four times in thirty days, by whatever programs and people."""

from .program_common import ProgramCase


class TestProgramFatigue(ProgramCase):
    def test_fifth_contact_within_thirty_days_is_too_much(self):
        self.order_of()
        for number in range(4):
            mailing = self.new_program(self.mailing(), name=f"Mailing {number}")
            self.run_program(mailing, "2026-03-13")
        fifth = self.excluding("fatigue", name="Fifth")
        self.assertEqual(self.verdict(fifth), [("excluded", "4 contacts in 30 days")])
        self.fatigue.most = 5
        fifth.planned_until = False
        self.of(fifth).unlink()
        self.assertEqual(self.verdict(fifth), [("planned", False)])

    def test_contacts_of_thirty_days_ago_tire_nobody(self):
        self.order_of("2026-02-06")
        self.order_of()
        for number in range(4):
            mailing = self.new_program(self.mailing(), name=f"Mailing {number}")
            self.run_program(mailing, "2026-02-11")
        self.of(mailing)
        late = self.excluding("fatigue", name="Late")
        self.assertEqual(self.verdict(late), [("planned", False)])

    def test_calls_of_salespeople_tire_too(self):
        self.order_of()
        kind = self.env.ref("mail.mail_activity_data_call")
        kind.is_contact = True
        for _number in range(4):
            self.client_.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.salesperson.id
            ).action_feedback()
        calls = self.env["mail.activity"].with_context(active_test=False)
        calls.search([("res_id", "=", self.client_.id)]).date_done = self.day("2026-03-11")
        self.assertEqual(self.verdict(self.excluding("fatigue"))[0][0], "excluded")
        self.fatigue.days = 1
        self.assertEqual(self.verdict(self.excluding("fatigue"))[0][0], "planned")

    def test_calls_about_a_deal_of_the_client_tire_too(self):
        self.order_of()
        contact = self.new_client(name="Rosa", parent_id=self.client_.id)
        lead = self.new_lead(partner_id=contact.id)
        kind = self.env.ref("mail.mail_activity_data_call")
        kind.is_contact = True
        for outcome in ("answered", "answered", "call_back", "no_answer", "answered"):
            call = lead.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.salesperson.id
            )
            call.call_outcome = outcome
            call.action_feedback()
            call.date_done = self.day("2026-03-11")
        self.assertEqual(self.verdict(self.excluding("fatigue"))[0][0], "excluded")
        self.fatigue.most = 5
        self.assertEqual(self.verdict(self.excluding("fatigue"))[0][0], "planned")

    def test_twelve_programs_on_one_day_contact_a_client_four_times(self):
        self.order_of()
        programs = self.programs.concat(
            *(
                self.excluding("fatigue", name=f"Program {n}", steps=self.mailing())
                for n in range(12)
            )
        )
        for program in programs:
            program._plan(self.day("2026-03-13"))
        for program in programs:
            self.fire(program, "2026-03-13")
        states = [self.of(program).state for program in programs]
        self.assertEqual(states, ["done"] * 4 + ["excluded"] * 8)
