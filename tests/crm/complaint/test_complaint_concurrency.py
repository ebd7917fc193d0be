"""Two workers at once: another number each, one warning, one complaint of an email sent twice."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .test_complaint_clock import LATE

EMAIL = {"email_from": "eve@example.com", "subject": "At once", "body": "Twice", "date": "Today"}


@tagged("post_install", "-at_install")
class TestComplaintConcurrency(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            client = env["res.partner"].create({"name": "At once"})
            complaint = env["dosmart.complaint"].create(
                {"subject": "Late", "partner_id": client.id, "user_id": env.uid}
            )
            past = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
            complaint.write({"answer_due": past, "warn_due": past})
            self.client_id, self.complaint_ids = client.id, complaint.ids
        self.addCleanup(self.delete_all)

    def env_of(self, cr):
        return api.Environment(cr, self.env.ref("base.user_root").id, {})

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            complaints = env["dosmart.complaint"].browse(self.complaint_ids)
            promises = complaints.promise_id
            complaints.action_dismiss()
            complaints.unlink()
            promises.unlink()
            env["res.partner"].browse(self.client_id).unlink()
            env["dosmart.contact.counter"].search([]).unlink()

    def complaint_in(self, cr):
        return self.env_of(cr)["dosmart.complaint"].browse(self.complaint_ids[0])

    def was_taken(self, complaints):
        return complaints._was_taken(0, EMAIL, complaints.env.company)

    def refuse_the_second(self, act):
        """Let two workers *act* at once: the second is refused, and tries again."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.complaint_in(first), self.complaint_in(second)
            self.assertTrue(theirs.is_open)
            act(ours)
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                act(theirs)
                theirs.env.flush_all()
            second.rollback()
            act(self.complaint_in(second))
            second.commit()

    def test_management_is_told_once_of_a_late_complaint(self):
        self.refuse_the_second(lambda complaint: complaint._watch_clock())
        with self.registry.cursor() as cr:
            complaint = self.complaint_in(cr)
            kind = complaint.env.ref(LATE)
            late = complaint.activity_ids.filtered(lambda one: one.activity_type_id == kind)
            self.assertEqual(len(late), len(set(late.user_id.ids)))
            self.assertTrue(late)

    def test_two_clicks_ask_for_the_management_once(self):
        self.refuse_the_second(lambda complaint: complaint._ask_management("Now"))
        with self.registry.cursor() as cr:
            notes = self.complaint_in(cr).message_ids.filtered(
                lambda one: "asks for the management" in one.body
            )
            self.assertEqual(len(notes), 1)

    def test_email_that_two_workers_take_is_one_complaint(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.complaint_in(first), self.complaint_in(second)
            self.assertTrue(theirs.is_open)
            self.assertFalse(self.was_taken(ours))
            first.commit()
            with self.assertRaises(SerializationFailure):
                self.was_taken(theirs)
            second.rollback()
            self.assertTrue(self.was_taken(self.complaint_in(second)))

    def test_two_at_once_get_another_number_each(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            made = [
                self.env_of(cr)["dosmart.complaint"].create(
                    {"subject": "Number", "partner_id": self.client_id}
                )
                for cr in (first, second)
            ]
            self.assertNotEqual(made[0].name, made[1].name)
            self.complaint_ids += [complaint.id for complaint in made]
            second.commit()
            first.commit()
