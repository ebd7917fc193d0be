"""A deal is lost with its reason and, at closing, after a last try; and it may come back."""

from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import Form

from .refusal_common import RefusalCase


class TestRefusal(RefusalCase):
    def test_no_way_of_losing_a_deal_forgets_the_reason(self):
        deals = self.new_deal(name="First") | self.new_deal(name="Second")
        mine = deals.with_user(self.salesperson)
        for act in (
            mine.action_set_lost,
            mine.action_archive,
            mine.toggle_active,
            lambda: mine.write({"active": False}),
            lambda: mine.write({"active": False, "probability": 0}),
            lambda: mine.action_set_lost(lost_reason_id=False),
            lambda: self.wizard(deals).action_lost_reason_apply(),
        ):
            self.assert_kept(deals, "First: say why", "Second: say why", act=act)

    def test_refusal_opens_the_dialog_for_the_deals_that_lack_a_reason(self):
        deals = self.new_deal(lost_reason_id=self.reason.id) | self.new_deal()
        with self.assertRaises(RedirectWarning) as refusal:
            deals.action_archive()
        action = refusal.exception.args[1]
        self.assertEqual(action["res_model"], "crm.lead.lost")
        self.assertEqual(action["context"], {"default_lead_ids": deals[1].ids})

    def test_stage_reason_competitor_and_salesperson_are_kept(self):
        deal = self.new_deal(stage_id=self.analysis.id)
        self.wizard(
            deal,
            lost_reason_id=self.reason.id,
            competitor_id=self.competitor.id,
            retry_date=self.next_week,
        ).action_lost_reason_apply()
        self.assertEqual((deal.won_status, deal.active), ("lost", False))
        refusal = deal.refusal_ids
        self.assertEqual(refusal.stage_id, self.analysis)
        self.assertEqual(refusal.lost_reason_id, self.reason)
        self.assertEqual(refusal.competitor_id, self.competitor)
        self.assertEqual(refusal.user_id, self.salesperson)
        self.assertEqual(refusal.team_id, self.team)
        self.assertEqual((refusal.date, refusal.retry_date), (Date.today(), self.next_week))

    def test_rpc_with_a_reason_loses_and_keeps_it_once(self):
        deals = self.new_deal() | self.new_deal()
        self.lose(deals)
        self.lose(deals)
        self.assertEqual(set(deals.mapped("won_status")), {"lost"})
        self.assertEqual(self.refusals.search_count([("lead_id", "in", deals.ids)]), 2)

    def test_history_survives_that_the_deal_is_restored_and_lost_again(self):
        deal = self.new_deal()
        self.lose(deal, retry_date=self.next_week)
        deal.action_restore()
        self.assertFalse(deal.lost_reason_id or deal.retry_date)
        self.assertTrue(deal.refusal_ids.returned_on)
        self.move(deal, self.table)
        self.assertEqual(deal.refusal_ids.stage_id, self.study)
        self.lose(deal)
        self.assertEqual(deal.refusal_ids.stage_id, self.study | self.table)
        self.assertEqual(deal.refusal_ids.mapped("lost_reason_id"), self.reason)

    def test_reason_of_a_lost_deal_may_change_but_not_vanish(self):
        deal = self.new_deal()
        self.lose(deal)
        with self.assertRaisesRegex(RedirectWarning, "say why"), self.cr.savepoint():
            deal.lost_reason_id = False
        other = self.reason.copy({"name": "Other"})
        deal.write({"lost_reason_id": other.id, "lost_competitor_id": self.competitor.id})
        refusal = deal.refusal_ids
        self.assertEqual((refusal.lost_reason_id, refusal.competitor_id), (other, self.competitor))

    def test_import_of_archived_deals_needs_the_reason(self):
        leads = self.env["crm.lead"].with_context(import_file=True)
        names = ["name", "team_id", "active"]
        result = leads.load(names, [["Imported", "DOSmart", "0"]])
        self.assertFalse(result["ids"])
        self.assertIn("Imported: say why it is lost", result["messages"][0]["message"])
        names.append("lost_reason_id")
        result = leads.load(names, [["Imported", "DOSmart", "0", "Too dear"]])
        self.assertEqual(leads.browse(result["ids"]).refusal_ids.lost_reason_id, self.reason)

    def test_won_deal_is_archived_freely(self):
        deal = self.new_deal(stage_id=self.contract.id)
        deal.action_archive()
        self.assertEqual((deal.won_status, deal.active), ("won", False))
        self.assertFalse(deal.refusal_ids)

    def test_lost_deal_that_is_won_after_all_has_returned(self):
        deal = self.new_deal()
        self.lose(deal, retry_date=self.next_week)
        self.move(deal, self.contract)
        self.assertEqual((deal.won_status, deal.retry_date), ("won", False))
        self.assertTrue(deal.refusal_ids.returned_on)

    def test_other_teams_lose_as_before(self):
        deal = self.new_deal(team_id=self.other_team().id)
        deal.with_user(self.salesperson).action_set_lost()
        self.assertEqual(deal.won_status, "lost")
        self.assertFalse(deal.refusal_ids)

    def test_other_teams_may_try_again_too(self):
        deal = self.new_deal(team_id=self.other_team().id)
        self.wizard(deal, retry_date=self.next_week).action_lost_reason_apply()
        self.assertEqual(deal.refusal_ids.retry_date, self.next_week)

    def test_administrator_asks_the_reason_of_another_team(self):
        team = self.other_team()
        deal = self.new_deal(team_id=team.id)
        team.with_user(self.manager).asks_lost_reason = True
        self.assert_kept(deal, "say why", act=deal.action_archive)
        team.asks_lost_reason = False
        deal.action_archive()
        self.assertFalse(deal.active)

    def test_merge_keeps_the_refusals_as_history(self):
        deal, lost = self.new_deal(), self.new_deal()
        self.lose(lost, retry_date=self.next_week)
        refusal = lost.refusal_ids
        merged = (deal | lost).merge_opportunity()
        self.assertEqual(merged.refusal_ids, refusal)
        self.assertTrue(refusal.returned_on)

    def test_losing_200_deals_of_another_team_costs_no_query(self):
        team = self.other_team()
        deals = self.env["crm.lead"].concat(*(self.new_deal(team_id=team.id) for _n in range(200)))
        self.env["crm.team"]._lost_reason_team_ids()
        self.env["crm.stage"]._rescue_stage_ids()
        deals.mapped("won_status")
        with self.assertQueryCount(0):
            deals._keeping_refusals()
            deals._refuse()
            deals._return()

    def test_losing_costs_the_same_for_2_and_for_40_deals(self):
        self.closing.asks_rescue = False
        costs = []
        for size in (2, 2, 40):
            deals = self.env["crm.lead"].concat(*(self.new_deal() for _n in range(size)))
            deals.write({"lost_reason_id": self.reason.id})
            self.env.flush_all()
            deals.mapped("won_status")
            start = self.cr.sql_log_count
            deals._refuse()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - start)
        self.assertEqual(costs[1], costs[2])

    def test_nobody_writes_refusals_by_hand(self):
        deal = self.new_deal()
        self.lose(deal)
        for user in (self.salesperson, self.manager):
            refusal = deal.refusal_ids.with_user(user)
            self.assertEqual(refusal.lost_reason_id, self.reason)
            with self.assertRaises(AccessError):
                refusal.write({"lost_reason_id": False})
            with self.assertRaises(AccessError):
                refusal.unlink()

    def test_others_see_no_refusals(self):
        deal = self.new_deal()
        self.lose(deal)
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson):
            self.assertFalse(self.refusals.with_user(user).search([]))
            with self.assertRaises(AccessError):
                self.wizard(deal, user, lost_reason_id=self.reason.id).action_lost_reason_apply()
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.refusals.with_user(user).search([])


