"""Gifts of programs that depend on what a client is worth (spec SG-5)."""

from odoo.tests import freeze_time

from .common import ValueProgramCase


class TestContactGift(ValueProgramCase):
    def setUp(self):
        super().setUp()
        self.small = self.new_client("Small")
        self.new_order(self.client, "2026-11-01", 1000)
        self.new_order(self.small, "2026-11-02", 10)
        self.run_on()
        self.program = self.new_program(
            trigger="birthday",
            audience="all",
            gift_ids=[
                (0, 0, {"sequence": 1, "name": "A dinner", "value_class": "abc_a"}),
                (0, 0, {"sequence": 2, "name": "A diary"}),
            ],
        )
        # Persons, who are worth what their company is.
        self.ana, self.luis = (
            self.env["res.partner"].create(
                {"name": name, "parent_id": client.id, "birthdate_date": "1990-11-23"}
            )
            for name, client in (("Ana", self.client), ("Luis", self.small))
        )

    def gifts(self):
        """Return {person: gift} of those congratulated on 23 November 2026."""
        with freeze_time("2026-11-23 15:00:00"):
            self.planned(self.program, "2026-11-23")
            self.program._fire_batch(10)
        touches = self.env["dosmart.touchpoint"].search([("program_id", "=", self.program.id)])
        return {touch.partner_id: touch.gift_id.name for touch in touches}

    def test_gift_of_a_class_is_for_persons_of_its_clients(self):
        self.assertEqual(self.gifts(), {self.ana: "A dinner", self.luis: "A diary"})

    def test_class_in_another_company_does_not_count(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE dosmart_client_value SET company_id = %s WHERE client_ref = %s",
            [self.other_company.id, self.client.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.gifts()[self.ana], "A diary")
