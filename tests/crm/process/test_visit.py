"""A visit from its first to its last tap, and what comes of it."""

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time
from odoo.tools import format_date, mute_logger

from .visit_common import VisitCase


class TestVisit(VisitCase):
    def test_start_makes_a_visit_that_is_under_way(self):
        visit = self.start()
        self.assertEqual((visit.is_visit, visit.visit_state), (True, "started"))
        self.assertEqual(visit.opportunity_id, self.deal)
        self.assertEqual(visit.visit_started_on, visit.start)
        self.assertEqual(visit.user_id, self.salesperson)

    def test_starting_twice_goes_on_with_the_same_visit(self):
        self.assertEqual(self.start(), self.start())
        self.assertEqual(self.events.search_count([("opportunity_id", "=", self.deal.id)]), 1)

    def test_visit_planned_for_today_is_the_one_that_starts(self):
        planned = self.new_visit()
        self.assertEqual(planned.visit_state, "planned")
        self.assertEqual(self.start(), planned)
        self.assertEqual(planned.visit_state, "started")

    def test_client_without_lead_is_visited_too(self):
        client = self.new_client(user_id=self.salesperson.id)
        visit = self.finish(self.start(client), next_contact="call")
        self.assertEqual(visit.visit_client_id, client)
        self.assertIn("Interested", self.notes(client))
        self.assertEqual(client.activity_ids.activity_type_id.category, "phonecall")
        self.assertEqual(client.attitude, "good")

    def test_visit_says_what_the_sheet_still_misses(self):
        visit = self.start()
        missing = self.deal.missing_question_ids
        self.assertEqual(visit.missing_question_ids, missing[:5])
        self.assertEqual(visit.further_question_count, len(missing) - 5)
        self.assertEqual(visit.action_open_sheet()["res_id"], self.deal.id)

    def test_finishing_keeps_outcome_attitude_minutes_and_duration(self):
        with freeze_time("2026-03-10 16:00:00"):
            visit = self.start()
        with freeze_time("2026-03-10 16:40:00"):
            self.finish(visit, visit_minutes="Wants eight cameras")
        self.assertEqual((visit.visit_state, visit.visit_duration), ("done", 40))
        self.assertEqual(visit.stop, fields.Datetime.to_datetime("2026-03-10 16:40:00"))
        self.assertEqual(self.deal.attitude, "good")
        for text in ("Interested", "Good", "40 minutes", "Wants eight cameras"):
            self.assertIn(text, self.notes(self.deal))

    def test_visit_is_not_finished_without_outcome_and_attitude(self):
        visit = self.start()
        with self.assertRaisesRegex(UserError, "say the outcome, the attitude"):
            visit.action_finish_visit()
        visit.visit_outcome_id = self.interested
        with self.assertRaisesRegex(UserError, "the attitude"):
            visit.action_finish_visit()
        self.assertEqual(visit.visit_state, "started")

    def test_visit_where_nobody_was_has_no_attitude(self):
        visit = self.finish(self.start(), visit_outcome_id=self.nobody.id)
        self.assertEqual((visit.visit_state, visit.visit_attitude), ("done", False))
        self.assertFalse(self.deal.attitude)

    def test_finishing_twice_changes_nothing(self):
        visit = self.finish(self.start(), next_contact="call")
        visit.action_finish_visit()
        self.assertEqual(len(self.deal.activity_ids), 1)

    def test_answers_given_during_the_visit_update_the_sheet(self):
        self.deal.need_level = "low"
        with freeze_time(self.at(hours=1)):
            idle = self.finish(self.start())
            self.assertFalse(idle.is_sheet_updated)
        with freeze_time(self.at(hours=2)):
            busy = self.start()
            self.deal.with_user(self.salesperson).need_level = "high"
            self.finish(busy)
        self.assertTrue(busy.is_sheet_updated)

    def test_visit_that_ends_before_it_starts_is_refused(self):
        visit = self.start()
        with self.assertRaisesRegex(ValidationError, "cannot end before it begins"):
            visit.visit_ended_on = self.at(hours=-1)
        with self.assertRaises(ValidationError):
            self.new_visit(stop=self.at(hours=1))
        with self.assertRaises(ValidationError):
            self.new_visit().visit_ended_on = self.at(hours=5)

    def test_agreements_become_promises_of_the_deal(self):
        visit = self.start()
        visit.agreement_ids = [
            Command.create(
                {"name": "Send the drawing", "lead_id": self.deal.id, "due_date": self.day(3)}
            )
        ]
        promise = self.promises.search([])
        self.assertEqual((promise.lead_id, promise.event_id), (self.deal, visit))
        self.assertEqual((promise.user_id, promise.due_date), (self.salesperson, self.day(3)))

    def test_agreement_for_a_day_that_is_over_is_refused(self):
        visit = self.start()
        with self.assertRaises(ValidationError):
            visit.agreement_ids = [
                Command.create({"name": "Late", "lead_id": self.deal.id, "due_date": self.day(-1)})
            ]

    def test_next_contact_is_proposed_for_a_working_day(self):
        self.env.company.next_contact_days = 4
        with freeze_time("2026-03-10 16:00:00"):  # a Tuesday: four days later is a Saturday
            visit = self.start()
            visit.next_contact = "call"
            self.assertEqual(visit.next_contact_date, fields.Date.to_date("2026-03-16"))
            self.finish(visit)
        call = self.deal.activity_ids
        self.assertEqual(call.date_deadline, fields.Date.to_date("2026-03-16"))
        self.assertEqual(call.user_id, self.salesperson)

    def test_visit_is_not_finished_with_a_next_contact_in_the_past_or_without_day(self):
        visit = self.start()
        for day in (self.day(-1), False):
            with self.assertRaisesRegex(UserError, "from today on"), self.cr.savepoint():
                self.finish(visit, next_contact="call", next_contact_date=day)
        self.assertEqual((visit.visit_state, len(self.deal.activity_ids)), ("started", 0))

    def test_two_taps_on_two_devices_start_one_visit(self):
        visit = self.start()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.new_visit(visit_started_on=visit.visit_started_on)
        with freeze_time(self.at(minutes=1)):
            self.assertTrue(self.new_visit(visit_started_on=self.at()))

    def test_salesperson_reads_that_the_visit_is_kept(self):
        visit = self.start()
        visit.write({"next_contact": "call", "next_contact_date": self.day(7)})
        visit.write({"visit_outcome_id": self.interested.id, "visit_attitude": "good"})
        told = visit.action_finish_visit()["params"]["message"]
        day = format_date(self.env, self.day(7))
        self.assertEqual(told, f"The visit is kept. Next: Call, {day}")

    def test_next_visit_has_what_was_left_over_on_its_agenda(self):
        visit = self.start()
        visit.visit_point_ids = [
            Command.create({"name": "Cameras", "minutes": 20, "is_done": True}),
            Command.create({"name": "Price", "minutes": 15}),
        ]
        self.finish(visit, next_contact="visit", next_contact_date=self.day(7))
        following = visit.next_event_ids
        self.assertEqual(following.visit_point_ids.mapped("name"), ["Price"])
        self.assertEqual(following.start, visit.start + (self.at(days=7) - self.at()))
        self.assertEqual((following.visit_state, following.is_visit), ("planned", True))
        self.assertEqual(following.action_view_meeting()["res_id"], visit.id)
        action = visit.with_context(show_next=True).action_view_meeting()
        self.assertEqual(action["res_id"], following.id)

    def test_agenda_longer_than_the_visit_is_told(self):
        visit = self.new_visit()
        visit.visit_point_ids = [
            Command.create({"name": name, "minutes": 40}) for name in ("Cameras", "Price")
        ]
        self.assertEqual((visit.agenda_minutes, visit.is_agenda_too_long), (80, True))
        visit.visit_point_ids[0].minutes = 20
        self.assertEqual((visit.agenda_minutes, visit.is_agenda_too_long), (60, False))

    def test_finishing_closes_the_activity_of_the_planned_meeting(self):
        planned = self.new_visit(
            res_model_id=self.env["ir.model"]._get_id("crm.lead"), res_id=self.deal.id
        )
        self.assertEqual(len(self.deal.activity_ids), 1)
        self.finish(self.start())
        self.assertEqual(planned.visit_state, "done")
        self.assertFalse(self.deal.activity_ids)

    def test_visits_follow_merged_leads_and_clients(self):
        other, client = self.new_deal(name="Twice"), self.new_client()
        visit, to_client = self.start(other), self.start(client)
        merged = (self.deal | other).with_user(self.manager).merge_opportunity()
        self.assertEqual(visit.opportunity_id, merged)
        kept = self.new_client()
        self.env["base.partner.merge.automatic.wizard"]._merge((kept | client).ids, kept)
        self.assertEqual(to_client.visit_client_id, kept)

    def test_meeting_of_the_control_point_is_held_when_the_visit_is_finished(self):
        point = self.new_point(name="Meeting", kind="meeting")
        with freeze_time(self.at(hours=-1)):
            self.finish(self.start())
        self.assertTrue(self.is_met(self.deal, point))

    def test_ordinary_meetings_cost_no_more_than_without_visits(self):
        values = {"name": "Lunch", "start": self.at(), "stop": self.at(hours=1)}
        with self.assertLogs("odoo.sql_db", "DEBUG") as log:
            meeting = self.events.create(values)
            meeting.write({"name": "Long lunch", "stop": self.at(hours=2)})
            self.env.flush_all()
        ours = [line for line in log.output if "dosmart_" in line]
        ours += [line for line in log.output if "UPDATE" in line and "visit_" in line]
        self.assertEqual(ours, [])
        self.assertEqual((meeting.visit_state, meeting.visit_duration), (False, 0))
