"""A page that is sent to two workers at once makes one complaint."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestSentAtOnce(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            client = env["res.partner"].create({"name": "At once", "email": "once@example.com"})
            survey = env.ref("dosmart_crm.survey_satisfaction")
            sheet = survey._create_answer(partner=client, check_attempts=False)
            sheet._mark_in_progress()
            sheet._save_lines(survey.question_ids[0], "1")
            self.ids = client.id, sheet.id
        self.addCleanup(self.delete_all)

    def delete_all(self):
        client_id, sheet_id = self.ids
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM dosmart_complaint WHERE user_input_id = %s", [sheet_id])
            env = api.Environment(cr, self.env.uid, {})
            env["survey.user_input"].browse(sheet_id).unlink()
            env["res.partner"].browse(client_id).unlink()

    def sheet(self, cr):
        return api.Environment(cr, self.env.uid, {})["survey.user_input"].browse(self.ids[1])

    def test_two_workers_make_one_complaint(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.sheet(first), self.sheet(second)
            self.assertEqual((ours.state, theirs.state), ("in_progress", "in_progress"))
            ours._mark_done()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._mark_done()
            second.rollback()
            # Odoo repeats the refused request, which finds the page sent.
            self.assertEqual(self.sheet(second).state, "done")
            self.sheet(second)._mark_done()
            second.commit()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            found = env["dosmart.complaint"].search_count([("user_input_id", "=", self.ids[1])])
            self.assertEqual(found, 1)
