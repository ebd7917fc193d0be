"""Merged clients are contacted once, and lose nothing of what was done with them."""

from .program_common import ProgramCase


class TestProgramMerge(ProgramCase):
    def setUp(self):
        super().setUp()
        self.double = self.new_buyer(name="Abarrotes Lupita (2)")

    def merge(self, *sources, target=None):
        target = target or self.client_
        clients = target.browse([client.id for client in sources]) | target
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(clients.ids, target)
        self.env.invalidate_all()

    def greeting(self):
        step = {"channel": "letter", "day_from": 0, "day_to": 9, "day_kind": "calendar"}
        return self.new_program([step], trigger="birthday", audience="all")

    def test_contacts_about_orders_follow_their_order(self):
        orders = self.order_of() | self.order_of(client=self.double)
        program = self.new_program()
        before = self.run_program(program, "2026-03-13")
        self.merge(self.double)
        self.assertEqual(self.of(program), before)
        self.assertEqual(before.partner_id, self.client_)
        self.assertEqual(set(before.mapped("anchor_id")), set(orders.ids))
        program.planned_until = False
        self.assertEqual(self.plan(program, "2026-03-13"), before)

    def test_birthday_of_merged_persons_is_greeted_once(self):
        (self.client_ | self.double).birthdate_date = "1990-03-10"
        program = self.greeting()
        self.assertEqual(len(self.run_program(program, "2026-03-10")), 2)
        self.merge(self.double)
        live = self.of(program).filtered(lambda one: one.state in ("planned", "open"))
        self.assertEqual(len(live), 1)
        self.assertEqual(live.anchor_id, self.client_.id)
        self.assertEqual(len(live.activity_ids.filtered("active")), 1)
        program.planned_until = False
        self.plan(program, "2026-03-11")
        live = self.of(program).filtered(lambda one: one.state in ("planned", "open"))
        self.assertEqual(len(live), 1)

    def test_birthday_greeted_already_is_not_greeted_again_under_the_other_name(self):
        (self.client_ | self.double).birthdate_date = "1990-03-10"
        program = self.greeting()
        planned = self.run_program(program, "2026-03-10")
        of_double = planned.filtered(lambda one: one.partner_id == self.double)
        of_double.activity_ids.action_feedback()
        (planned - of_double)._end("cancelled")
        self.merge(self.double)
        done = self.of(program).filtered(lambda one: one.state == "done")
        self.assertEqual((done.partner_id, done.anchor_id), (self.client_, self.client_.id))
        program.planned_until = False
        states = sorted(self.plan(program, "2026-03-11").mapped("state"))
        self.assertEqual(states, ["cancelled", "done"])

    def test_refusal_of_one_is_that_of_both(self):
        self.order_of(client=self.double)
        program = self.new_program()
        self.run_program(program, "2026-03-13")._refuse()
        self.merge(self.double)
        self.order_of("2026-03-11")
        self.assertEqual(self.plan(program, "2026-03-16").mapped("state"), ["refused"])

    def test_no_partner_stands_in_a_unique_index(self):
        self.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'dosmart_touchpoint'"
            " AND indexdef LIKE '%UNIQUE%'"
        )
        definitions = [definition for (definition,) in self.cr.fetchall()]
        self.assertTrue(any("anchor_id" in definition for definition in definitions))
        self.assertFalse(any("partner" in definition for definition in definitions))
