"""Builders for the tests of shipped programs."""

from odoo.tests import freeze_time

from .program_common import ProgramCase


class ShippedCase(ProgramCase):
    """Shipped programs of the company, switched on when a test asks for them."""

    def shipped(self, name):
        program = self.env.ref(f"dosmart_crm.contact_program_{name}")
        program.write({"company_id": self.company.id, "user_id": self.manager.id})
        return program

    def on(self, name, day="2026-03-09", **values):
        """Return the shipped program *name*, switched on on that *day*."""
        program = self.shipped(name)
        program.write(values)
        with freeze_time(f"{day} 14:00:00"):
            program.action_switch_on()
        return program

    def rows(self, program, day, client=None):
        """Return (channel, from, to, state) of what is planned on *day*, in order."""
        touchpoints = self.plan(program, day)
        own = touchpoints.filtered(
            lambda one: one.partner_id.commercial_partner_id == (client or self.client_)
        )
        return [
            (one.channel, str(one.open_on), str(one.close_on), one.state)
            for one in own.sorted(lambda one: (one.open_on, one.id))
        ]

    def set_status(self, client, name):
        client.write({"client_status_id": self.status(name).id, "status_reason": "test"})
