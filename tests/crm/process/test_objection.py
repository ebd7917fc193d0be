"""What clients say against a deal is noted and always answered."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import Form

from .objection_common import ObjectionCase


class TestObjection(ObjectionCase):
    def setUp(self):
        super().setUp()
        self.deal = self.new_deal()
        self.tick(self.deal)

    def test_objection_without_answer_holds_the_deal(self):
        raised = self.raise_objection(self.deal)
        text = "Client study: answer the objection “Too dear”"
        self.assert_held(self.deal, self.analysis, text)
        self.assertEqual(self.deal.stage_blocker_count, 1)
        raised.answer = " \n "
        self.assert_held(self.deal, self.analysis, text)
        raised.answer = "Less than a broken window"
        self.assertEqual(self.deal.stage_blocker_count, 0)
        self.move(self.deal, self.analysis)
        self.assertEqual(self.deal.stage_id, self.analysis)

    def test_card_and_count_follow_the_answer_at_once(self):
        raised = self.raise_objection(self.deal)
        deal = self.deal.with_user(self.salesperson)
        self.assertEqual(deal.stage_blocker_count, 1)
        self.assertIn("1 missing to go on", [hint["text"] for hint in deal.card_hints])
        raised.answer = "Less than a broken window"
        self.assertEqual(deal.stage_blocker_count, 0)
        self.assertFalse(deal.card_hints)

    def test_deal_with_an_objection_goes_back_and_is_lost_freely(self):
        self.move(self.deal, self.table)
        self.raise_objection(self.deal)
        self.move(self.deal, self.study)
        self.assertEqual(self.deal.stage_id, self.study)

    def test_team_without_points_is_not_held(self):
        deal = self.new_deal(team_id=self.other_team().id)
        self.raise_objection(deal)
        stage = self.env.ref("crm.stage_lead2")
        self.move(deal, stage)
        self.assertEqual(deal.stage_id, stage)

    def test_manager_cannot_skip_an_objection(self):
        self.raise_objection(self.deal)
        values = {"lead_ids": self.deal.ids, "stage_id": self.analysis.id, "reason": "Hurry"}
        move = self.env["dosmart.stage.move"].with_user(self.manager).create(values)
        self.assertTrue(move.is_unavoidable)
        self.assertFalse(move.may_override)
        with self.assertRaisesRegex(UserError, "answer the objection “Too dear”"):
            move.action_move()
        self.assertEqual(self.deal.stage_id, self.study)

    def test_manager_overrides_the_points_once_the_objection_is_answered(self):
        deal = self.new_deal()
        raised = self.raise_objection(deal)
        with self.assertRaises(UserError), self.cr.savepoint():
            deal.with_user(self.manager)._move_on(self.analysis, "Hurry")
        self.assertFalse(deal.override_count)
        raised.answer = "Here is why"
        deal.with_user(self.manager)._move_on(self.analysis, "Hurry")
        self.assertEqual((deal.stage_id, deal.override_count), (self.analysis, 1))

    def test_chosen_answer_becomes_ours_and_may_be_adapted(self):
        form = Form(self.env["dosmart.lead.objection"].with_user(self.salesperson))
        form.lead_id = self.deal
        form.objection_id = self.objection
        form.answer_id = self.monthly
        self.assertEqual(form.answer, "Pay it month by month.")
        form.answer += " From 900 on."
        raised = form.save()
        self.assertEqual(raised.answer, "Pay it month by month. From 900 on.")
        self.assertEqual(raised.answer_id, self.monthly)
        self.assertEqual((raised.stage_id, raised.user_id), (self.study, self.salesperson))

    def test_answer_of_another_objection_is_refused(self):
        other = self.objection.copy({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "not for “Too dear”"):
            self.raise_objection(self.deal, answer_id=other.answer_ids[0].id)

    def test_result_without_answer_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "what we answered"):
            self.raise_objection(self.deal, result="convinced")

    def test_objection_of_the_future_is_refused(self):
        day = Date.add(Date.today(), days=2)
        with self.assertRaisesRegex(ValidationError, "choose the day"):
            self.raise_objection(self.deal, date=day)

    def test_stage_of_the_objection_stays_when_the_deal_goes_on(self):
        raised = self.raise_objection(self.deal, answer="So")
        self.move(self.deal, self.table)
        self.deal.user_id = self.manager
        raised = raised.sudo()
        self.assertEqual((raised.stage_id, raised.user_id), (self.study, self.salesperson))

    def test_success_counts_known_results_per_answer(self):
        for result in ("convinced", "convinced", "not_convinced", "open"):
            self.raise_objection(self.deal, answer_id=self.compared.id, result=result)
        self.raise_objection(self.deal, answer="Mine", result="not_convinced")
        self.assertEqual((self.compared.raised_count, self.compared.known_count), (4, 3))
        self.assertAlmostEqual(self.compared.success_percent, 66.67, places=2)
        self.assertEqual((self.monthly.raised_count, self.monthly.success_percent), (0, 0))
        self.assertEqual((self.objection.raised_count, self.objection.success_percent), (5, 50))

    def test_pivot_leaves_unknown_results_out_of_the_average(self):
        for result in ("convinced", "not_convinced", "open", "open"):
            self.raise_objection(self.deal, answer_id=self.compared.id, result=result)
        self.raise_objection(self.deal, answer_id=self.monthly.id)
        rows = self.env["dosmart.lead.objection"].formatted_read_group(
            [("objection_id", "=", self.objection.id)],
            ["answer_id"],
            ["success_percent:avg", "__count"],
        )
        numbers = [(row["__count"], row["success_percent:avg"]) for row in rows]
        self.assertEqual(numbers, [(4, 50), (1, False)])

    def test_success_costs_one_query_for_any_number_of_answers(self):
        answers = self.env["dosmart.objection.answer"].search([])
        self.assertGreater(len(answers), 20)
        self.env.flush_all()
        answers.invalidate_recordset()
        with self.assertQueryCount(1):
            answers.mapped("success_percent")

    def test_merge_keeps_the_objections_of_all_deals(self):
        other = self.new_deal()
        raised = self.raise_objection(self.deal) | self.raise_objection(other, answer="So")
        merged = (self.deal | other).merge_opportunity()
        self.assertEqual(merged.objection_ids, raised)
        self.assertEqual(raised.stage_id, self.study)

    def test_copied_deal_begins_without_objections(self):
        self.raise_objection(self.deal)
        self.assertFalse(self.deal.copy().objection_ids)

    def test_objections_are_looked_for_once_for_all_deals(self):
        deals = self.deal.concat(*(self.new_deal() for _n in range(20)))
        for deal in deals:
            self.raise_objection(deal)
        self.needs.unlink()
        leaving = {deal: self.study.ids for deal in deals}
        few = dict(list(leaving.items())[:2])
        counts = []
        for asked in (few, leaving, few, leaving):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self.assertEqual(len(deals._blocking_reasons(asked)), len(asked))
            counts.append(self.cr.sql_log_count - start)
        self.assertEqual(counts[2], counts[3])


class TestObjectionAccess(ObjectionCase):
    def setUp(self):
        super().setUp()
        self.deal = self.new_deal()
        self.raised = self.raise_objection(self.deal)

    def test_salesperson_uses_the_catalogue_and_changes_nothing_in_it(self):
        objection = self.objection.with_user(self.salesperson)
        self.assertEqual(objection.answer_ids[0].text, "Compared with what?")
        for change in (
            lambda: objection.write({"name": "Fine"}),
            lambda: objection.answer_ids.write({"text": "No"}),
            objection.answer_ids.unlink,
            objection.unlink,
        ):
            with self.assertRaises(AccessError):
                change()

    def test_salesperson_cannot_get_rid_of_an_objection(self):
        with self.assertRaises(AccessError):
            self.raised.unlink()
        self.raised.with_user(self.manager).unlink()
        self.assertFalse(self.deal.objection_ids)

    def test_objection_cannot_be_moved_to_another_deal(self):
        other = self.new_deal()
        with self.assertRaisesRegex(UserError, "stays with the opportunity"):
            self.raised.write({"lead_id": other.id})
        self.raised.write({"lead_id": self.deal.id, "answer": "So"})
        self.assertEqual((self.raised.lead_id, self.raised.answer), (self.deal, "So"))

    def test_others_see_and_answer_nothing(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson, self.portal_user, self.public()):
            raised = self.raised.with_user(user)
            with self.assertRaises(AccessError):
                raised.write({"answer": "No"})
            with self.assertRaises(AccessError):
                raised.read(["answer"])
        for user in (stranger, self.other_salesperson):
            with self.assertRaises(AccessError):
                self.raise_objection(self.deal, user=user)
        self.assertEqual(self.deal.objection_ids, self.raised)

    def test_colleague_with_all_leads_answers(self):
        self.raised.with_user(self.salesperson_all).answer = "Yes"
        self.assertTrue(self.raised.is_answered)

    def public(self):
        return self.env.ref("base.public_user")
