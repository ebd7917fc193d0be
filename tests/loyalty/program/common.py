"""Builders for the tests of programs by what a client is worth."""

from datetime import date

from ..value.common import ValueCase


class ValueProgramCase(ValueCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client(phone="+525512345678", user_id=self.salesperson.id)

    def new_program(self, **values):
        """Return a program of the company that is on, with a call on the first days."""
        program = self.env["dosmart.contact.program"].create(
            {
                "name": "By value",
                "company_id": self.company.id,
                "user_id": self.manager.id,
                "exclusion_ids": [],
                "step_ids": [
                    (0, 0, {"channel": "call", "day_from": 0, "day_to": 5, "summary": "Ask"})
                ],
                **values,
            }
        )
        program.action_switch_on()
        return program

    def planned(self, program, day):
        """Return (client, day of the event) of what *program* plans on *day*."""
        program.planned_until = False
        program._plan(date.fromisoformat(day))
        self.env.invalidate_all()
        found = self.env["dosmart.touchpoint"].search(
            [("program_id", "=", program.id), ("state", "in", ("planned", "open"))]
        )
        return [(one.partner_id, str(one.anchor_date)) for one in found.sorted("anchor_date")]
