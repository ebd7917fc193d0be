"""Two workers that answer at the same moment make one sheet."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tools import mute_logger

from .common import SheetCase


class TestSheetConcurrency(SheetCase):
    def test_two_first_answers_at_once_make_one_sheet(self):
        with self.registry.cursor() as cr:
            lead = api.Environment(cr, self.env.uid, {})["crm.lead"].create({"name": "Lead"})
            cr.commit()
            self.addCleanup(self.delete_lead, lead.id)
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours = self.lead_in(first, lead.id)
            theirs = self.lead_in(second, lead.id)
            self.assertFalse(theirs.client_sheet_id)
            ours.need_level = "high"
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs.attracted = "yes"
                second.flush()
            second.rollback()
            # Odoo repeats a refused request: the second time it finds the sheet.
            theirs = self.lead_in(second, lead.id)
            theirs.attracted = "yes"
            second.commit()
            self.assertEqual((theirs.need_level, theirs.attracted), ("high", "yes"))
            self.assertEqual(len(theirs.client_sheet_id.lead_ids), 1)

    def lead_in(self, cr, lead_id):
        return api.Environment(cr, self.env.uid, {})["crm.lead"].browse(lead_id)

    def delete_lead(self, lead_id):
        with self.registry.cursor() as cr:
            self.lead_in(cr, lead_id).unlink()
