"""The dates of a deal are planned and noted, by who may."""

from odoo.exceptions import AccessError, UserError

from .date_common import DateCase


class TestDealDate(DateCase):
    def test_deal_has_the_eight_dates_in_order(self):
        board = self.deal.with_user(self.salesperson).deal_board
        self.assertEqual(
            [date["name"] for date in board["dates"]],
            [
                "Minutes sent",
                "Commercial offer issued",
                "Contract or offer adjusted",
                "Invoice issued",
                "Service or event",
                "Satisfaction asked",
                "Retry after a refusal",
                "Next contact",
            ],
        )
        self.assertTrue(board["editable"])

    def test_planned_date_is_late_once_its_day_is_over_and_done_once_noted(self):
        self.plan("minutes", 0)
        self.assertEqual(self.state("minutes"), ("planned", self.day(), None or False))
        self.plan("minutes", -3)
        line = self.line("minutes")
        self.assertEqual((line.state, line.late_days), ("late", 3))
        self.note("minutes", -1)
        line = self.line("minutes")
        self.assertEqual((line.state, line.late_days, line.actual_date), ("done", 2, self.day(-1)))

    def test_board_counts_and_names_what_comes_next(self):
        self.plan("minutes", -3)
        self.plan("satisfaction", 9)
        self.plan("adjusted", 5)
        self.give_status("loyal")
        board = self.deal.with_user(self.salesperson)._prepare_deal_board()
        self.assertEqual((board["late"], board["done"]), (1, 0))
        self.assertEqual(board["next"]["name"], "Contract or offer adjusted")

    def test_past_cannot_be_planned_nor_the_future_be_noted(self):
        kind = self.kind("minutes")
        deal = self.deal.with_user(self.salesperson)
        with self.assertRaisesRegex(UserError, "cannot be planned for a day that is over"):
            deal.action_plan_date(kind.id, str(self.day(-1)))
        with self.assertRaisesRegex(UserError, "cannot have taken place in the future"):
            deal.action_note_date(kind.id, str(self.day(1)))
        self.assertEqual(self.state("minutes"), ("open", False, False))

    def test_moved_date_is_kept_in_the_chatter(self):
        self.plan("minutes", 2)
        self.assertNotIn("moved", self.notes(self.deal))
        self.plan("minutes", 4)
        self.assertIn("Minutes sent moved", self.notes(self.deal))

    def test_date_that_the_deal_has_not_is_refused(self):
        deal = self.deal.with_user(self.salesperson)
        for kind_id in (0, 99999999, self.kind("contact").id):
            with self.assertRaisesRegex(UserError, "not one of"):
                deal.action_plan_date(kind_id, str(self.day(1)))
        self.deal.team_id = self.other_team()
        with self.assertRaisesRegex(UserError, "not one of"):
            deal.action_plan_date(self.kind("minutes").id, str(self.day(1)))
        self.assertFalse(self.deal.deal_date_ids)

    def test_merged_deals_keep_the_dates_of_both(self):
        other = self.new_deal(partner_id=self.client_.id)
        self.plan("minutes", 2)
        self.plan("minutes", 7, other)
        self.plan("invoice", 8, other)
        merged = (self.deal | other).merge_opportunity()
        planned = {row.kind_id: row.planned_date for row in merged.deal_date_ids}
        self.assertEqual(planned[self.kind("invoice")], self.day(8))
        self.assertIn(planned[self.kind("minutes")], (self.day(2), self.day(7)))
        self.assertEqual(len(planned), len(merged.deal_date_ids))

    def test_other_people_neither_see_nor_change_the_dates(self):
        self.plan("minutes", 2)
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                self.plan("minutes", 3, user=user)
        for user in (stranger, self.other_salesperson):
            self.assertFalse(self.line("minutes", user=user))
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in ("dosmart.deal.timeline", "dosmart.deal.date", "dosmart.deal.link"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        self.assertEqual(self.state("minutes")[1], self.day(2))

    def test_nobody_writes_dates_past_the_buttons_or_changes_the_kinds(self):
        self.plan("minutes", 2)
        for user in (self.salesperson, self.manager):
            row = self.deal.deal_date_ids.with_user(user)
            with self.assertRaises(AccessError):
                row.write({"planned_date": self.day(9)})
            with self.assertRaises(AccessError):
                row.unlink()
        with self.assertRaises(AccessError):
            self.kind("minutes").with_user(self.salesperson).name = "Other"
        self.kind("minutes").with_user(self.manager).name = "Other"

    def test_dates_of_lost_deals_are_not_late(self):
        self.plan("minutes", -3)
        self.assertEqual(self.state("minutes")[0], "late")
        self.lose(self.deal)
        self.assertFalse(self.line("minutes"))
