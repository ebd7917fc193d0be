"""Salespeople are told what is late in one activity a day at most."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .date_common import DateCase


class TestLateDigest(DateCase):
    def tell(self):
        """Tell what is late as every night, and return the digests that are open."""
        self.env["dosmart.late.digest"]._tell_late_dates()
        return self.env["dosmart.late.digest"]._open_digests()

    def next_day(self):
        self.env["dosmart.late.digest"].search([]).unlink()

    def test_all_that_is_late_is_told_in_one_activity(self):
        self.plan("minutes", -3)
        self.plan("offer", -1)
        self.plan("invoice", 1)
        digest = self.tell()
        self.assertEqual(digest.user_id, self.salesperson)
        self.assertEqual(digest.summary, "2 late dates")
        self.assertIn(f"/odoo/crm.lead/{self.deal.id}", digest.note)
        self.assertIn("Minutes sent", digest.note)
        self.assertNotIn("Invoice issued", digest.note)

    def test_second_run_of_the_day_tells_nothing_more(self):
        self.plan("minutes", -3)
        digest = self.tell()
        digest.with_user(self.salesperson).action_feedback()
        self.plan("offer", -1)
        self.assertFalse(self.tell())

    def test_digest_that_is_still_open_is_brought_up_to_date_the_next_day(self):
        self.plan("minutes", -3)
        digest = self.tell()
        self.next_day()
        self.plan("offer", -1)
        self.assertEqual(self.tell(), digest)
        self.assertEqual(digest.summary, "2 late dates")

    def test_digest_closes_when_nothing_is_late_any_more(self):
        self.plan("minutes", -3)
        digest = self.tell()
        self.note("minutes")
        self.env.flush_all()
        self.assertFalse(self.tell())
        self.assertFalse(digest.active)

    def test_everybody_is_told_the_own_dates(self):
        second = self.new_user("second", "sales_team.group_sale_salesman", lang="en_US")
        other = self.new_deal(user_id=second.id, name="Cameras")
        self.plan("minutes", -3)
        self.plan("minutes", -2, other, user=second)
        digests = self.tell().grouped("user_id")
        self.assertEqual(set(digests), {self.salesperson, second})
        self.assertIn("Cameras", digests[second].note)
        self.assertNotIn("Cameras", digests[self.salesperson].note)

    def test_silence_is_told_one_by_one_and_not_in_the_digest(self):
        self.begin_contact(90)
        self.assertEqual(self.line("contact").state, "late")
        self.assertFalse(self.tell())

    def test_nightly_job_does_both(self):
        self.plan("minutes", -3)
        self.begin_contact(90)
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.crm_lead_cron_dates").method_direct_trigger()
        kinds = self.env["mail.activity"].search([("user_id", "=", self.salesperson.id)])
        names = kinds.activity_type_id.mapped("name")
        self.assertEqual(sorted(names), ["Get in Touch", "Late Dates"])


@tagged("post_install", "-at_install")
class TestDigestConcurrency(TransactionCase):
    def test_two_workers_tell_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            user_id = self.env.ref("base.user_admin").id
            ours, theirs = (
                api.Environment(cr, self.env.uid, {})["dosmart.late.digest"]
                for cr in (first, second)
            )
            theirs.search_count([])
            self.assertEqual(ours._claim([user_id]), {user_id})
            self.addCleanup(self.forget, user_id)
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._claim([user_id])
            second.rollback()
            # Odoo repeats the refused job: the second time the row is there.
            self.assertEqual(theirs._claim([user_id]), set())

    def forget(self, user_id):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM dosmart_late_digest WHERE user_id = %s", (user_id,))
