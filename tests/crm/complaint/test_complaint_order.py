"""Agents who may not sell choose the order by its name; only one of the client's."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import ComplaintCase


class TestComplaintOrder(ComplaintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.new_order(cls.client)
        cls.rival = cls.new_client(name="Rival")

    def offered(self, complaint, user):
        """Return the orders among which *user* chooses that of *complaint*."""
        orders = self.env["dosmart.client.order"].with_user(user)
        return orders.search(
            [("client_id", "=", complaint.client_id.id), ("is_confirmed", "=", True)]
        )

    def test_agent_chooses_the_order_in_the_form_and_sees_its_name(self):
        with Form(self.complaints.with_user(self.agent)) as form:
            form.subject = "The alarm"
            form.partner_id = self.client
            form.ordered_id = self.env["dosmart.client.order"].browse(self.order.id)
        complaint = form.record.with_env(self.env)
        self.assertEqual(complaint.order_id, self.order)
        own = complaint.with_user(self.agent)
        read = own.web_read({"ordered_id": {"fields": {"display_name": {}}}})
        self.assertEqual(read[0]["ordered_id"]["display_name"], self.order.name)
        own.ordered_id = False
        self.assertFalse(complaint.order_id)

    def test_orders_are_those_of_the_client_that_were_confirmed(self):
        self.new_order(self.rival)
        self.env["sale.order"].create({"partner_id": self.client.id})
        branch = self.new_client(name="Branch", parent_id=self.client.id, type="contact")
        sold_there = self.new_order(branch)
        complaint = self.new_complaint()
        orders = self.offered(complaint, self.agent)
        self.assertEqual(set(orders.ids), {self.order.id, sold_there.id})

    def test_agent_sees_nothing_else_of_the_order(self):
        complaint = self.new_complaint()
        complaint.order_id = self.order
        with self.assertRaises(AccessError):
            complaint.with_user(self.agent).order_id.read(["amount_total"])
        orders = self.env["dosmart.client.order"]
        self.assertFalse({"amount_total", "order_line", "user_id"} & set(orders._fields))

    def test_order_of_another_client_is_refused(self):
        order = self.new_order(self.rival)
        complaint = self.new_complaint()
        with self.assertRaisesRegex(UserError, f"{order.name} is no order of Abarrotes Lupita"):
            complaint.with_user(self.agent).ordered_id = order.id
        with self.assertRaises(AccessError):
            complaint.with_user(self.agent).order_id = order
        self.assertFalse(complaint.order_id)

    def test_employees_clients_and_other_companies_see_no_orders(self):
        orders = self.env["dosmart.client.order"]
        for user in (self.employee, self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                orders.with_user(user).search([])
        stranger = self.new_user(
            "stranger",
            "dosmart_crm.group_complaint_agent",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.assertFalse(orders.with_user(stranger).search([("client_id", "=", self.client.id)]))

    def test_order_goes_with_the_client(self):
        complaint = self.new_complaint()
        complaint.with_user(self.agent).ordered_id = self.order.id
        complaint.with_user(self.agent).subject = "Siren"
        self.assertEqual(complaint.order_id, self.order)
        complaint.with_user(self.agent).partner_id = self.rival
        self.assertFalse(complaint.order_id)
