"""Builders for the tests of refusals."""

from odoo.exceptions import RedirectWarning
from odoo.fields import Date

from .common import ProcessCase


class RefusalCase(ProcessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needs.unlink()
        cls.reason = cls.env["crm.lost.reason"].create({"name": "Too dear"})
        cls.competitor = cls.env["dosmart.competitor"].create({"name": "Watchdogs"})
        cls.refusals = cls.env["dosmart.refusal"]
        cls.next_week = Date.add(Date.today(), days=7)

    def lose(self, leads, user=None, **values):
        values = {"lost_reason_id": self.reason.id, **values}
        leads.with_user(user or self.salesperson).action_set_lost(**values)

    def wizard(self, leads, user=None, **values):
        wizard = self.env["crm.lead.lost"].with_user(user or self.salesperson)
        return wizard.create({"lead_ids": leads.ids, **values})

    def assert_kept(self, deals, *texts, act):
        """Fail unless *act* is refused with all of *texts*, and the *deals* stay open."""
        with self.assertRaises(RedirectWarning) as refusal, self.cr.savepoint():
            act()
        self.env.invalidate_all()
        self.assertEqual(set(deals.mapped("active")), {True})
        self.assertFalse(self.refusals.search([("lead_id", "in", deals.ids)]))
        for text in texts:
            self.assertIn(text, refusal.exception.args[0])
