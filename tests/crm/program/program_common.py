"""Builders for the tests of contact programs."""

from odoo import fields
from odoo.tests import freeze_time

from ..sheet.common import SheetCase

RULES = "dosmart_crm.exclusion_rule_"


class ProgramCase(SheetCase):
    """A company that works from Monday to Friday, 8 to 18, in Mexico City, and a client of it.

    The orders are of Tuesday 10 March 2026.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programs = cls.env["dosmart.contact.program"]
        cls.touchpoints = cls.env["dosmart.touchpoint"]
        cls.programs.search([]).write({"is_on": False})
        cls.company = cls.env.company
        cls.company.resource_calendar_id = cls.env["resource.calendar"].create(
            {
                "name": "Office",
                "tz": "America/Mexico_City",
                "attendance_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Day",
                            "dayofweek": str(day),
                            "hour_from": 8,
                            "hour_to": 18,
                            "day_period": "morning",
                        },
                    )
                    for day in range(5)
                ],
            }
        )
        cls.fatigue = cls.env.ref("dosmart_crm.exclusion_rule_fatigue")
        cls.client_ = cls.new_buyer()

    @classmethod
    def new_buyer(cls, **values):
        """Return a client of the salesperson who can be reached by all ways."""
        return cls.new_client(
            **{
                "phone": "+525512345678",
                "email": "lupita@example.com",
                "street": "Juárez 1",
                "user_id": cls.salesperson.id,
                **values,
            }
        )

    @classmethod
    def order_of(cls, day="2026-03-10", client=None, **values):
        """Return an order confirmed at noon (UTC) of *day*."""
        order = cls.new_order(client or cls.client_, **values)
        moment = day if " " in day else f"{day} 12:00:00"
        order.date_order = moment
        return order

    @classmethod
    def new_program(cls, steps=None, **values):
        """Return a program that is on: a call on the third to fifth working day after an order."""
        steps = steps or [{"channel": "call", "day_from": 3, "day_to": 5}]
        program = cls.programs.create(
            {
                "name": "After the Purchase",
                "exclusion_ids": [],
                "user_id": cls.manager.id,
                "step_ids": [(0, 0, step) for step in steps],
                **values,
            }
        )
        program.action_switch_on()
        return program

    @classmethod
    def day(cls, text):
        return fields.Date.to_date(text)

    def plan(self, program, day):
        """Plan *program* on *day*, and return what it has planned in all."""
        program._plan(self.day(day))
        self.env.invalidate_all()
        return self.of(program)

    def fire(self, program, day, hour="14:30:00"):
        """Make what is due on *day* happen at that hour (UTC), and return all of the program."""
        with freeze_time(f"{day} {hour}"):
            while program._fire_batch(100):
                pass
        self.env.invalidate_all()
        return self.of(program)

    def run_program(self, program, day, hour="14:30:00"):
        """Plan and make happen what is due on *day*."""
        with freeze_time(f"{day} {hour}"):
            program._plan(self.day(day))
            while program._fire_batch(100):
                pass
        self.env.invalidate_all()
        return self.of(program)

    def of(self, program):
        return self.touchpoints.search([("program_id", "=", program.id)], order="id")

    def new_template(self, **values):
        model = self.env["ir.model"]._get_id("dosmart.touchpoint")
        return self.env["mail.template"].create(
            {
                "name": "Thanks",
                "model_id": model,
                "subject": "Thank you, {{ object.partner_id.name }}",
                "body_html": "<p>Thank you</p>",
                "use_default_to": True,
                "auto_delete": False,
                **values,
            }
        )

    def mails(self, client=None):
        """Return the emails to *client*, sent or about to be."""
        return self.env["mail.mail"].search([("recipient_ids", "in", (client or self.client_).ids)])

    def waiting(self, trigger, days=(0, 3), **values):
        """Return a program of *trigger* whose windows are counted in calendar days."""
        first, last = days
        step = {"channel": "letter", "day_from": first, "day_to": last, "day_kind": "calendar"}
        return self.new_program([step], trigger=trigger, audience="all", **values)

    def days(self, program, day, partner=None):
        """Return the days of the events planned for *partner* on *day*."""
        planned = self.plan(program, day).filtered(
            lambda one: one.partner_id == (partner or self.client_)
        )
        return [str(one.anchor_date) for one in planned]

    def give_status(self, name):
        values = {"client_status_id": self.status(name).id, "status_reason": "We met"}
        self.client_.write(values)

    def excluding(self, *names, steps=None, **values):
        """Return a program with these shipped rules."""
        rules = [self.env.ref(RULES + name).id for name in names]
        return self.new_program(steps, exclusion_ids=[(6, 0, rules)], **values)

    def verdict(self, program, day="2026-03-13"):
        return [(one.state, one.exclusion_id.name) for one in self.plan(program, day)]

    def mailing(self):
        step = {"channel": "email", "day_from": 3, "day_to": 5}
        return [step | {"template_id": self.new_template().id}]
