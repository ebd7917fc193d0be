"""Builders for the tests of visits and calls."""

from odoo import fields

from .promise_common import PromiseCase


class VisitCase(PromiseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["calendar.event"]
        cls.interested = cls.env.ref("dosmart_crm.visit_outcome_interested")
        cls.nobody = cls.env.ref("dosmart_crm.visit_outcome_nobody")

    def start(self, record=None, user=None):
        """Start a visit to *record* as the button does, and return the meeting."""
        action = (record or self.deal).with_user(user or self.salesperson).action_start_visit()
        return self.events.browse(action["res_id"]).with_user(user or self.salesperson)

    def finish(self, visit, **values):
        visit.write({"visit_outcome_id": self.interested.id, "visit_attitude": "good", **values})
        visit.action_finish_visit()
        return visit

    @classmethod
    def at(cls, **delta):
        """Return the present minute, moved by *delta*."""
        return fields.Datetime.add(fields.Datetime.now().replace(second=0), **delta)

    def new_visit(self, **values):
        """Return a visit planned by the salesperson for in two hours."""
        quiet = self.events.with_user(self.salesperson).with_context(no_mail_to_attendees=True)
        return quiet.create(
            {
                "name": "See the cellar",
                "is_visit": True,
                "start": self.at(hours=2),
                "stop": self.at(hours=3),
                "opportunity_id": self.deal.id,
                **values,
            }
        )

    def log_call(self, outcome, record=None, user=None, **values):
        """Log a call to *record*, a lead, client or activity, as the dialog does."""
        record = (record or self.deal).with_user(user or self.salesperson)
        action = record.action_log_call()
        logs = self.env["dosmart.call.log"].with_user(user or self.salesperson)
        log = logs.with_context(**action["context"]).create(values)
        return log.with_context(call_outcome=outcome).action_log()

    def calls(self, record=None):
        """Return the calls logged about *record*."""
        record = record or self.deal
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("call_outcome", "!=", False),
                ("active", "=", False),
            ]
        )
