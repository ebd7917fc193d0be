"""The shipped programs do what their names say, on exact days (spec CP-5)."""

from odoo.fields import Date
from odoo.tests import freeze_time

from .program_common import ProgramCase


class ShippedCase(ProgramCase):
    """Shipped programs of the company, switched on when a test asks for them."""

    def shipped(self, name):
        program = self.env.ref(f"dosmart_crm.contact_program_{name}")
        program.write({"company_id": self.company.id, "user_id": self.manager.id})
        return program

    def on(self, name, day="2026-03-09", **values):
        """Return the shipped program *name*, switched on on that *day*."""
        program = self.shipped(name)
        program.write(values)
        with freeze_time(f"{day} 14:00:00"):
            program.action_switch_on()
        return program

    def rows(self, program, day, client=None):
        """Return (channel, from, to, state) of what is planned on *day*, in order."""
        touchpoints = self.plan(program, day)
        own = touchpoints.filtered(
            lambda one: one.partner_id.commercial_partner_id == (client or self.client_)
        )
        return [
            (one.channel, str(one.open_on), str(one.close_on), one.state)
            for one in own.sorted(lambda one: (one.open_on, one.id))
        ]

    def set_status(self, client, name):
        client.write({"client_status_id": self.status(name).id, "status_reason": "test"})


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

    def test_call_comes_three_to_five_days_after_a_purchase(self):
        self.order_of("2026-03-10")
        program = self.on("after_purchase")
        self.assertEqual(
            self.rows(program, "2026-03-13"), [("call", "2026-03-13", "2026-03-17", "planned")]
        )
        self.assertEqual(program.step_ids.max_attempts, 3)

    def test_call_after_a_purchase_never_asks_about_the_product(self):
        step = self.shipped("after_purchase").step_ids
        avoid = " ".join(filter(None, step.script_id.step_ids.mapped("avoid")))
        self.assertIn("Never ask about the quality of the product", avoid)

    def test_anniversary_letter_goes_two_to_three_weeks_before(self):
        self.order_of("2025-03-31")
        program = self.on("anniversary")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("letter", "2026-03-10", "2026-03-17", "planned")]
        )
        self.assertEqual(self.rows(program, "2026-03-20")[1:], [])

    def test_birthday_is_congratulated_on_its_day(self):
        self.client_.birthdate_date = "1990-03-10"
        program = self.on("birthday")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("email", "2026-03-10", "2026-03-11", "planned")]
        )

    def test_renewal_begins_two_months_before_the_end(self):
        with freeze_time("2026-01-15 18:00:00"):
            guard = self.env["product.product"].create(
                {"name": "Guard", "type": "service", "is_service_contract": True}
            )
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.client_.id,
                    "contract_start": "2026-01-15",
                    "order_line": [(0, 0, {"product_id": guard.id, "product_uom_qty": 12})],
                }
            )
            order.action_confirm()
        self.assertEqual(str(order.contract_end), "2027-01-14")
        program = self.on("renewal", day="2026-11-01")
        found = self.rows(program, "2026-11-15")
        self.assertEqual(found, [("email", "2026-11-15", "2026-11-23", "planned")])
        self.assertIn(
            ("call", "2026-11-30", "2026-12-15", "planned"), self.rows(program, "2026-11-30")
        )

    def test_two_month_follow_up_calls_sixty_days_after_the_sale(self):
        self.order_of("2026-01-09")
        program = self.on("two_months")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-20", "planned")]
        )

    def test_win_back_calls_three_months_after_the_last_purchase(self):
        self.order_of("2025-06-10")
        self.order_of("2025-12-10")
        program = self.on("win_back")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-24", "planned")]
        )

    def test_win_back_leaves_clients_with_a_running_contract_alone(self):
        self.order_of("2025-12-10")
        account = self.env["dosmart.service.account"].create(
            {
                "name": "S-1",
                "company_id": self.company.id,
                "partner_id": self.client_.id,
                "state": "running",
            }
        )
        program = self.on("win_back")
        self.assertEqual(self.rows(program, "2026-03-10"), [])
        account.state = "ended"
        program.planned_until = False
        self.assertEqual(len(self.rows(program, "2026-03-10")), 1)

    def test_replacement_comes_when_the_usual_time_is_over(self):
        self.order_of("2026-01-01")
        self.order_of("2026-02-10")
        self.order_of("2026-03-02")
        # 60 days in two intervals: 30 days after the last purchase.
        program = self.on("replacement", day="2026-03-31")
        self.assertEqual(
            self.rows(program, "2026-04-01"), [("call", "2026-04-01", "2026-04-08", "planned")]
        )

    def test_one_purchase_has_no_usual_time(self):
        self.order_of("2026-03-02")
        program = self.on("replacement")
        self.assertEqual(self.rows(program, "2026-03-10"), [])

    def test_evaluation_comes_every_three_months_after_the_first_purchase(self):
        self.order_of("2025-12-10")
        program = self.on("evaluation")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("call", "2026-03-10", "2026-03-24", "planned")]
        )

    def test_loyal_clients_alone_are_visited_every_two_months(self):
        self.order_of("2026-01-10")
        program = self.on("loyal_attention")
        self.assertEqual(self.rows(program, "2026-03-10"), [])
        self.set_status(self.client_, "loyal")
        program.planned_until = False
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("visit", "2026-03-10", "2026-03-24", "planned")]
        )

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

    def test_loyal_clients_hear_of_a_new_product_two_weeks_earlier(self):
        loyal, other = self.new_buyer(name="Loyal"), self.new_buyer(name="Other")
        self.set_status(loyal, "loyal")
        self.env["product.template"].create({"name": "Night camera", "launch_date": "2026-03-24"})
        program = self.on("new_product")
        self.assertEqual(
            self.rows(program, "2026-03-10", loyal),
            [("letter", "2026-03-10", "2026-03-17", "planned")],
        )
        self.assertEqual(self.rows(program, "2026-03-10", other), [])
        self.assertEqual(
            self.rows(program, "2026-03-24", other),
            [("email", "2026-03-24", "2026-03-31", "planned")],
        )
        self.assertEqual(len(self.rows(program, "2026-03-24", loyal)), 1)
        self.assertEqual(
            [row[:2] for row in self.rows(program, "2026-04-03", loyal)][1:],
            [("survey", "2026-04-03")],
        )

    def test_event_invites_three_weeks_before_all_or_only_prospects(self):
        prospect = self.new_buyer(name="Prospect")
        self.set_status(prospect, "potential")
        self.order_of("2026-03-01")
        self.env["dosmart.client.event"].create({"name": "Breakfast", "date": "2026-03-31"})
        program = self.on("event")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("email", "2026-03-10", "2026-03-17", "planned")]
        )
        self.assertEqual(len(self.rows(program, "2026-03-10", prospect)), 1)

    def test_event_for_prospects_leaves_buyers_out(self):
        self.order_of("2026-03-01")
        self.env["dosmart.client.event"].create({"name": "Breakfast", "date": "2026-03-31"})
        program = self.on("event", audience="prospects")
        self.assertEqual(self.rows(program, "2026-03-10"), [])

    def test_season_greeting_leaves_out_who_bought_or_was_serviced_lately(self):
        lately, serviced, quiet = (self.new_buyer(name=name) for name in "abc")
        for client in (serviced, quiet):
            self.order_of("2025-06-01", client)
        self.order_of("2025-10-01", lately)
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": serviced.id, "product_id": kit.id, "purchase_date": "2025-06-01"}
        )
        unit.service_ids.create(
            {
                "unit_id": unit.id,
                "date": "2026-01-10",
                "kind_id": self.env.ref("dosmart_crm.service_kind_repair").id,
            }
        )
        program = self.on("season", day="2026-03-20")
        verdicts = {}
        for touch in self.plan(program, "2026-03-21"):
            verdicts[touch.partner_id] = (touch.state, touch.exclusion_id.kind)
        self.assertEqual(verdicts[lately], ("excluded", "bought"))
        self.assertEqual(verdicts[serviced], ("excluded", "serviced"))
        self.assertEqual(verdicts[quiet], ("planned", False))

    def test_holidays_fall_on_fixed_and_movable_days(self):
        days = self.shipped("holidays").date_ids
        self.assertEqual(
            [
                str(day)
                for one in days.sorted()
                for day in one._falls_on(Date.to_date("2026-01-01"), Date.to_date("2026-12-31"))
            ],
            [
                "2026-01-01",
                "2026-04-03",
                "2026-05-10",
                "2026-06-21",
                "2026-09-16",
                "2026-11-02",
                "2026-12-24",
            ],
        )

    @freeze_time("2026-03-01 18:00:00")
    def test_maintenance_letter_goes_three_weeks_before_and_a_call_follows(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": self.client_.id, "product_id": kit.id, "purchase_date": "2025-03-31"}
        )
        unit.service_ids.create(
            {
                "unit_id": unit.id,
                "date": "2025-05-02",
                "kind_id": self.env.ref("dosmart_crm.service_kind_first").id,
            }
        )
        self.assertEqual(str(unit.next_service_date), "2026-03-31")
        program = self.on("maintenance")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("letter", "2026-03-10", "2026-03-17", "planned")]
        )
        self.assertIn(
            ("call", "2026-03-21", "2026-03-28", "planned"), self.rows(program, "2026-03-21")
        )

    @freeze_time("2026-03-01 18:00:00")
    def test_maintenance_moved_by_a_reading_is_not_told_twice(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": self.client_.id, "product_id": kit.id, "purchase_date": "2025-03-31"}
        )
        program = self.on("maintenance")
        unit.flush_recordset()
        self.env.cr.execute(
            "UPDATE dosmart_client_unit SET next_service_date = '2026-03-31' WHERE id = %s",
            [unit.id],
        )
        self.run_program(program, "2026-03-10")
        self.of(program).activity_ids.action_feedback()
        self.assertEqual(self.of(program).state, "done")
        self.env.cr.execute(
            "UPDATE dosmart_client_unit SET next_service_date = '2026-04-02' WHERE id = %s",
            [unit.id],
        )
        self.plan(program, "2026-03-12")
        self.assertEqual(len(self.of(program).filtered(lambda one: one.channel == "letter")), 1)

    def test_survey_follows_the_first_purchase_of_each_product_and_a_year_without(self):
        first = self.order_of("2026-03-01")
        again = self.env["sale.order"].create(
            {
                "partner_id": self.client_.id,
                "order_line": [(0, 0, {"product_id": first.order_line.product_id.id})],
            }
        )
        again.action_confirm()
        again.date_order = "2026-03-05 12:00:00"
        silent = self.new_buyer(name="Silent")
        self.order_of("2025-03-01", silent)
        program = self.on("satisfaction", exclusion_ids=[(5,)])
        self.assertEqual(
            self.rows(program, "2026-03-20"), [("survey", "2026-03-11", "2026-03-31", "planned")]
        )
        self.assertEqual(
            self.rows(program, "2026-03-20", silent),
            [("survey", "2026-03-11", "2026-03-31", "planned")],
        )

    def test_nobody_is_asked_twice_within_thirty_days(self):
        self.order_of("2026-03-01")
        self.order_of("2026-03-05")
        program = self.on("satisfaction")
        self.assertEqual(
            [row[3] for row in self.rows(program, "2026-03-20")], ["planned", "excluded"]
        )

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
