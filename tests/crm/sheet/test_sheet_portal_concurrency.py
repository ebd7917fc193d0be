"""Two persons who answer for one client at the same moment: both are heard."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tools import mute_logger

from .common import SheetCase


class TestSheetPortalConcurrency(SheetCase):
    def test_two_answers_at_once_are_taken_one_after_the_other(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            client = env["res.partner"].create({"name": "At Once", "email": "once@example.com"})
            links = [client.action_send_sheet()["context"] for _link in range(2)]
            first_id, second_id = [link["default_res_ids"][0] for link in links]
            cr.commit()
            self.addCleanup(self.delete_client, client.id)
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours = self.invitation_in(first, first_id)
            theirs = self.invitation_in(second, second_id)
            self.assertFalse(theirs.answer_count)
            self.assertEqual(ours._take_form({"legal_name": "First SA"}, {}), {})
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._take_form({"legal_name": "Second SA"}, {})
            second.rollback()
            # Odoo repeats a refused request.
            theirs = self.invitation_in(second, second_id)
            self.assertEqual(theirs._take_form({"legal_name": "Second SA"}, {"legal_name": ""}), {})
            second.commit()
            client = theirs.sheet_id.partner_id
            self.assertEqual((client.legal_name, theirs.answer_count), ("Second SA", 1))
            self.assertIn("<s>First SA</s> → Second SA", self.notes(client))
            self.assertEqual(len(client.activity_ids), 2)  # one for each link

    def invitation_in(self, cr, invitation_id):
        env = api.Environment(cr, self.env.uid, {})
        return env["dosmart.sheet.invitation"].sudo().browse(invitation_id)

    def delete_client(self, client_id):
        with self.registry.cursor() as cr:
            api.Environment(cr, self.env.uid, {})["res.partner"].browse(client_id).unlink()
