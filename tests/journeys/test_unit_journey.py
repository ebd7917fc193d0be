"""A salesperson looks after what clients have, and leaves none without a next contact."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.program.next_contact_common import NextContactCase


@tagged("post_install", "-at_install")
class TestUnitJourney(NextContactCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_unit_sold_is_read_serviced_and_booked_for_its_next_service(self):
        order = self.new_quotation(self.client, [(self.kit, 1, 10)], user_id=self.salesperson.id)
        self.start_tour(f"/odoo/sale.order/{order.id}", "dosmart_crm_unit", login="salesperson")
        unit = self.client.client_unit_ids
        self.assertEqual((unit.last_reading, unit.service_ids.kind_id), (1200, self.kind("first")))
        visit = self.env["calendar.event"].search([("unit_id", "=", unit.id)])
        self.assertEqual(visit.service_kind_id, self.kind("year"))
        self.assertEqual(visit.service_parts, "2 batteries")

    def test_client_without_next_contact_gets_one(self):
        client = self.new_active_client(name="Tour Client")
        url = "/odoo/next-contacts"
        self.start_tour(url, "dosmart_crm_next_contact", login="salesperson")
        self.assertEqual(self.next_of(client)[1:], ("Show the kit", "Camera kit"))
