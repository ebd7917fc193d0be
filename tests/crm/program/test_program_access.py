"""Who may see and change contact programs."""

from odoo.exceptions import AccessError

from ...common import DosmartCase


class TestProgramAccess(DosmartCase):
    def test_salesperson_reads_programs_and_changes_none(self):
        program = self.env["dosmart.contact.program"].create({"name": "After the Purchase"})
        seen = program.with_user(self.salesperson)
        self.assertEqual(seen.name, "After the Purchase")
        for change in (
            lambda: seen.write({"name": "Mine"}),
            seen.action_switch_on,
            seen.action_switch_off,
            seen.unlink,
        ):
            with self.assertRaises(AccessError):
                change()
        self.assertEqual((program.name, program.is_on), ("After the Purchase", False))
