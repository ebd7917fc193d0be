"""What an add-on above extends: a value and a method each, and the engine knows it."""

from odoo.tests import freeze_time
from odoo.tools import SQL

from .program_common import ProgramCase


class TestProgramHooks(ProgramCase):
    def extend(self, model, field, value, **methods):
        """Give *field* another *value*, and *model* its *methods*, as an add-on does."""
        known, label = self.env[model]._fields[field], value.title()
        self.patch(known, "selection", [*known.selection, (value, label)])
        self.patch(known, "_selection", known._selection | {value: label})
        self.know(model, **methods)

    def know(self, model, **methods):
        for name, method in methods.items():
            self.assertFalse(hasattr(self.env[model], name))
            setattr(self.registry[model], name, method)
            self.addCleanup(delattr, self.registry[model], name)

    def test_new_channel_is_fired_for_all_its_contacts_at_once(self):
        fired = []

        def fire_pigeon(touchpoints):
            fired.append(touchpoints.partner_id.mapped("name"))
            touchpoints._note_contact("done")

        self.extend("dosmart.contact.program.step", "channel", "pigeon")
        self.know("dosmart.touchpoint", _fire_pigeon=fire_pigeon)
        self.order_of()
        self.order_of(client=self.new_buyer(name="Ana"))
        program = self.new_program([{"channel": "pigeon", "day_from": 3, "day_to": 5}])
        done = self.run_program(program, "2026-03-13")
        self.assertEqual(done.mapped("state"), ["done", "done"])
        self.assertEqual(done.mapped("channel"), ["pigeon", "pigeon"])
        self.assertEqual(fired, [["Abarrotes Lupita", "Ana"]])
        self.assertEqual(done.read(["channel"])[0]["channel"], "pigeon")

    def test_new_exclusion_leaves_in_peace_whom_its_condition_finds(self):
        self.extend(
            "dosmart.exclusion.rule",
            "kind",
            "mourning",
            _excluded_sql_mourning=lambda rule: SQL("partner.name = %s", "Ana"),
        )
        rule = self.env["dosmart.exclusion.rule"].create({"name": "Mourns", "kind": "mourning"})
        self.order_of()
        self.order_of(client=self.new_buyer(name="Ana"))
        program = self.new_program(exclusion_ids=[(6, 0, rule.ids)])
        verdicts = [
            (one.partner_id.name, one.state, one.exclusion_id.name)
            for one in self.plan(program, "2026-03-13")
        ]
        self.assertEqual(
            verdicts,
            [("Abarrotes Lupita", "planned", False), ("Ana", "excluded", "Mourns")],
        )

    def test_new_trigger_waits_for_events_that_another_domain_reports(self):
        self.extend("dosmart.contact.event", "kind", "moved")
        self.extend(
            "dosmart.contact.program",
            "trigger",
            "moved",
            _due_sql_moved=lambda program, *days: program._due_sql_event("moved", *days),
        )
        events = self.env["dosmart.contact.event"].with_user(self.salesperson)
        self.assertFalse(events._plan_event("moved", self.client_))
        program = self.new_program(
            [{"channel": "letter", "day_from": 1, "day_to": 3}], trigger="moved", audience="all"
        )
        with freeze_time("2026-03-10 16:00:00"):
            event = events._plan_event("moved", self.client_, name="New house")
        planned = self.plan(program, "2026-03-11")
        self.assertEqual((planned.partner_id, planned.state), (self.client_, "planned"))
        self.assertEqual((planned.anchor_model, planned.anchor_id), (event._name, event.id))
        self.assertEqual((str(event.date), str(planned.open_on)), ("2026-03-10", "2026-03-11"))

    def test_steps_are_called_by_their_channel_in_the_language_of_the_reader(self):
        step = self.new_program().step_ids
        self.assertEqual(step.display_name, "Call")
        self.assertEqual(step.with_context(lang="es_MX").display_name, "Llamada")
