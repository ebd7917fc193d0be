"""Two administrators who click on the same cell at the same moment do it once."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import mute_logger

from .common import OfferCase


class TestClickingAtOnce(OfferCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            status = env["dosmart.client.status"].create({"name": "Status at once"})
            values = {"name": "At once", "kind": "note", "note": "At once"}
            offer = env["dosmart.offer"].create(values)
            self.status_id, self.offer_id = status.id, offer.id
        self.addCleanup(self.delete_all)
        self.first = self.enterContext(self.registry.cursor())
        self.second = self.enterContext(self.registry.cursor())

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            env["dosmart.offer"].browse(self.offer_id).unlink()
            env["dosmart.client.status"].browse(self.status_id).unlink()

    def rules(self, cr):
        """Return the rules of the cell as *cr* sees them, which starts its transaction."""
        rules = api.Environment(cr, self.env.uid, {})["dosmart.offer.rule"]
        return rules.search([("status_id", "=", self.status_id)])

    def click(self, cr, given):
        rules = api.Environment(cr, self.env.uid, {})["dosmart.offer.rule"]
        rules.set_grid_cell(self.offer_id, self.status_id, given)

    def test_offer_given_twice_at_once_is_one_rule(self):
        self.assertFalse(self.rules(self.second))
        self.click(self.first, True)
        self.first.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(ConcurrencyError):
            self.click(self.second, True)
        self.second.rollback()
        # Odoo repeats such a request: the second time it finds the rule.
        self.click(self.second, True)
        self.second.commit()
        self.assertEqual(len(self.rules(self.first)), 1)

    def test_offer_taken_back_twice_at_once_is_taken_back(self):
        self.click(self.first, True)
        self.first.commit()
        self.assertEqual(len(self.rules(self.second)), 1)
        self.click(self.first, False)
        self.first.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.click(self.second, False)
        self.second.rollback()
        self.click(self.second, False)
        self.second.commit()
        self.assertFalse(self.rules(self.first))

    def test_condition_added_meanwhile_is_not_taken_back(self):
        self.click(self.first, True)
        self.first.commit()
        self.assertEqual(len(self.rules(self.second)), 1)
        self.rules(self.first).occasion = "renewal"
        self.first.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.click(self.second, False)
        self.second.rollback()
        with self.assertRaises(UserError):
            self.click(self.second, False)
        self.second.rollback()
        self.assertEqual(self.rules(self.first).occasion, "renewal")
