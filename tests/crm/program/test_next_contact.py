"""Every active client has a next contact with date, purpose and product (spec CP-6)."""

from datetime import datetime

from odoo.exceptions import AccessError
from odoo.fields import Command, Date

from .next_contact_common import NextContactCase


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

    def plan_by_program(self, anchor):
        """Return a call about *anchor* that a program has planned."""
        step = {"channel": "call", "day_from": 0, "day_to": 5, "summary": "Show the kit"}
        program = self.env["dosmart.contact.program"].create(
            {"name": "Calls", "trigger": "service_done", "step_ids": [Command.create(step)]}
        )
        return self.env["dosmart.touchpoint"].create(
            {
                "program_id": program.id,
                "step_id": program.step_ids.id,
                "channel": "call",
                "company_id": self.env.company.id,
                "partner_id": self.active.id,
                "user_id": self.salesperson.id,
                "anchor_model": anchor._name,
                "anchor_id": anchor.id,
                "anchor_date": Date.today(),
                "open_on": self.day,
                "close_on": self.day,
            }
        )

    def test_call_of_a_program_is_about_what_it_belongs_to(self):
        unit = self.new_unit(partner_id=self.active.id)
        order = self.new_quotation(self.active, [(self.kit, 1, 1)])
        for anchor in (order, unit, self.serve(unit, Date.today())):
            call = self.plan_by_program(anchor)
            self.assert_planned()
            call.unlink()

    def test_call_of_a_program_about_a_request_is_about_its_product(self):
        values = {"partner_id": self.active.id, "product_tmpl_id": self.template.id}
        request = self.env["dosmart.contact.event"].create(values | {"name": "What it costs"})
        self.assertEqual(self.next_of(self.active)[1], "What it costs")
        self.plan_by_program(request)
        self.assert_planned()

    def test_call_of_a_program_about_no_product_is_not_enough(self):
        self.plan_by_program(self.active)
        self.assertEqual(self.next_of(self.active), (self.day, "Show the kit", False))
        self.assertEqual(self.lacking(self.active), self.active)

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
