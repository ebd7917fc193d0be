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

    def test_only_managers_change_the_outcomes(self):
        outcome = self.interested.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            outcome.name = "Curious"
        self.interested.with_user(self.manager).name = "Curious"
        self.assertEqual(outcome.name, "Curious")
