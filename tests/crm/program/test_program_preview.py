"""The preview tells for any day whom a program contacts, whom not and why; it writes nothing."""

from odoo.exceptions import AccessError

from .program_common import ProgramCase


class TestProgramPreview(ProgramCase):
    def setUp(self):
        super().setUp()
        self.order_of()
        self.tired = self.new_buyer(name="No Phone", phone=False)
        self.order_of(client=self.tired)
        self.program = self.new_program(
            exclusion_ids=[(6, 0, self.env.ref("dosmart_crm.exclusion_rule_unreachable").ids)]
        )

    def counts(self, day, program=None):
        found = (program or self.program)._preview(self.day(day))
        return {one["label"]: one["count"] for one in found["counts"]}

    def test_who_why_and_who_is_left_in_peace_by_which_rule(self):
        found = self.program._preview(self.day("2026-03-13"))
        self.assertEqual(
            found["counts"],
            [
                {"label": "To be contacted", "count": 1, "is_contacted": True},
                {"label": "No email or phone that works", "count": 1, "is_contacted": False},
            ],
        )
        first, second = found["lines"]
        self.assertEqual((first["client"], first["channel"]), ("Abarrotes Lupita", "Call"))
        self.assertIn("03/10/2026", first["why"])
        self.assertIn("Order Confirmed, S", first["why"])
        self.assertEqual(first["user"], self.salesperson.name)
        self.assertEqual(second["client"], "No Phone")
        self.assertEqual(second["verdict"], "No email or phone that works")

    def test_any_day_past_or_future(self):
        self.assertEqual(self.counts("2026-03-12"), {})
        self.assertEqual(sum(self.counts("2026-03-13").values()), 2)
        self.assertEqual(self.counts("2026-03-16"), {})
        self.program.action_switch_off()
        self.assertEqual(sum(self.counts("2026-03-16").values()), 2)
        self.assertEqual(self.counts("2026-03-18"), {})

    def test_where_it_is_nobody_s_turn_the_next_day_is_named(self):
        turns = [
            str(self.program._next_turn(self.day(day))) for day in ("2026-03-01", "2026-03-12")
        ]
        self.assertEqual(turns, ["2026-03-13", "2026-03-13"])
        self.assertFalse(self.program._next_turn(self.day("2026-03-13")))
        self.assertFalse(self.program._next_turn(self.day("9999-12-31")))
        dialog = self.env["dosmart.program.preview"].new(
            {"program_id": self.program.id, "date": "2026-03-12"}
        )
        self.assertEqual(str(dialog.next_date), "2026-03-13")
        dialog.date = "2026-03-13"
        self.assertFalse(dialog.next_date)

    def test_a_day_that_no_calendar_has_is_nobody_s_turn(self):
        for day in ("9999-12-31", "0001-01-01"):
            self.assertEqual(self.counts(day), {}, day)

    def test_it_is_what_planning_does_then(self):
        before = self.counts("2026-03-13")
        planned = self.plan(self.program, "2026-03-13")
        self.assertEqual(sorted(planned.mapped("state")), ["excluded", "planned"])
        self.assertEqual(before["To be contacted"], 1)
        self.assertEqual(
            self.counts("2026-03-13"),
            {"Planned before: Planned": 1, "No email or phone that works": 1},
        )

    def test_it_writes_nothing(self):
        self.env.flush_all()
        self.cr.execute("SELECT count(*), pg_current_xact_id_if_assigned() FROM dosmart_touchpoint")
        before = self.cr.fetchone()
        with self.registry.cursor() as cr:
            cr.execute("SET TRANSACTION READ ONLY")
            for program in self.env(cr=cr)["dosmart.contact.program"].search([]):
                program._preview(self.day("2026-03-13"))
        self.program._preview(self.day("2026-03-13"))
        self.cr.execute("SELECT count(*), pg_current_xact_id_if_assigned() FROM dosmart_touchpoint")
        self.assertEqual(self.cr.fetchone(), before)
        self.assertFalse(self.of(self.program))

    def test_dialog_shows_it_without_being_saved(self):
        action = self.program.with_user(self.salesperson).action_preview()
        dialog = self.env[action["res_model"]].with_user(self.salesperson)
        dialog = dialog.with_context(**action["context"]).new({"date": "2026-03-13"})
        self.assertEqual((dialog.contacted_count, dialog.excluded_count), (1, 1))
        self.assertEqual(len(dialog.lines), 2)

    def test_refusals_are_told(self):
        touchpoint = self.run_program(self.program, "2026-03-13").filtered(
            lambda one: one.state == "open"
        )
        touchpoint._refuse()
        self.order_of("2026-03-11")
        self.assertEqual(self.counts("2026-03-16"), {"Has refused this program": 1})

    def test_lines_are_limited_and_counts_are_not(self):
        for _number in range(3):
            self.order_of(client=self.new_buyer())
        found = self.program._preview(self.day("2026-03-13"), 2)
        self.assertEqual([line["is_contacted"] for line in found["lines"]], [True, True])
        self.assertEqual([one["count"] for one in found["counts"]], [4, 1])

    def test_other_company_sees_nothing(self):
        with self.assertRaises(AccessError):
            self.program.with_user(self.other_salesperson)._preview(self.day("2026-03-13"))
        with self.assertRaises(AccessError):
            self.program.with_user(self.portal_user)._preview(self.day("2026-03-13"))
