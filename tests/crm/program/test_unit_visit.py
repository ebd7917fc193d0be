"""A visit to service a unit is a service once it has taken place (spec CP-7)."""

from odoo.fields import Date

from .unit_common import UnitCase


class TestUnitVisit(UnitCase):
    def setUp(self):
        super().setUp()
        self.unit = self.new_unit()

    def visit(self, outcome):
        """End a visit for the first service with the shipped *outcome*."""
        event = self.client.with_user(self.salesperson)._create_visit()
        event.write({"unit_id": self.unit.id, "service_kind_id": self.kind("first").id})
        event.action_start_visit()
        event.write(
            {
                "visit_outcome_id": self.env.ref(f"dosmart_crm.visit_outcome_{outcome}").id,
                "visit_attitude": "good",
                "visit_minutes": "Changed the batteries",
                "next_contact": "none",
            }
        )
        event.action_finish_visit()

    def test_visit_that_took_place_is_a_service(self):
        self.visit("agreed")
        service = self.unit.service_ids
        self.assertEqual(service.mapped("kind_id.name"), ["First Check"])
        self.assertEqual((service.date, service.user_id), (Date.today(), self.salesperson))
        self.assertEqual(service.note, "Changed the batteries")
        self.assertEqual(self.unit.next_service_kind_id, self.kind("year"))

    def test_visit_that_found_nobody_is_none(self):
        self.visit("nobody")
        self.assertFalse(self.unit.service_ids)

    def test_service_noted_by_hand_is_not_noted_again(self):
        self.serve(self.unit, Date.today(), "first")
        self.visit("agreed")
        self.assertEqual(len(self.unit.service_ids), 1)
