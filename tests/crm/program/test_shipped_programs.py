"""All shipped programs, and those about status and wishes, on exact days (spec CP-5)."""

from .shipped_common import ShippedCase


class TestShippedPrograms(ShippedCase):
    def test_all_are_shipped_switched_off(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "dosmart_crm"), ("model", "=", "dosmart.contact.program")]
        )
        programs = self.programs.browse(data.mapped("res_id"))
        self.assertEqual(len(programs), 20)
        self.assertFalse(programs.filtered("is_on"))
        self.assertFalse(programs.filtered(lambda one: not one.step_ids))
        self.assertFalse(programs.filtered("condition_error"))

    def test_every_program_can_be_switched_on_and_planned(self):
        for program in self.programs.search([]):
            with self.subTest(program.name):
                program.action_switch_on()
                program._plan(self.day("2026-03-10"))
                self.assertTrue(program.is_on)
                self.assertTrue(program.planned_until)

    def test_prospects_are_approached_by_status(self):
        channels = {
            "potential": ["call"],
            "possibly_potential": ["email"],
            "needs_more_offers": ["visit"],
            "will_not_buy": [],
        }
        clients = {name: self.new_buyer(name=name) for name in channels}
        for name, client in clients.items():
            self.set_status(client, name)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-02-10 18:00:00' WHERE id IN %s",
            [tuple(client.id for client in clients.values())],
        )
        program = self.on("prospects")
        for name, expected in channels.items():
            found = [row[0] for row in self.rows(program, "2026-03-10", clients[name])]
            self.assertEqual(found, expected, name)

    def test_buyers_are_no_prospects(self):
        self.set_status(self.client_, "potential")
        self.order_of("2026-03-01")
        program = self.on("prospects")
        self.assertEqual(self.rows(program, "2026-03-10"), [])

    def test_client_who_asked_is_called_on_the_day(self):
        program = self.on("on_request")
        self.env["dosmart.contact.event"]._plan_event(
            "requested", self.client_, name="The second branch", date="2026-03-18"
        )
        self.assertEqual(
            self.rows(program, "2026-03-18"), [("call", "2026-03-18", "2026-03-20", "planned")]
        )
        touch = self.run_program(program, "2026-03-18")
        self.assertIn("The second branch", touch.activity_ids.summary)

    def test_loyal_clients_alone_are_visited_every_two_months(self):
        self.order_of("2026-01-10")
        program = self.on("loyal_attention")
        self.assertEqual(self.rows(program, "2026-03-10"), [])
        self.set_status(self.client_, "loyal")
        program.planned_until = False
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("visit", "2026-03-10", "2026-03-24", "planned")]
        )
