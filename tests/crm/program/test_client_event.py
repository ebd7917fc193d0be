"""Events: who is invited, who came and took the gift (spec CP-5)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestGuest(ShippedCase):
    def setUp(self):
        super().setUp()
        self.source = self.env["utm.source"].create({"name": "Owners of another brand"})
        self.prospect = self.new_buyer(name="Luis")
        self.prospect.heard_source_id = self.source
        self.event = self.env["dosmart.client.event"].create(
            {"name": "Breakfast", "date": "2026-03-31", "place": "Hotel", "gift": "A mug"}
        )

    def invite(self):
        program = self.on("event", exclusion_ids=[(5,)])
        self.run_program(program, "2026-03-10")
        return self.event.guest_ids.filtered(lambda one: one.partner_id == self.prospect)

    def test_invited_clients_are_guests_with_their_source(self):
        guest = self.invite()
        self.assertEqual((guest.answer, guest.source_id), ("invited", self.source))
        self.assertIn("Breakfast", self.mails(self.prospect).body_html)
        self.assertIn("A mug", self.mails(self.prospect).body_html)

    def test_gift_for_coming_is_given_once(self):
        guest = self.invite().with_user(self.salesperson)
        with freeze_time("2026-03-31 18:00:00"):
            guest.action_give_gift()
        with freeze_time("2026-04-02 18:00:00"):
            guest.action_give_gift()
        self.assertEqual((guest.has_attended, str(guest.gift_given_on)), (True, "2026-03-31"))
        self.assertEqual(self.event.attended_count, 1)

    def test_event_without_gift_gives_none(self):
        guest = self.invite()
        self.event.gift = False
        with self.assertRaisesRegex(UserError, "what each guest takes home"):
            guest.action_give_gift()
        guest.with_user(self.salesperson).action_attend()
        self.assertEqual((guest.has_attended, guest.gift_given_on), (True, False))

    def test_salesperson_reads_events_and_changes_none(self):
        event = self.event.with_user(self.salesperson)
        self.assertEqual(event.name, "Breakfast")
        with self.assertRaises(AccessError):
            event.name = "Lunch"
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in (
                "dosmart.client.event",
                "dosmart.event.guest",
                "dosmart.contact.news",
                "dosmart.contact.gift",
                "dosmart.service.booking",
            ):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        others = self.env["dosmart.client.event"].with_user(self.other_salesperson)
        self.assertFalse(others.search([]))

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

    def test_event_for_loyal_clients_leaves_others_out_and_calls_them(self):
        loyal = self.new_buyer(name="Loyal")
        self.set_status(loyal, "loyal")
        program = self.on(
            "event", exclusion_ids=[(5,)], audience_status_ids=[(6, 0, self.status("loyal").ids)]
        )
        self.assertEqual(self.rows(program, "2026-03-10", self.prospect), [])
        self.assertEqual(
            self.rows(program, "2026-03-24", loyal),
            [
                ("email", "2026-03-10", "2026-03-17", "missed"),
                ("call", "2026-03-24", "2026-03-29", "planned"),
            ],
        )
