"""A manager previews a program and switches it on; its call is done in two attempts."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.program.program_common import ProgramCase


@tagged("post_install", "-at_install")
class TestProgramJourney(ProgramCase, DosmartHttpCase):
    browser_size = "1400x900"

    def test_program_is_previewed_switched_on_and_its_call_done_in_two_attempts(self):
        today = str(self.company._contact_day())
        self.order_of(today)
        self.order_of(today, self.new_buyer(name="No Phone", phone=False))
        step = {"channel": "call", "day_from": 0, "day_to": 20, "summary": "How did it go?"}
        program = self.programs.create(
            {"name": "Tour", "sequence": 0, "step_ids": [(0, 0, step)], "user_id": self.manager.id}
        )
        url = "/odoo/contact-programs"
        self.start_tour(url, "dosmart_crm_program", login="manager")
        reached, excluded = self.of(program).sorted("state")
        self.assertEqual((reached.state, reached.attempt_count), ("done", 2))
        outcomes = reached.activity_ids.sorted("id").mapped("call_outcome")
        self.assertEqual(outcomes, ["no_answer", "answered"])
        self.assertEqual((excluded.state, excluded.partner_id.name), ("excluded", "No Phone"))
