"""No deal leaves a stage of the process before its control points are met."""

from odoo.exceptions import AccessError, RedirectWarning, ValidationError
from odoo.fields import Command
from odoo.tests import Form

from .common import ProcessCase


class TestStageGate(ProcessCase):
    def test_deal_stays_until_the_point_is_ticked(self):
        deal = self.new_deal()
        self.assert_held(
            deal, self.analysis, "Missing for “Alarm for a shop”", "Client study: Needs"
        )
        self.tick(deal)
        self.move(deal, self.analysis)
        self.assertEqual(deal.stage_id, self.analysis)

    def test_one_message_lists_all_deals_and_points_of_a_batch(self):
        self.new_point(name="Budget")
        deals = self.new_deal(name="First") | self.new_deal(name="Second")
        ready = self.new_deal(name="Ready")
        self.tick(deals[1])
        self.tick(ready)
        self.tick(ready, self.points.search([("name", "=", "Budget")]))
        with self.assertRaises(RedirectWarning) as refusal:
            self.move(deals | ready, self.analysis)
        text, action, button, _context = refusal.exception.args
        self.assertEqual(
            text.split("\n")[1:],
            [
                "",
                "Missing for “First”:",
                "• Client study: Needs, Budget",
                "",
                "Missing for “Second”:",
                "• Client study: Budget",
            ],
        )
        self.assertEqual(action["context"]["default_lead_ids"], deals.ids)
        self.assertEqual(button, "See What Is Missing")

    def test_optional_point_holds_nobody(self):
        self.needs.is_required = False
        deal = self.new_deal()
        self.move(deal, self.analysis)
        self.assertEqual(deal.stage_id, self.analysis)

    def test_archived_point_holds_nobody(self):
        self.needs.active = False
        deal = self.new_deal()
        self.move(deal, self.analysis)
        self.assertEqual(deal.stage_id, self.analysis)

    def test_archived_point_holds_nobody_where_archived_deals_are_shown(self):
        self.new_point(name="Price", stage_id=self.table.id)
        self.needs.active = False
        deal = self.new_deal().with_context(active_test=False)
        self.move(deal, self.analysis)
        self.assertEqual(deal.stage_id, self.analysis)
        self.assertNotIn("Needs", str(deal.control_board))

    def test_who_jumps_over_stages_is_asked_for_all_of_them(self):
        self.new_point(name="Price", stage_id=self.table.id)
        deal = self.new_deal()
        self.tick(deal)
        self.assert_held(deal, self.closing, "Offer on the table: Price")
        self.move(deal, self.table)
        self.assertEqual(deal.stage_id, self.table)

    def test_going_back_is_free_and_going_on_again_is_asked_again(self):
        deal = self.new_deal()
        self.tick(deal)
        self.move(deal, self.table)
        deal.with_user(self.salesperson).action_tick_point(self.needs.id, False)
        self.move(deal, self.study)
        self.assert_held(deal, self.analysis, "Needs")

    def test_winning_is_moving(self):
        deal = self.new_deal().with_user(self.salesperson)
        with self.assertRaisesRegex(RedirectWarning, "Needs"), self.cr.savepoint():
            deal.action_set_won()
        self.tick(deal)
        deal.action_set_won()
        self.assertEqual(deal.stage_id, self.contract)
        self.assertEqual(deal.won_status, "won")

    def test_lost_from_any_stage_and_restored_to_it(self):
        deal = self.new_deal()
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        deal.action_set_lost(lost_reason_id=reason.id)
        self.assertEqual((deal.won_status, deal.stage_id), ("lost", self.study))
        deal.action_restore()
        self.assert_held(deal, self.analysis, "Needs")

    def test_new_deal_cannot_begin_in_a_later_stage(self):
        count = self.env["crm.lead"].search_count([])
        with self.assertRaisesRegex(ValidationError, "Needs"), self.cr.savepoint():
            self.new_deal(stage_id=self.contract.id)
        self.assertEqual(self.env["crm.lead"].search_count([]), count)

    def test_imported_file_is_refused_with_what_is_missing(self):
        leads = self.env["crm.lead"].with_context(import_file=True)
        names = ["name", "team_id", "stage_id"]
        result = leads.load(names, [["Imported", "DOSmart", "Contract"]])
        self.assertFalse(result["ids"])
        self.assertIn("Client study: Needs", result["messages"][0]["message"])
        deal = self.new_deal(name="Old")
        result = leads.load([".id", "stage_id"], [[str(deal.id), "Offer analysis"]])
        self.assertIn("Needs", result["messages"][0]["message"])
        self.assertEqual(deal.stage_id, self.study)

    def test_form_refuses_too(self):
        deal = self.new_deal()
        form = Form(deal.with_user(self.salesperson))
        form.stage_id = self.analysis
        with self.assertRaisesRegex(RedirectWarning, "Needs"):
            form.save()

    def test_detour_over_no_stage_skips_nothing(self):
        deal = self.new_deal()
        deal.stage_id = False
        with self.assertRaisesRegex(RedirectWarning, "Needs"):
            deal.stage_id = self.analysis

    def test_other_values_of_the_same_write_count(self):
        self.needs.sale_approach = "pull"
        deal = self.new_deal()
        deal.write({"stage_id": self.analysis.id, "sale_approach": "push"})
        self.assertEqual(deal.stage_id, self.analysis)

    def test_point_of_another_company_holds_nobody(self):
        self.needs.company_id = self.other_company
        deal = self.new_deal()
        self.move(deal, self.analysis)
        self.assertEqual(deal.stage_id, self.analysis)

    def test_deal_of_no_company_is_asked_what_any_company_asks(self):
        self.needs.company_id = self.env.company
        deal = self.new_deal(company_id=False)
        self.assertFalse(deal.company_id)
        self.assert_held(deal, self.analysis, "Needs")

    def test_deal_of_unknown_type_is_asked_everything(self):
        self.needs.write({"sale_approach": "push", "sale_length": "long"})
        self.assert_held(self.new_deal(), self.analysis, "Needs")
        self.assert_held(self.new_deal(sale_approach="push"), self.analysis, "Needs")
        short = self.new_deal(sale_approach="push", sale_length="short")
        self.move(short, self.analysis)
        self.assertEqual(short.stage_id, self.analysis)

    def test_won_deal_stays_won_to_the_last_stage(self):
        deal = self.new_deal()
        self.tick(deal)
        self.move(deal, self.contract)
        closed = deal.date_closed
        for stage in ("payment", "service", "follow_up"):
            self.move(deal, self.stage(stage))
            self.assertEqual((deal.won_status, deal.date_closed), ("won", closed))

    def test_write_of_several_stages_at_once_lists_points_of_each(self):
        self.new_point(name="Price", stage_id=self.table.id)
        late = self.new_deal(name="Late")
        self.tick(late)
        self.move(late, self.table)
        early = self.new_deal(name="Early")
        self.assert_held(early, self.closing, "Client study: Needs", "Offer on the table: Price")
        with self.assertRaisesRegex(RedirectWarning, "Late.*Price"):
            self.move(early | late, self.closing)

    def test_command_that_ticks_by_hand_is_refused(self):
        deal = self.new_deal().with_user(self.salesperson)
        command = Command.create({"point_id": self.needs.id, "done_on": "2026-01-01 00:00:00"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            deal.write({"lead_point_ids": [command], "stage_id": self.analysis.id})
        self.assertFalse(deal.lead_point_ids)
