"""Every active client has a next contact with date, purpose and product (spec CP-6)."""

from datetime import date, datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Date
from odoo.tests import freeze_time

from .unit_common import UnitCase


class NextContactCase(UnitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.kit.product_tmpl_id
        cls.day = Date.add(Date.today(), days=10)

    def new_active_client(self, **values):
        """Return a client who bought today, and with whom nothing is planned."""
        client = self.new_client(is_company=True, user_id=self.salesperson.id, **values)
        self.new_quotation(client, [(self.siren, 1, 10)]).action_confirm()
        return client

    def next_of(self, client, user=None):
        """Return (day, purpose, product) of the next contact with *client*."""
        self.env.invalidate_all()
        client = client.with_user(user or self.salesperson)
        return client.next_contact_date, client.next_contact_purpose, client.next_contact_product

    def lacking(self, clients, user=None):
        """Return those of *clients* that the standard filter finds."""
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(user or self.salesperson)
        return partners.search([("lacks_next_contact", "=", True), ("id", "in", clients.ids)])

    def call(self, record, user=None, **values):
        return record.activity_schedule(
            "mail.mail_activity_data_call",
            self.day,
            user_id=(user or self.salesperson).id,
            **{"summary": "Show the kit", "contact_product_id": self.template.id, **values},
        )

    def plan(self, client, user=None, **values):
        """Plan the next contact with *client* as the dialog does."""
        client = client.with_user(user or self.salesperson)
        action = client.action_plan_next_contact()
        plans = self.env["dosmart.next.contact.plan"].with_user(user or self.salesperson)
        return (
            plans.with_context(**action["context"])
            .create(
                {
                    "date": self.day,
                    "purpose": "Show the kit",
                    "product_tmpl_id": self.template.id,
                    **values,
                }
            )
            .action_plan()
        )


class TestNextContact(NextContactCase):
    def setUp(self):
        super().setUp()
        self.active = self.new_active_client()

    def assert_planned(self, purpose="Show the kit", product="Camera kit", day=None):
        self.assertEqual(self.next_of(self.active), (day or self.day, purpose, product))
        self.assertFalse(self.lacking(self.active))

    def test_active_client_with_whom_nothing_is_planned_is_found(self):
        self.assertEqual(self.lacking(self.active), self.active)
        self.assertEqual(self.next_of(self.active), (False, False, False))
        self.assertTrue(self.active.with_user(self.salesperson).lacks_next_contact)

    def test_call_with_purpose_and_product_is_the_next_contact(self):
        self.call(self.active)
        self.assert_planned()

    def test_call_without_purpose_or_product_is_not_enough(self):
        self.call(self.active, contact_product_id=False)
        self.call(self.active, summary=" ")
        self.assertEqual(self.lacking(self.active), self.active)

    def test_call_about_an_order_is_about_its_first_product(self):
        order = self.new_quotation(self.active, [(self.kit, 1, 1), (self.siren, 1, 1)])
        self.call(order, contact_product_id=False)
        self.assert_planned()

    def test_call_about_a_deal_is_about_what_was_quoted(self):
        lead = self.new_lead(
            partner_id=self.active.id, type="opportunity", user_id=self.salesperson.id
        )
        self.new_quotation(self.active, [(self.kit, 1, 1)], opportunity_id=lead.id)
        self.call(lead, contact_product_id=False)
        self.assert_planned()

    def test_call_about_a_unit_is_about_its_product(self):
        self.call(self.new_unit(partner_id=self.active.id), contact_product_id=False)
        self.assert_planned()

    def test_call_done_is_no_next_contact_any_more(self):
        self.call(self.active).action_feedback()
        self.assertEqual(self.lacking(self.active), self.active)

    def test_other_activities_are_no_contact(self):
        kind = self.env.ref("mail.mail_activity_data_todo")
        self.active.activity_schedule(
            activity_type_id=kind.id,
            summary="File",
            contact_product_id=self.template.id,
            user_id=self.salesperson.id,
        )
        self.assertEqual(self.lacking(self.active), self.active)

    def test_planned_visit_is_the_next_contact(self):
        self.env["calendar.event"].create(
            {
                "name": "Show the kit",
                "is_visit": True,
                "visit_client_id": self.active.id,
                "user_id": self.salesperson.id,
                "start": datetime.combine(self.day, datetime.min.time().replace(hour=15)),
                "stop": datetime.combine(self.day, datetime.min.time().replace(hour=16)),
                "contact_product_id": self.template.id,
            }
        )
        self.assert_planned()

    def test_next_step_of_the_newest_note_is_the_next_contact(self):
        line = self.env["product.category"].create({"name": "Cameras"})
        notes = self.env["dosmart.product.approach"]
        for day, step in ((-5, 3), (-1, 10)):
            notes.create(
                {
                    "partner_id": self.active.id,
                    "line_id": line.id,
                    "user_id": self.salesperson.id,
                    "date": Date.add(Date.today(), days=day),
                    "next_step_date": Date.add(Date.today(), days=step),
                    "next_step_purpose": "Show the kit",
                }
            )
        self.assert_planned(product="Cameras")

    def test_offer_on_the_table_with_a_next_step_is_the_next_contact(self):
        offer = self.new_offer(name="Free kit", product_id=self.kit.id)
        order = self.new_quotation(self.active)
        self.new_proposal(order, offer, next_step_date=self.day)
        self.assert_planned("Free kit")

    def test_the_earliest_complete_contact_is_the_next(self):
        self.call(self.active)
        early = self.call(self.active, contact_product_id=False)
        early.date_deadline = Date.add(Date.today(), days=1)
        self.assert_planned()

    def test_contact_of_a_person_there_counts_for_the_client(self):
        person = self.new_client(name="Ana", parent_id=self.active.id)
        self.call(person)
        self.assert_planned()
        self.assertEqual(self.next_of(person)[0], self.day)

    def test_late_contacts_are_found(self):
        self.call(self.active).date_deadline = Date.add(Date.today(), days=-1)
        found = self.env["res.partner"].with_user(self.salesperson)
        found = found.search([("next_contact_ids.date", "<", "today")])
        self.assertIn(self.active, found)

    def queries_for(self, clients):
        """Return how many queries the next contacts of *clients* take."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        clients.with_user(self.salesperson).mapped("next_contact_product")
        return self.env.cr.sql_log_count - before

    def test_twenty_clients_cost_as_many_queries_as_two(self):
        clients = self.active
        while len(clients) < 20:
            clients |= self.new_client(user_id=self.salesperson.id)
            self.call(clients[-1])
        self.queries_for(clients)  # also reads what every request reads once
        self.assertEqual(self.queries_for(clients[:2]), self.queries_for(clients))


class TestActiveClient(NextContactCase):
    def active(self, clients):
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(self.salesperson)
        return partners.search([("is_active_client", "=", True), ("id", "in", clients.ids)])

    def test_who_only_asked_is_not_active(self):
        client = self.new_client()
        self.new_quotation(client)
        self.assertFalse(self.active(client))
        self.assertFalse(self.lacking(client))

    def test_buyer_is_active_for_the_months_of_the_policy(self):
        client = self.new_active_client()
        order = client.sale_order_ids
        order.date_order = Date.subtract(Date.today(), months=12, days=-1)
        self.assertEqual(self.active(client), client)
        order.date_order = Date.subtract(Date.today(), months=12, days=2)
        self.assertFalse(self.active(client))
        self.env.company.active_client_months = 13
        self.assertEqual(self.active(client), client)

    def test_open_deal_makes_active_until_it_is_lost(self):
        client = self.new_client()
        lead = self.new_lead(partner_id=client.id, type="opportunity")
        self.assertEqual(self.active(client), client)
        lead.action_set_lost()
        self.assertFalse(self.active(client))

    def test_running_contract_makes_active(self):
        client = self.new_client()
        order = self.new_quotation(client, contract_start=Date.today())
        order.action_confirm()
        order.date_order = "2020-01-01"
        self.assertEqual(self.active(client), client)

    def test_archived_client_is_not_active(self):
        client = self.new_active_client()
        client.active = False
        self.assertFalse(self.active(client))


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


class TestNextContactAccess(NextContactCase):
    def test_colleague_sees_neither_purpose_nor_product(self):
        client = self.new_active_client()
        self.call(client)
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        self.assertEqual(self.next_of(client, stranger), (False, False, False))
        self.assertFalse(self.lacking(client, stranger))
        self.assertEqual(self.next_of(client, self.salesperson_all)[1], "Show the kit")

    def test_portal_and_public_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.env["dosmart.next.contact"].with_user(user).search([])
            for name in ("next_contact_date", "lacks_next_contact", "next_contact_ids"):
                with self.assertRaises(AccessError):
                    user.partner_id.with_user(user).read([name])