class TestRescue(RefusalCase):
    def setUp(self):
        super().setUp()
        self.deal = self.new_deal(stage_id=self.closing.id)

    def give_up(self, **values):
        return self.wizard(
            self.deal,
            lost_reason_id=self.reason.id,
            rescue_kind="manager_visit",
            rescue_step="failed",
            rescue_note="Half the cameras; still no",
            **values,
        ).action_lost_reason_apply()

    def test_no_deal_is_given_up_at_closing_without_a_last_try(self):
        for act in (lambda: self.lose(self.deal), self.deal.action_archive):
            self.assert_kept(self.deal, "make a last try", act=act)

    def test_last_try_is_asked_at_the_flagged_stage_only(self):
        self.move(self.deal, self.table)
        self.lose(self.deal)
        self.assertEqual(self.deal.won_status, "lost")

    def test_failed_try_is_noted_and_the_deal_lost(self):
        self.give_up()
        self.assertEqual(self.deal.won_status, "lost")
        rescue = self.deal.rescue_ids
        self.assertEqual((rescue.kind, rescue.result), ("manager_visit", "failed"))
        self.assertEqual(rescue.note, "Half the cameras; still no")
        self.assertEqual(self.deal.refusal_ids.rescue_kind, "manager_visit")

    def test_planned_try_keeps_the_deal_open_and_gives_a_task_once(self):
        self.team.user_id = self.manager
        form = Form(
            self.env["crm.lead.lost"]
            .with_user(self.salesperson)
            .with_context(default_lead_ids=self.deal.ids)
        )
        self.assertTrue(form.is_rescue_asked)
        self.assertEqual(form.rescue_user_id, self.salesperson)
        form.rescue_kind = "manager_visit"
        self.assertEqual(form.rescue_user_id, self.manager)
        wizard = form.save()
        wizard.action_plan_rescue()
        wizard.action_plan_rescue()
        self.assertTrue(self.deal.active)
        self.assertEqual(self.deal.rescue_ids.user_id, self.manager)
        activity = self.deal.activity_ids.filtered(lambda one: one.user_id == self.manager)
        self.assertEqual(activity.summary, "Last try before it is lost: Visit of the Manager")
        self.assertEqual(activity.date_deadline, Date.add(Date.today(), days=1))
        with self.assertRaisesRegex(UserError, "A last try comes first"):
            self.wizard(self.deal, rescue_step="plan").action_lost_reason_apply()

    def test_planned_try_is_completed_when_it_fails(self):
        self.wizard(self.deal).action_plan_rescue()
        wizard = self.wizard(self.deal)
        self.assertEqual(wizard.rescue_step, "failed")
        self.give_up()
        self.assertEqual(self.deal.rescue_ids.mapped("result"), ["failed"])
        self.assertEqual(self.deal.won_status, "lost")

    def test_try_that_saved_the_deal_gives_no_right_to_lose_it(self):
        self.wizard(self.deal).action_plan_rescue()
        self.deal.rescue_ids.with_user(self.salesperson).write(
            {"result": "saved", "note": "Stays", "date": Date.today()}
        )
        self.assert_kept(self.deal, "make a last try", act=lambda: self.lose(self.deal))

    def test_deal_that_returned_needs_another_try(self):
        self.give_up()
        self.deal.action_restore()
        self.assert_kept_open_again()
        self.give_up()
        self.assertEqual(len(self.deal.rescue_ids), 2)

    def assert_kept_open_again(self):
        with self.assertRaisesRegex(RedirectWarning, "make a last try"), self.cr.savepoint():
            self.lose(self.deal)
        self.env.invalidate_all()
        self.assertTrue(self.deal.active)

    def test_result_without_a_word_is_refused(self):
        values = {"lead_id": self.deal.id, "result": "failed", "note": " "}
        with self.assertRaisesRegex(ValidationError, "what the client said"):
            self.env["dosmart.rescue"].with_user(self.salesperson).create(values)

    def test_try_in_the_past_is_refused(self):
        wizard = self.wizard(self.deal, rescue_date=Date.subtract(Date.today(), days=2))
        with self.assertRaisesRegex(UserError, "a day to come"):
            wizard.action_plan_rescue()

    def test_salesperson_cannot_use_a_failed_try_twice_or_delete_it(self):
        self.give_up()
        rescue = self.deal.rescue_ids.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            rescue.write({"refusal_id": False})
        with self.assertRaises(AccessError):
            rescue.unlink()

    def test_stranger_plans_nothing(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.wizard(self.deal, stranger).action_plan_rescue()
        self.assertFalse(self.deal.rescue_ids)
