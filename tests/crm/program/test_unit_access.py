"""Who may see and change the units of clients (spec CP-7)."""

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .unit_common import UnitCase

MODELS = ("dosmart.client.unit", "dosmart.unit.reading", "dosmart.unit.service")


class TestUnitAccess(UnitCase):
    def setUp(self):
        super().setUp()
        rules = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
        self.enterContext(mute_logger(*rules))
        self.unit = self.new_unit(serial="K-1")
        self.reading = self.read(self.unit, "2026-02-10", 5)
        self.service = self.serve(self.unit, "2026-02-10")
        self.stranger = self.new_user("stranger", "sales_team.group_sale_salesman")

    def test_salesperson_of_the_client_notes_everything(self):
        unit = self.unit.with_user(self.salesperson)
        unit.serial = "K-2"
        self.read(unit, "2026-02-11", 6)
        self.serve(unit, "2026-02-11", reading=6)
        self.assertEqual(len(unit.reading_ids), 2)
        with self.assertRaises(AccessError):
            unit.unlink()

    def test_colleague_sees_it_and_changes_nothing(self):
        unit = self.unit.with_user(self.stranger)
        self.assertEqual(unit.serial, "K-1")
        for change in (
            lambda: unit.write({"serial": "X"}),
            lambda: self.read(unit, "2026-02-11", 6),
            lambda: self.serve(unit, "2026-02-11"),
            self.reading.with_user(self.stranger).unlink,
            self.service.with_user(self.stranger).unlink,
        ):
            with self.assertRaises(AccessError):
                change()
        self.assertEqual(self.unit.serial, "K-1")

    def test_salesperson_of_all_documents_changes_it(self):
        self.unit.with_user(self.salesperson_all).serial = "K-3"
        self.assertEqual(self.unit.serial, "K-3")

    def test_other_company_sees_nothing(self):
        for model in MODELS:
            records = self.env[model].with_user(self.other_salesperson)
            self.assertFalse(records.search([]), model)

    def test_portal_and_public_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in (*MODELS, "dosmart.service.kind"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            for name in ("client_unit_count", "client_unit_ids"):
                with self.assertRaises(AccessError):
                    user.partner_id.with_user(user).read([name])

    def test_schedule_is_the_administrators(self):
        kind = self.kind("year")
        with self.assertRaises(AccessError):
            kind.with_user(self.salesperson).months = 6
        kind.with_user(self.manager).months = 6
        self.assertEqual(kind.months, 6)
