"""The next contact is planned in a dialog, or handed on by a visit (spec CP-6)."""

from datetime import date, datetime

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Date
from odoo.tests import freeze_time

from .next_contact_common import NextContactCase


class TestPlanNextContact(NextContactCase):
    def setUp(self):
        super().setUp()
        self.active = self.new_active_client()

    def test_dialog_plans_a_call_with_purpose_and_product(self):
        self.plan(self.active)
        activity = self.active.activity_ids
        self.assertEqual((activity.summary, activity.date_deadline), ("Show the kit", self.day))
        self.assertEqual(activity.contact_product_id, self.template)
        self.assertEqual(activity.user_id, self.salesperson)
        self.assertFalse(self.lacking(self.active))

    @freeze_time("2026-12-01 18:00:00")
    def test_dialog_plans_a_visit_for_the_first_hour_of_work(self):
        self.salesperson.tz = "America/Mexico_City"
        self.plan(self.active, kind="visit", date="2026-12-07")
        event = self.env["calendar.event"].search([("visit_client_id", "=", self.active.id)])
        self.assertEqual((event.name, event.start), ("Show the kit", datetime(2026, 12, 7, 14)))
        self.assertEqual(self.next_of(self.active)[0], date(2026, 12, 7))

    def test_dialog_refuses_an_empty_purpose_and_a_day_gone_by(self):
        with self.assertRaisesRegex(ValidationError, "what the next contact is for"):
            self.plan(self.active, purpose="  ")
        with self.assertRaisesRegex(UserError, "today or a day to come"):
            self.plan(self.active, date=Date.subtract(Date.today(), days=2))
        self.assertFalse(self.active.activity_ids)

    def test_button_opens_the_dialog_while_nothing_is_planned(self):
        client = self.active.with_user(self.salesperson)
        self.assertEqual(
            client.action_view_next_contacts()["res_model"], "dosmart.next.contact.plan"
        )
        self.call(self.active)
        client.invalidate_recordset()
        self.assertEqual(client.action_view_next_contacts()["res_model"], "dosmart.next.contact")

    def test_list_leads_to_the_dialog_and_to_those_without(self):
        contacts = self.env["dosmart.next.contact"].with_user(self.salesperson)
        action = contacts.action_plan()
        plan = self.env[action["res_model"]].with_context(**action["context"]).new()
        self.assertFalse(plan.partner_id)
        action = contacts.action_view_lacking()
        views = self.env["res.partner"].with_user(self.salesperson)
        arch = views.get_views([(action["search_view_id"], "search")])["views"]["search"]["arch"]
        self.assertIn('name="lacks_next_contact"', arch)
        self.assertEqual(action["context"], {"search_default_lacks_next_contact": 1})

    def test_line_of_the_list_opens_the_client(self):
        self.call(self.active)
        self.env.invalidate_all()
        contact = self.active.with_user(self.salesperson).next_contact_ids
        action = contact.action_open_client()
        self.assertEqual((action["res_model"], action["res_id"]), ("res.partner", self.active.id))

    def test_request_is_an_activity_while_its_program_is_off(self):
        self.plan(self.active, is_requested=True)
        self.assertEqual(len(self.active.activity_ids), 1)

    def test_request_is_left_to_its_program_once_that_is_on(self):
        self.env["dosmart.contact.program"].create(
            {
                "name": "On request",
                "trigger": "requested",
                "step_ids": [Command.create({"channel": "call", "day_from": 0, "day_to": 1})],
            }
        ).action_switch_on()
        self.plan(self.active, is_requested=True)
        self.assertFalse(self.active.activity_ids)
        self.assertEqual(self.next_of(self.active), (self.day, "Show the kit", "Camera kit"))
        self.assertFalse(self.lacking(self.active))

    def test_visit_hands_its_next_contact_on_with_purpose_and_product(self):
        client = self.active.with_user(self.salesperson)
        event = client._create_visit()
        event.action_start_visit()
        event.write(
            {
                "visit_outcome_id": self.env.ref("dosmart_crm.visit_outcome_interested").id,
                "visit_attitude": "good",
                "next_contact": "call",
                "next_contact_date": self.day,
                "next_contact_purpose": "Show the kit",
                "next_contact_product_id": self.template.id,
            }
        )
        event.action_finish_visit()
        self.assertEqual(self.next_of(self.active), (self.day, "Show the kit", "Camera kit"))
