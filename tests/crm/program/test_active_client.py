"""Who is an active client, and therefore has a next contact (spec CP-6)."""

from odoo.fields import Date

from .next_contact_common import NextContactCase


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
