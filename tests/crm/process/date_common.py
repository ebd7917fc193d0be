"""Builders for the tests of the dates of a deal."""

from datetime import timedelta

from odoo import fields

from .common import ProcessCase


class DateCase(ProcessCase):
    """A deal of the salesperson whose team follows its dates, and shortcuts to its dates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.points.search([]).unlink()
        cls.client_ = cls.new_client(email="lupita@example.com")
        cls.deal = cls.new_deal(partner_id=cls.client_.id)

    @classmethod
    def kind(cls, name):
        """Return the shipped kind of date ``dosmart_crm.deal_date_kind_<name>``."""
        return cls.env.ref(f"dosmart_crm.deal_date_kind_{name}")

    def day(self, days=0):
        """Return the day that is *days* from today."""
        return fields.Date.context_today(self.deal) + timedelta(days=days)

    def plan(self, name, days, deal=None, user=None):
        """Plan the date *name* so many *days* from now, also in the past, as time goes by."""
        deal = deal or self.deal
        deal = deal.with_user(user or self.salesperson)
        deal.action_plan_date(self.kind(name).id, fields.Date.to_string(self.day(max(days, 0))))
        if days < 0:
            row = deal.sudo().deal_date_ids.filtered(lambda row: row.kind_id == self.kind(name))
            row.planned_date = self.day(days)

    def note(self, name, days=0, deal=None):
        deal = (deal or self.deal).with_user(self.salesperson)
        deal.action_note_date(self.kind(name).id, fields.Date.to_string(self.day(days)))

    def line(self, name, deal=None, user=None):
        """Return the date *name* of the timeline as *user* sees it."""
        self.env.flush_all()
        lines = self.env["dosmart.deal.timeline"].with_user(user or self.salesperson)
        lines.invalidate_model()
        deal = deal or self.deal
        return lines.search([("lead_id", "=", deal.id), ("kind_id", "=", self.kind(name).id)])

    def state(self, name, deal=None):
        line = self.line(name, deal)
        return line.state, line.planned_date, line.actual_date

    def give_status(self, name):
        """Give the client the shipped status *name*."""
        status = self.status(name)
        self.client_.write({"client_status_id": status.id, "status_reason": "We know them"})

    def lose(self, deal, **values):
        """Give *deal* up for a reason."""
        deal.action_set_lost(lost_reason_id=self.env.ref("crm.lost_reason_1").id, **values)

    def begin_contact(self, days_ago, deal=None):
        """Pretend that the deal began so many days ago, and that nobody wrote since."""
        deal = deal or self.deal
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = now() - %s * interval '1 day' WHERE id = %s",
            (days_ago, deal.id),
        )
        deal.invalidate_recordset(["create_date"])
