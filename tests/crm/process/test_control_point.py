"""What meets a control point, kind by kind."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from .common import ProcessCase


class TestControlPoint(ProcessCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client()
        self.deal = self.new_deal(partner_id=self.client.id)
        self.mine = self.deal.with_user(self.salesperson)

    def test_tick_keeps_who_when_and_note(self):
        self.mine.action_tick_point(self.needs.id)
        self.mine.action_note_point(self.needs.id, " two doors ")
        state = self.deal.lead_point_ids
        self.assertEqual((state.done_by_id, state.note), (self.salesperson, "two doors"))
        self.assertAlmostEqual(state.done_on, fields.Datetime.now(), delta=timedelta(minutes=1))

    def test_ticking_twice_keeps_the_first(self):
        self.mine.action_tick_point(self.needs.id)
        self.deal.with_user(self.manager).action_tick_point(self.needs.id)
        self.assertEqual(self.deal.lead_point_ids.done_by_id, self.salesperson)

    def test_tick_is_taken_back(self):
        self.mine.action_tick_point(self.needs.id)
        self.mine.action_tick_point(self.needs.id, False)
        self.assertFalse(self.is_met(self.deal, self.needs))

    def test_planned_event_is_met_once_it_took_place(self):
        point = self.new_point(name="Minutes", kind="event")
        self.mine.action_date_point(point.id, "2026-01-10", "")
        self.assertFalse(self.is_met(self.deal, point))
        self.mine.action_date_point(point.id, "2026-01-10", "2026-01-12")
        state = self.deal.lead_point_ids
        dates = [fields.Date.to_string(d) for d in (state.planned_date, state.actual_date)]
        self.assertEqual(dates, ["2026-01-10", "2026-01-12"])
        self.assertTrue(self.is_met(self.deal, point))

    def test_event_in_the_future_cannot_have_taken_place(self):
        point = self.new_point(kind="event")
        tomorrow = fields.Date.to_string(fields.Date.today() + timedelta(days=2))
        with self.assertRaisesRegex(UserError, "in the future"):
            self.mine.action_date_point(point.id, "", tomorrow)

    def test_sheet_is_met_at_its_percentage(self):
        point = self.new_point(kind="sheet", percent=1)
        self.assertFalse(self.is_met(self.deal, point))
        self.deal.need_level = "high"
        self.assertTrue(self.is_met(self.deal, point))
        point.percent = 80
        self.assertFalse(self.is_met(self.deal, point))

    def test_meeting_counts_once_it_is_over_also_a_private_one(self):
        point = self.new_point(kind="meeting")
        now = fields.Datetime.now()
        values = {"name": "Visit", "opportunity_id": self.deal.id, "privacy": "private"}
        hour = timedelta(hours=1)
        event = self.env["calendar.event"].create(
            values | {"start": now + hour, "stop": now + 2 * hour}
        )
        self.assertFalse(self.is_met(self.deal, point))
        event.write({"start": now - 2 * hour, "stop": now - hour})
        self.assertTrue(self.is_met(self.deal, point))

    def test_deleted_meeting_does_not_count(self):
        point = self.new_point(kind="meeting")
        start = fields.Datetime.now() - timedelta(hours=2)
        values = {"start": start, "stop": start + timedelta(hours=1)}
        event = self.env["calendar.event"].create(
            values | {"name": "Visit", "opportunity_id": self.deal.id}
        )
        self.assertTrue(self.is_met(self.deal, point))
        event.active = False
        self.assertFalse(self.is_met(self.deal, point.with_context(active_test=False)))

    def test_visit_counts_once_it_is_done_and_somebody_was_there(self):
        point = self.new_point(kind="meeting")
        start = fields.Datetime.now() - timedelta(hours=2)
        times = {"start": start, "stop": start + timedelta(hours=1)}
        visit = self.env["calendar.event"].create(
            times | {"name": "Visit", "opportunity_id": self.deal.id, "is_visit": True}
        )
        self.assertFalse(self.is_met(self.deal, point))
        visit.write({"visit_started_on": times["start"], "visit_ended_on": times["stop"]})
        visit.visit_outcome_id = self.env.ref("dosmart_crm.visit_outcome_nobody")
        self.assertFalse(self.is_met(self.deal, point))
        visit.visit_outcome_id = self.env.ref("dosmart_crm.visit_outcome_interested")
        self.assertTrue(self.is_met(self.deal, point))

    def test_quotation_counts_once_it_is_sent(self):
        point = self.new_point(kind="quotation")
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "opportunity_id": self.deal.id}
        )
        self.assertFalse(self.is_met(self.deal, point))
        order.action_quotation_sent()
        self.assertTrue(self.is_met(self.deal, point))

    def test_attached_file_counts_but_not_the_value_of_a_field(self):
        point = self.new_point(kind="file")
        values = {
            "name": "plan.txt",
            "raw": b"plan",
            "res_model": "crm.lead",
            "res_id": self.deal.id,
        }
        attachment = self.env["ir.attachment"].create(values | {"res_field": "description"})
        self.assertFalse(self.is_met(self.deal, point))
        attachment.res_field = False
        self.assertTrue(self.is_met(self.deal, point))

    def test_point_of_another_deal_is_refused(self):
        other = self.new_point(stage_id=self.env.ref("crm.stage_lead1").id)
        for point_id in (other.id, 0, 2**31 - 1):
            with self.assertRaisesRegex(UserError, "not one of"):
                self.mine.action_tick_point(point_id)

    def test_point_that_facts_meet_cannot_be_ticked(self):
        point = self.new_point(kind="payment")
        with self.assertRaisesRegex(UserError, "not one of"):
            self.mine.action_tick_point(point.id)

    def test_impossible_percentage_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.cr.savepoint():
            self.needs.percent = 101
            self.env.flush_all()

    def test_approval_without_anybody_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Nobody is listed"):
            self.new_point(kind="users")

    def test_board_shows_all_stages_with_the_current_one_first_open(self):
        self.new_point(name="Price", stage_id=self.table.id, is_required=False)
        self.mine.action_tick_point(self.needs.id)
        board = self.mine.control_board
        shown = [(s["name"], s["is_current"], s["met"], s["missing"]) for s in board["stages"]]
        self.assertEqual(shown, [("Client study", True, 1, 0), ("Offer on the table", False, 0, 0)])
        self.assertEqual(board["stages"][0]["points"][0]["done_by"], self.salesperson.name)

    def test_board_of_a_team_without_points_is_empty(self):
        self.assertFalse(self.new_deal(team_id=self.other_team().id).control_board)

    def test_filter_and_hint_know_who_may_not_leave(self):
        ready = self.new_deal()
        self.tick(ready)
        stock = self.new_deal(team_id=self.other_team().id)
        held = self.env["crm.lead"].search([("stage_blocker_count", ">", 0)])
        self.assertIn(self.deal, held)
        self.assertFalse(held & (ready | stock))
        rest = self.env["crm.lead"].search([("stage_blocker_count", "=", 0)])
        self.assertEqual(rest & (ready | stock | self.deal), ready | stock)
        counts = (self.deal | ready | stock).mapped("stage_blocker_count")
        self.assertEqual(counts, [1, 0, 0])
        hints = (self.deal | ready | stock).mapped("card_hints")
        self.assertEqual(
            [hint and hint[0]["text"] for hint in hints], ["1 missing to go on", False, False]
        )
        self.assertEqual(hints[0][0]["title"], self.needs.name)
