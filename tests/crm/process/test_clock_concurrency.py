"""Two workers that remind of a promise, or tell of a late request, at once do it once."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .promise_common import REMIND
from .request_common import LATE


@tagged("post_install", "-at_install")
class TestClockConcurrency(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            user = env.ref("base.user_admin")
            lead = env["crm.lead"].create({"name": "Clock", "user_id": user.id})
            request = env["dosmart.request"]._receive(lead, "call", "A key")
            request.answer_due_on = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
            far = fields.Date.add(fields.Date.today(), days=90)
            promise = env["dosmart.promise"].create(
                {"name": "A drawing", "lead_id": lead.id, "user_id": user.id, "due_date": far}
            )
            promise.due_date = fields.Date.today()
            self.created = [
                (records._name, records.ids)
                for records in (request, promise, request.promise_id, lead)
            ]
            self.ids = {request._name: request.id, promise._name: promise.id, lead._name: lead.id}
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            for model, ids in self.created:
                api.Environment(cr, self.env.uid, {})[model].browse(ids).unlink()

    def record(self, cr, model):
        return api.Environment(cr, self.env.uid, {})[model].browse(self.ids[model])

    def activities(self, cr, model, kind):
        record = self.record(cr, model)
        return record.activity_ids.filtered(
            lambda one: one.activity_type_id == record.env.ref(kind)
        )

    def do_at_once(self, model, find, act):
        """Let two workers *find* the record of *model* before one, then the other *act* on it."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.record(first, model), self.record(second, model)
            self.assertIn(theirs, find(theirs))
            act(ours)
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                act(theirs)
            second.rollback()
            # Odoo repeats the refused job: the second time nothing is left to do.
            self.assertNotIn(self.record(second, model), find(self.record(second, model)))

    def test_promise_is_reminded_of_once(self):
        self.do_at_once(
            "dosmart.promise",
            lambda promise: promise.search(promise._soon_domain()),
            lambda promise: promise._remind(),
        )
        with self.registry.cursor() as cr:
            self.assertEqual(len(self.activities(cr, "dosmart.promise", REMIND)), 1)

    def test_leader_is_told_of_a_late_request_once(self):
        self.do_at_once(
            "dosmart.request",
            lambda request: request.search(request._late_domain()),
            lambda request: request._escalate(),
        )
        with self.registry.cursor() as cr:
            self.assertEqual(len(self.activities(cr, "crm.lead", LATE)), 1)
