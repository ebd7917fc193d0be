"""No client is left alone for longer than the status allows while a deal is open."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .date_common import DateCase


class TestSilence(DateCase):
    def silent(self):
        """Return for which deals the salespeople are asked to get in touch, in all."""
        self.env["crm.lead"]._ask_to_break_silence()
        kind = self.env.ref("dosmart_crm.mail_activity_silence")
        asked = self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])
        return self.env["crm.lead"].browse(asked.mapped("res_id")), asked

    def next_contact(self, deal=None):
        return self.line("contact", deal).planned_date

    def test_interval_is_that_of_the_status_or_of_the_company(self):
        self.assertEqual(self.next_contact(), self.day(30))
        for status, days in (("potential", 14), ("loyal", 60), ("needs_more_offers", 30)):
            self.give_status(status)
            self.assertEqual(self.next_contact(), self.day(days))
        self.deal.client_sheet_id.client_status_id = False
        self.env.company.max_silence_days = 9
        self.assertEqual(self.next_contact(), self.day(9))
        self.env.company.max_silence_days = 0
        self.assertFalse(self.next_contact())

    def test_other_rules_extend_the_interval(self):
        leads = type(self.env["crm.lead"])
        self.patch(leads, "_get_max_silence_days", lambda _leads: SQL("%s", 5))
        self.assertEqual(self.next_contact(), self.day(5))

    def test_what_reaches_the_client_puts_it_off(self):
        self.begin_contact(50)
        self.assertEqual(self.next_contact(), self.day(-20))
        self.env["calendar.event"].create(
            {
                "name": "Visit",
                "opportunity_id": self.deal.id,
                "start": fields.Datetime.subtract(fields.Datetime.now(), days=8, hours=2),
                "stop": fields.Datetime.subtract(fields.Datetime.now(), days=8, hours=1),
            }
        )
        self.assertIn((self.day() - self.next_contact()).days, (-22, -21, -23))
        self.deal.message_post(body="<p>Between us</p>", subtype_xmlid="mail.mt_note")
        self.assertIn((self.day() - self.next_contact()).days, (-22, -21, -23))
        self.deal.message_post(
            body="Hello", partner_ids=self.client_.ids, subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(self.next_contact(), self.day(30))

    def test_call_that_is_done_counts_and_a_to_do_does_not(self):
        self.begin_contact(50)
        for name, expected in (("todo", -20), ("call", 30)):
            kind = f"mail.mail_activity_data_{name}"
            done = self.deal.activity_schedule(kind, user_id=self.salesperson.id)
            done.with_user(self.salesperson).action_feedback(feedback="They answered")
            self.assertEqual(self.next_contact(), self.day(expected))
        calls = self.env["mail.activity"].with_context(active_test=False)
        calls.search([("res_id", "=", self.deal.id)]).call_outcome = "no_answer"
        self.assertEqual(self.next_contact(), self.day(-20))

    def test_silence_is_told_once_until_somebody_got_in_touch(self):
        self.begin_contact(31)
        self.give_status("needs_more_offers")
        fresh = self.new_deal(partner_id=self.client_.id)
        for _night in range(2):
            deals, asked = self.silent()
            self.assertIn(self.deal, deals)
            self.assertNotIn(fresh, deals)
            mine = asked.filtered(lambda activity: activity.res_id == self.deal.id)
            self.assertEqual(len(mine), 1)
            self.assertEqual(mine.user_id, self.salesperson)
        mine.with_user(self.salesperson).action_feedback(feedback="Called")
        self.assertEqual(self.next_contact(), self.day(30))
        self.assertNotIn(self.deal, self.silent()[0])

    def test_the_last_day_is_not_late_yet(self):
        self.begin_contact(30)
        self.assertEqual(self.line("contact").state, "planned")
        self.assertNotIn(self.deal, self.silent()[0])

    def test_lost_and_finished_deals_may_rest(self):
        self.begin_contact(90)
        self.deal.stage_id = self.stage("payment")
        self.assertEqual(self.line("contact").state, "late")
        self.deal.stage_id = self.stage("follow_up")
        self.assertFalse(self.next_contact())
        other = self.new_deal()
        self.begin_contact(90, other)
        self.lose(other)
        self.assertFalse(self.line("contact", other))
        self.assertFalse(self.silent()[0] & (self.deal | other))

    def test_asking_costs_the_same_for_two_and_for_twenty_deals(self):
        def cost(count):
            deals = self.env["crm.lead"].concat(*(self.new_deal() for _n in range(count)))
            for deal in deals:
                self.begin_contact(90, deal)
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.assertEqual(self.silent()[0] & deals, deals)
            return self.cr.sql_log_count - start

        cost(2)
        self.assertLessEqual(cost(20) - cost(2), 18 * 2)

    def test_many_are_asked_some_at_a_time(self):
        other = self.new_deal()
        for deal in (self.deal, other):
            self.begin_contact(90, deal)
        asked = [self.deal._ask_to_break_silence(limit=1).lead_id for _batch in range(3)]
        self.assertEqual(asked[0] | asked[1], self.deal | other)
        self.assertFalse(asked[2])

    @freeze_time("2026-03-10 03:30:00")
    def test_evening_counts_as_the_day_of_the_user(self):
        self.env.user.tz = "America/Mexico_City"
        self.assertEqual(str(self.day()), "2026-03-09")


@tagged("post_install", "-at_install")
class TestSilenceConcurrency(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            team = env["crm.team"].create({"name": "At once", "follows_dates": True})
            user = env.ref("base.user_admin")
            values = {"name": "Silent", "type": "opportunity", "user_id": user.id}
            lead = env["crm.lead"].create({"team_id": team.id, **values})
            env.flush_all()
            cr.execute(
                "UPDATE crm_lead SET create_date = create_date - interval '90 days' WHERE id = %s",
                (lead.id,),
            )
            self.lead_id, self.team_id = lead.id, team.id
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            env["crm.lead"].browse(self.lead_id).unlink()
            env["crm.team"].browse(self.team_id).unlink()

    def test_two_workers_ask_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = (
                api.Environment(cr, self.env.uid, {})["crm.lead"].browse(self.lead_id)
                for cr in (first, second)
            )
            self.assertFalse(theirs.activity_ids)
            self.assertIn(ours, ours._ask_to_break_silence().lead_id)
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._ask_to_break_silence()
            second.rollback()
            # Odoo repeats the refused job: the second time the activity is there.
            self.assertNotIn(theirs, theirs._ask_to_break_silence().lead_id)
            self.assertEqual(len(theirs.activity_ids), 1)
