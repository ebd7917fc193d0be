"""The team leader is told of what nobody answered in time, once."""

from odoo import fields
from odoo.tests import Form

from .request_common import RequestCase


class TestRequestClock(RequestCase):
    def test_leader_is_told_once_when_nobody_answered_in_time(self):
        with self.minutes(0):
            request = self.ask()
        with self.minutes(9):
            self.requests.search(self.requests._late_domain())._escalate()
            self.assertFalse(self.leader_activities(request))
        with self.minutes(11):
            for _run in range(2):
                self.requests.search(self.requests._late_domain())._escalate()
        told = self.leader_activities(request)
        self.assertEqual((told.user_id, request.late_count), (self.manager, 1))
        with self.minutes(30):
            self.write_to_client(request.lead_id)
        self.assertFalse(self.leader_activities(request))
        self.assertEqual((request.answer_minutes, request.late_count), (30, 1))

    def test_minutes_to_the_first_answer_are_a_setting(self):
        self.env.company.request_minutes = 45
        with self.minutes(0):
            request = self.ask()
        self.assertEqual(request.answer_due_on, fields.Datetime.to_datetime("2026-03-10 09:45:00"))

    def test_hours_and_their_time_zone_are_settings(self):
        with Form(self.env["res.config.settings"]) as form:
            self.assertEqual(form.request_hours_id, self.env.company.resource_calendar_id)
            form.request_timezone = "America/Mexico_City"
        with self.minutes(0):  # nine in the morning of UTC, three of Mexico
            request = self.ask()
        self.assertEqual(request.answer_due_on, fields.Datetime.to_datetime("2026-03-10 14:10:00"))

    def test_cron_tells_the_leaders(self):
        with self.minutes(0):
            request = self.ask()
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.request_cron_escalate").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(len(self.leader_activities(request)), 1)

    def test_telling_the_leaders_costs_the_same_for_3_and_for_30_requests(self):
        costs = []
        for number in (3, 30, 3):  # the first one fills caches
            with self.minutes(0):
                requests = self.requests.concat(
                    *(
                        self.requests._receive(self.new_deal(), "call", f"Request {n}")
                        for n in range(number)
                    )
                )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            requests._escalate()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - start)
        self.assertLessEqual(costs[1], costs[2] + 2)
