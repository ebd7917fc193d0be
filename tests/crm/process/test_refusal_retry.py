"""Lost deals come back on their day, once."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import ValidationError
from odoo.fields import Date
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

from .refusal_common import RefusalCase


def date_back(env, leads):
    """Let the day to try again of *leads* be today."""
    env.flush_all()
    env.cr.execute(
        SQL("UPDATE crm_lead SET retry_date = %s WHERE id IN %s", Date.today(), tuple(leads.ids))
    )
    env.invalidate_all()


class TestRefusalRetry(RefusalCase):
    def setUp(self):
        super().setUp()
        self.deals = self.new_deal(name="First") | self.new_deal(name="Second")
        self.lose(self.deals, retry_date=self.next_week)

    def due(self):
        leads = self.env["crm.lead"]
        return leads.search(leads._retry_domain())

    def tasks(self, deal):
        kind = self.env.ref("dosmart_crm.mail_activity_retry")
        return deal.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def test_deal_comes_back_on_its_day_and_not_before(self):
        self.assertFalse(self.due())
        date_back(self.env, self.deals[0])
        self.assertEqual(self.due(), self.deals[0])
        self.due()._try_again()
        self.assertFalse(self.due())
        deal, other = self.deals
        self.assertEqual((deal.active, deal.won_status), (True, "pending"))
        self.assertFalse(other.active)
        self.assertEqual(deal.stage_id, self.study)
        task = self.tasks(deal)
        self.assertEqual(task.user_id, self.salesperson)
        self.assertEqual(task.date_deadline, Date.today())
        self.assertRegex(task.summary, "Try again: lost on .*, Too dear")
        self.assertTrue(deal.refusal_ids.returned_on)

    def test_it_comes_back_once(self):
        date_back(self.env, self.deals)
        due = self.due()
        due._try_again()
        self.assertEqual([len(self.tasks(deal)) for deal in due], [1, 1])
        self.lose(due)
        self.assertFalse(self.due())

    def test_cron_brings_all_back_batch_by_batch(self):
        date_back(self.env, self.deals)
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.crm_lead_cron_try_again").method_direct_trigger()
        self.assertEqual(self.deals.mapped("active"), [True, True])
        self.assertEqual([len(self.tasks(deal)) for deal in self.deals], [1, 1])

    def test_leader_tries_again_when_the_salesperson_is_gone(self):
        self.team.user_id = self.manager
        self.salesperson.active = False
        date_back(self.env, self.deals)
        self.due()._try_again()
        self.assertEqual(self.tasks(self.deals[0]).user_id, self.manager)

    def test_day_that_is_not_to_come_is_refused(self):
        for day in (Date.today(), Date.subtract(Date.today(), days=1)):
            with self.assertRaisesRegex(ValidationError, "tomorrow at the earliest"):
                self.wizard(
                    self.new_deal(), lost_reason_id=self.reason.id, retry_date=day
                ).action_lost_reason_apply()

    def test_deal_restored_by_hand_does_not_come_back_again(self):
        self.deals.action_restore()
        self.lose(self.deals)
        self.assertFalse(self.deals[0].retry_date)

    def test_tasks_of_many_deals_are_prepared_with_the_queries_of_two(self):
        many = self.env["crm.lead"].concat(*(self.new_deal() for _n in range(20)))
        self.lose(many, retry_date=self.next_week)
        costs = []
        for leads in (self.deals, self.deals, many):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.assertTrue(all([lead._prepare_retry_activity()["summary"] for lead in leads]))
            costs.append(self.cr.sql_log_count - start)
        self.assertEqual(costs[1], costs[2])


@tagged("post_install", "-at_install")
class TestRetryConcurrency(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            lead = env["crm.lead"].create({"name": "Back at once", "type": "opportunity"})
            lead.action_set_lost(retry_date=Date.add(Date.today(), days=3))
            date_back(env, lead)
            self.lead_id = lead.id
        self.addCleanup(self.delete_lead)

    def delete_lead(self):
        with self.registry.cursor() as cr:
            self.lead_in(cr).unlink()

    def lead_in(self, cr):
        return api.Environment(cr, self.env.uid, {})["crm.lead"].browse(self.lead_id)

    def test_two_workers_bring_a_deal_back_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.lead_in(first), self.lead_in(second)
            due = theirs.search(theirs._retry_domain())
            self.assertIn(theirs, due)
            ours._try_again()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._try_again()
            second.rollback()
            theirs = self.lead_in(second)
            self.assertNotIn(theirs, theirs.search(theirs._retry_domain()))
            self.assertEqual(len(theirs.activity_ids), 1)
