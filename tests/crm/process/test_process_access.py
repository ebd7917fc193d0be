"""Who may see, change and answer control points."""

from odoo.exceptions import AccessError

from .common import ProcessCase


class TestProcessAccess(ProcessCase):
    def setUp(self):
        super().setUp()
        self.deal = self.new_deal()
        self.tick(self.deal)
        self.state = self.deal.lead_point_ids
        self.stranger = self.new_user("stranger", "sales_team.group_sale_salesman")

    def test_salesperson_reads_the_points_and_changes_none(self):
        point = self.needs.with_user(self.salesperson)
        self.assertEqual(point.name, "Needs")
        for change in (
            lambda: point.write({"is_required": False}),
            point.unlink,
            lambda: point.copy(),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_nobody_writes_what_was_done_past_the_buttons(self):
        for user in (self.salesperson, self.manager):
            state = self.state.with_user(user)
            for change in (
                lambda state=state: state.write({"overridden_on": "2026-01-01 00:00:00"}),
                state.unlink,
                lambda state=state: state.create(
                    {"lead_id": self.deal.id, "point_id": self.needs.id}
                ),
            ):
                with self.assertRaises(AccessError):
                    change()

    def test_other_salesperson_sees_and_ticks_nothing(self):
        for user in (self.stranger, self.other_salesperson):
            with self.assertRaises(AccessError):
                self.deal.with_user(user).action_tick_point(self.needs.id, False)
            with self.assertRaises(AccessError):
                self.deal.with_user(user).read(["control_board"])
            states = self.env["dosmart.lead.control.point"].with_user(user)
            self.assertFalse(states.search([]))
        self.assertTrue(self.state.done_on)

    def test_portal_and_public_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in (
                "dosmart.control.point",
                "dosmart.lead.control.point",
                "dosmart.control.approval",
                "dosmart.stage.move",
            ):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_points_of_another_company_are_hidden(self):
        self.needs.company_id = self.other_company
        points = self.points.with_user(self.salesperson)
        self.assertNotIn(self.needs, points.search([]))

    def test_hash_of_the_link_is_for_administrators(self):
        with self.assertRaises(AccessError):
            self.state.with_user(self.manager).read(["token_hash"])
