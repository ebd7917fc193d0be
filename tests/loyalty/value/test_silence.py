"""How long a client may be left alone follows its class: A 30 days, B 60, C 90 (SP-3)."""

import psycopg2

from odoo.tools import mute_logger

from ...crm.process.date_common import DateCase


class TestSilenceByClass(DateCase):
    def setUp(self):
        super().setUp()
        self.policy = self.env.company._value_policy()
        self.give_status("potential")

    def give_class(self, abc, partner=None, company=None):
        """Write what a run would."""
        values = self.env["dosmart.client.value"]
        client = partner or self.client_
        company = company or self.env.company
        known = [("partner_id", "=", client.id), ("company_id", "=", company.id)]
        row = {"partner_id": client.id, "client_ref": client.id, "company_id": company.id}
        row |= {"xyz": "none", "habit": "none"}
        row |= {"life_cycle": "new", "stage": "primary", "abc": abc}
        found = values.search(known)
        if found:
            found.write(row)
        else:
            values.create(row)
        self.env.flush_all()

    def next_contact(self, deal=None):
        return self.line("contact", deal).planned_date

    def test_class_goes_before_the_status(self):
        self.assertEqual(self.next_contact(), self.day(14))
        for abc, days in (("a", 30), ("b", 60), ("c", 90)):
            self.give_class(abc)
            self.assertEqual(self.next_contact(), self.day(days), abc)

    def test_days_of_a_class_are_those_of_the_policy(self):
        self.give_class("b")
        self.policy.silence_days_b = 7
        self.assertEqual(self.next_contact(), self.day(7))
        self.policy.silence_days_b = 0
        self.assertFalse(self.next_contact())

    def test_client_without_class_keeps_the_days_of_its_status(self):
        self.give_class("none")
        self.assertEqual(self.next_contact(), self.day(14))

    def test_class_of_another_company_says_nothing(self):
        self.give_class("a", company=self.other_company)
        self.assertEqual(self.next_contact(), self.day(14))

    def test_contact_follows_the_class_of_whom_it_buys_for(self):
        branch, contact = self.env["res.partner"].create(
            [{"name": name, "parent_id": self.client_.id} for name in ("Branch", "Contact")]
        )
        self.client_.is_company = True
        self.give_class("c")
        self.deal.partner_id = contact
        self.assertEqual(self.next_contact(), self.day(90))
        branch.is_separate_division = True
        self.give_class("b", branch)
        contact.parent_id = branch
        self.assertEqual(self.next_contact(), self.day(60))

    def test_late_list_and_activity_follow_the_class(self):
        self.begin_contact(31)
        self.give_class("b")
        leads, timeline = self.env["crm.lead"], self.env["dosmart.deal.timeline"]
        self.assertNotIn(self.deal, leads._ask_to_break_silence().lead_id)
        self.give_class("a")
        late = timeline.search(timeline._late_domain()).filtered(
            lambda line: line.kind_id.source == "contact"
        )
        self.assertIn(self.deal, late.lead_id)
        self.assertIn(self.deal, leads._ask_to_break_silence().lead_id)
        self.assertNotIn(self.deal, leads._ask_to_break_silence().lead_id)

    @mute_logger("odoo.sql_db")
    def test_days_that_make_no_sense_are_refused(self):
        for days in (-1, 3651):
            with self.assertRaises(psycopg2.errors.CheckViolation), self.env.cr.savepoint():
                self.policy.silence_days_a = days
                self.env.flush_all()
