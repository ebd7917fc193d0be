"""Which of those to whom something happened a program is for."""

from .program_common import ProgramCase


class TestProgramAudience(ProgramCase):
    def test_audiences_are_clients_prospects_or_everybody(self):
        prospect = self.new_buyer(
            name="Prospect", client_status_id=self.status("potential").id, status_reason="Met"
        )
        stranger = self.new_buyer(name="Stranger")
        self.order_of()
        found = {}
        for audience in ("clients", "prospects", "all"):
            program = self.waiting("cycle", (0, 0), cycle_from="date", date_start="2026-03-10")
            program.audience = audience
            partners = self.plan(program, "2026-03-10").partner_id
            found[audience] = partners & (prospect | stranger | self.client_)
        self.assertEqual(found["clients"], self.client_)
        self.assertEqual(found["prospects"], prospect)
        self.assertEqual(found["all"], self.client_ | prospect | stranger)

    def test_audience_of_statuses_and_of_a_condition(self):
        self.give_status("loyal")
        self.order_of()
        loyal = [(6, 0, self.status("loyal").ids)]
        program = self.waiting("order_confirmed", audience_status_ids=loyal)
        self.assertEqual(self.days(program, "2026-03-10"), ["2026-03-10"])
        program.condition = "[('name', 'ilike', 'nobody')]"
        self.assertFalse(self.days(program, "2026-03-10"))

    def everybody(self, audience="all"):
        program = self.waiting("cycle", (0, 0), cycle_from="date", date_start="2026-03-10")
        program.audience = audience
        return self.plan(program, "2026-03-10").partner_id

    def test_colleagues_and_clients_of_other_companies_are_not_contacted(self):
        theirs = self.new_buyer(name="Theirs", company_id=self.other_company.id, user_id=False)
        ours = self.new_buyer(name="Ours", company_id=self.company.id)
        found = self.everybody()
        self.assertIn(ours, found)
        self.assertFalse(found & (theirs | self.salesperson.partner_id | self.manager.partner_id))

    def test_quotations_and_cancelled_orders_make_nobody_a_client(self):
        quoting, leaving, contact = (self.new_buyer(name=name) for name in ("Q", "L", "C"))
        contact.parent_id = self.new_buyer(name="Buyer by its contact")
        self.new_order(quoting).state = "draft"
        self.order_of(client=leaving)._action_cancel()
        self.order_of(client=contact)
        found = self.everybody("clients") & (quoting | leaving | contact | contact.parent_id)
        self.assertEqual(found, contact.parent_id)
