"""Builders for the tests of promises."""

from odoo import fields

from .common import ProcessCase

REMIND = "dosmart_crm.mail_activity_promise"
TELL = "dosmart_crm.mail_activity_promise_tell"


class PromiseCase(ProcessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promises = cls.env["dosmart.promise"]
        cls.promises.search([]).unlink()
        cls.deal = cls.new_deal()

    @classmethod
    def day(cls, days):
        """Return the day *days* from today, negative before it."""
        return fields.Date.add(fields.Date.today(), days=days)

    @classmethod
    def new_promise(cls, days=5, **values):
        """Return a promise of the salesperson that is due in *days*."""
        return cls.promises.create(
            {
                "name": "Send the drawing",
                "lead_id": cls.deal.id,
                "user_id": cls.salesperson.id,
                "date": min(cls.day(0), cls.day(days)),
                "due_date": cls.day(days),
                **values,
            }
        )

    def move_date(self, promise, days, told="yes", user=None, **values):
        """Move *promise* to *days* from today, as the browser does."""
        moves = self.env["dosmart.promise.move"].with_user(user or self.salesperson)
        return moves.create(
            {
                "promise_id": promise.id,
                "new_date": self.day(days),
                "client_told": told,
                **values,
            }
        )

    def activities(self, promise, kind=REMIND):
        """Return the open activities of *kind* about *promise*."""
        kind = self.env.ref(kind)
        return promise.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def counts(self, promise):
        return promise.kept_count, promise.moved_count, promise.broken_count
