"""The letter about a service, and the call after it (spec CP-5)."""

from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestMaintenanceProgram(ShippedCase):
    @freeze_time("2026-03-01 18:00:00")
    def test_maintenance_letter_goes_three_weeks_before_and_a_call_follows(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": self.client_.id, "product_id": kit.id, "purchase_date": "2025-03-31"}
        )
        unit.service_ids.create(
            {
                "unit_id": unit.id,
                "date": "2025-05-02",
                "kind_id": self.env.ref("dosmart_crm.service_kind_first").id,
            }
        )
        self.assertEqual(str(unit.next_service_date), "2026-03-31")
        program = self.on("maintenance")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("letter", "2026-03-10", "2026-03-17", "planned")]
        )
        self.assertIn(
            ("call", "2026-03-21", "2026-03-28", "planned"), self.rows(program, "2026-03-21")
        )

    @freeze_time("2026-03-01 18:00:00")
    def test_maintenance_moved_by_a_reading_is_not_told_twice(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": self.client_.id, "product_id": kit.id, "purchase_date": "2025-03-31"}
        )
        program = self.on("maintenance")
        unit.flush_recordset()
        self.env.cr.execute(
            "UPDATE dosmart_client_unit SET next_service_date = '2026-03-31' WHERE id = %s",
            [unit.id],
        )
        self.run_program(program, "2026-03-10")
        self.of(program).activity_ids.action_feedback()
        self.assertEqual(self.of(program).state, "done")
        self.env.cr.execute(
            "UPDATE dosmart_client_unit SET next_service_date = '2026-04-02' WHERE id = %s",
            [unit.id],
        )
        self.plan(program, "2026-03-12")
        self.assertEqual(len(self.of(program).filtered(lambda one: one.channel == "letter")), 1)
