"""Who may see, start and finish visits; what is private stays private."""

from odoo.exceptions import AccessError
from odoo.fields import Command

from .visit_common import VisitCase


class TestVisitAccess(VisitCase):
    def test_private_visits_of_others_are_counted_and_tell_nothing(self):
        visit = self.new_visit(privacy="private", visit_minutes="Secret", name="Secret visit")
        groups = self.events.with_user(self.manager)._read_group(
            [("is_visit", "=", True), ("id", "=", visit.id)], ["user_id"], ["__count"]
        )
        self.assertEqual(groups, [(self.salesperson, 1)])
        self.env.invalidate_all()
        read = visit.with_user(self.manager).read(
            ["visit_state", "visit_minutes", "visit_client_id", "name"]
        )[0]
        self.assertEqual((read["visit_state"], read["visit_minutes"]), ("planned", False))
        self.assertEqual(read["visit_client_id"], False)
        self.assertNotIn("Secret", read["name"])

    def test_agenda_of_a_private_visit_is_not_read_by_others(self):
        visit = self.new_visit(privacy="private")
        visit.visit_point_ids = [Command.create({"name": "Secret"})]
        points = self.env["dosmart.visit.point"]
        self.assertFalse(points.with_user(self.manager).search([("event_id", "=", visit.id)]))
        self.assertTrue(points.with_user(self.salesperson).search([("event_id", "=", visit.id)]))
        visit.privacy = False
        self.assertTrue(points.with_user(self.manager).search([("event_id", "=", visit.id)]))

    def test_employee_outside_of_sales_plans_and_moves_meetings(self):
        employee = self.new_user("employee", "base.group_user")
        meetings = self.events.with_user(employee)
        day = {"start": self.at(hours=1), "stop": self.at(hours=2)}
        meeting = meetings.create({"name": "Staff", **day})
        meeting.stop = self.at(hours=3)
        visit = meetings.create({"name": "Visit", "is_visit": True, **day})
        copy = visit.copy()
        self.env.flush_all()
        self.assertEqual((meeting.duration, copy.sudo().visit_state), (2, "planned"))

    def test_recurring_visits_are_all_to_the_client(self):
        client = self.new_client()
        daily = {"recurrency": True, "rrule_type": "daily", "end_type": "count", "count": 3}
        visit = self.new_visit(visit_client_id=client.id, opportunity_id=False, **daily)
        visits = visit.recurrence_id.calendar_event_ids
        self.assertEqual(visits.mapped("visit_client_id.id"), client.ids)
        self.assertEqual([bool(each.visit_client_id) for each in visits], [True] * 3)

    def test_client_who_attends_never_reads_what_we_think(self):
        self.deal.partner_id = self.portal_user.partner_id
        visit = self.finish(self.start())
        self.assertIn(self.portal_user.partner_id, visit.partner_ids)
        as_client = visit.with_user(self.portal_user)
        self.env.invalidate_all()
        self.assertTrue(as_client.read(["start"]))
        for name in ("visit_attitude", "visit_outcome_id", "visit_minutes", "next_contact"):
            with self.assertRaises(AccessError):
                as_client.read([name])
        with self.assertRaises(AccessError):
            self.env["dosmart.visit.point"].with_user(self.portal_user).search([])

    def test_other_salesperson_neither_starts_nor_finishes(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        visit = self.start()
        visit.write({"visit_outcome_id": self.interested.id, "visit_attitude": "good"})
        with self.assertRaises(AccessError):
            visit.with_user(stranger).action_finish_visit()
        with self.assertRaises(AccessError):
            self.deal.with_user(stranger).action_start_visit()
        self.assertEqual(visit.visit_state, "started")

    def test_colleague_moves_a_visit_but_does_not_say_what_came_of_it(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        visit = self.new_visit(stop=self.at(hours=4))
        for values in (
            {"visit_outcome_id": self.interested.id},
            {"visit_attitude": "bad"},
            {"visit_minutes": "Nonsense"},
            {"visit_started_on": self.at()},
            {"partner_ids": [Command.link(stranger.partner_id.id)], "next_contact": "none"},
        ):
            with self.assertRaisesRegex(AccessError, "Only those who attend"), self.cr.savepoint():
                visit.with_user(stranger).write(values)
        visit.with_user(stranger).start = self.at(hours=3)
        self.assertEqual((visit.visit_state, visit.start), ("planned", self.at(hours=3)))
        self.assertFalse(visit.visit_outcome_id or visit.visit_attitude or visit.visit_minutes)

    def test_visit_is_planned_for_a_colleague_but_not_held(self):
        values = {
            "name": "Cellar",
            "is_visit": True,
            "start": self.at(),
            "stop": self.at(hours=1),
            "user_id": self.salesperson.id,
            "partner_ids": [Command.set(self.salesperson.partner_id.ids)],
        }
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        visits = self.events.with_user(stranger).with_context(no_mail_to_attendees=True)
        self.assertEqual(visits.create(values | {"visit_minutes": False}).visit_state, "planned")
        with self.assertRaises(AccessError):
            visits.create(values | {"visit_outcome_id": self.interested.id})

    def test_attendees_and_team_leaders_correct_what_came_of_a_visit(self):
        visit = self.finish(self.start())
        visit.visit_attitude = "bad"
        visit.with_user(self.manager).visit_outcome_id = self.nobody
        self.assertEqual(
            (visit.visit_state, visit.visit_attitude, visit.visit_outcome_id),
            ("done", "bad", self.nobody),
        )

    def test_agreements_are_not_put_into_the_minutes_of_a_colleague(self):
        visit = self.start()
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        own = self.new_deal(user_id=stranger.id)
        promise = self.promises.with_user(stranger).create(
            {"name": "A gift", "lead_id": own.id, "due_date": self.day(1)}
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            promise.event_id = visit
        with self.assertRaises(AccessError), self.cr.savepoint():
            promise.create({"name": "Free", "lead_id": own.id, "event_id": visit.id})
        self.assertFalse(visit.agreement_ids)

    def test_visits_of_another_company_are_seen_by_those_who_attend(self):
        other = self.other_company
        self.salesperson.company_ids += other
        deal = self.new_deal(company_id=other.id, team_id=False, user_id=False)
        deal.user_id = self.salesperson
        other.next_contact_days = 30
        visit = self.start(deal)
        self.assertEqual(visit.visit_company_id, other)
        visit.next_contact = "call"
        self.assertEqual(visit.next_contact_date, other._working_day(30))
        self.env.invalidate_all()
        self.assertFalse(self.events.with_user(self.manager).search([("id", "=", visit.id)]))
        with self.assertRaises(AccessError):
            visit.with_user(self.manager).read(["visit_state"])
        ours = visit.with_user(self.salesperson).with_company(self.env.company)
        spec = {"name": {}, "opportunity_id": {"fields": {"display_name": {}}}, "visit_state": {}}
        self.assertEqual(ours.web_read(spec)[0]["visit_state"], "started")

    def test_only_managers_change_the_outcomes(self):
        outcome = self.interested.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            outcome.name = "Curious"
        self.interested.with_user(self.manager).name = "Curious"
        self.assertEqual(outcome.name, "Curious")
