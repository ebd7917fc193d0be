"""Scripts are gone through step by step, and no answer is lost."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .script_common import ScriptCase


class TestCallScript(ScriptCase):
    def test_free_answer_stays_with_the_client(self):
        client = self.new_client()
        self.deal.partner_id = client
        run = self.start()
        self.assertEqual(run.action_save_answer(self.ask.id, " After eight "), "")
        answer = run.answer_ids.filtered(lambda one: one.step_id == self.ask)
        self.assertEqual((answer.question, answer.value), ("Best time", "After eight"))
        self.assertEqual((run.partner_id, run.lead_id), (client, self.deal))

    def test_answer_of_the_sheet_reaches_the_sheet(self):
        run = self.start()
        self.assertEqual(run.action_save_answer(self.sheet_step.id, "yes"), "")
        self.assertEqual(self.deal.had_surveillance, "yes")
        self.assertEqual(run.answer_ids.filtered("value").value, "Yes")
        run.action_save_answer(self.sheet_step.id, "no")
        self.assertEqual(self.deal.had_surveillance, "no")
        self.assertEqual(len(run.answer_ids), 2)

    def test_answer_that_is_none_of_the_question_is_refused(self):
        run = self.start()
        self.assertIn("choose one", run.action_save_answer(self.sheet_step.id, "perhaps"))
        self.assertFalse(self.deal.had_surveillance)
        self.assertFalse(run.answer_ids.filtered("value"))

    def test_script_goes_on_where_it_was_left(self):
        run = self.start()
        run.action_save_answer(self.ask.id, "Noon")
        run.action_go(self.ask.id)
        again = self.start()
        self.assertEqual(again, run)
        self.assertEqual(again.board["current"], self.ask.id)
        self.assertEqual(again.board["steps"][1]["value"], "Noon")

    def test_colleague_begins_a_run_of_his_own(self):
        run = self.start()
        other = self.start(user=self.salesperson_all)
        self.assertNotEqual(run, other)
        with self.assertRaisesRegex(AccessError, "Only who started"):
            run.with_user(self.salesperson_all).action_save_answer(self.ask.id, "Mine")

    def test_board_tells_what_to_say_and_what_not(self):
        self.env["dosmart.call.phrase"].create({"kind": "say", "text": "As a rule"})
        board = self.start().board
        self.assertEqual([step["name"] for step in board["steps"]], ["Greet", "Ask", "Sheet"])
        self.assertEqual(board["steps"][0]["avoid"], "Your age?")
        self.assertFalse(board["steps"][0]["asks"])
        self.assertEqual(board["steps"][2]["type"], "selection")
        self.assertIn("yes", dict(board["steps"][2]["options"]))
        self.assertIn(["As a rule", ""], board["say"])
        self.assertIn(["Calm down", ""], board["avoid"])

    def test_finished_script_tells_the_chatter_and_closes_its_activity(self):
        self.script.activity_type_ids = self.env.ref("mail.mail_activity_data_todo")
        activity = self.deal.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.salesperson.id
        )
        action = activity.with_user(self.salesperson).action_start_script()
        run = self.env["dosmart.call.run"].with_user(self.salesperson).browse(action["res_id"])
        self.assertEqual(run.activity_id, activity)
        run.action_save_answer(self.ask.id, "Noon")
        [action] = run.action_finish()
        self.assertEqual((action["res_model"], action["res_id"]), ("crm.lead", self.deal.id))
        self.assertEqual(run.state, "done")
        self.assertTrue(run.ended_on)
        self.assertIn("Best time: <b>Noon</b>", self.notes(self.deal))
        self.assertFalse(activity.active)
        with self.assertRaisesRegex(UserError, "finished"):
            run.action_save_answer(self.ask.id, "Later")
        self.assertNotEqual(self.start(), run)

    def test_finished_script_of_a_planned_call_asks_what_came_of_the_call(self):
        activity = self.deal.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.salesperson.id
        ).with_user(self.salesperson)
        run = self.env["dosmart.call.run"].with_user(self.salesperson)
        run = run.browse(activity.action_start_script()["res_id"])
        _back, log = run.action_finish()
        self.assertEqual(log["res_model"], "dosmart.call.log")
        self.assertEqual(log["context"]["default_activity_id"], activity.id)
        self.assertTrue(activity.active)

    def test_step_of_another_script_is_refused(self):
        run = self.start()
        other = self.script.copy()
        for step_id in (other.step_ids[1].id, self.greet.id, 0, -1):
            with self.assertRaisesRegex(UserError, "Reload"):
                run.action_save_answer(step_id, "No")
        run.action_go(other.step_ids[1].id)
        self.assertEqual(run.step_id, self.greet)

    def test_answer_is_text_and_no_code_and_not_endless(self):
        run = self.start()
        run.action_save_answer(self.ask.id, "<script>alert(1)</script>" + "x" * 5000)
        value = self.values(run)["Best time"]
        self.assertEqual(len(value), 2000)
        run.action_finish()
        self.assertNotIn("<script", self.notes(self.deal))

    def test_step_added_meanwhile_is_asked_and_deleted_ones_keep_their_answer(self):
        run = self.start()
        run.action_save_answer(self.ask.id, "Noon")
        self.ask.unlink()
        self.script.step_ids = [
            (0, 0, {"name": "New", "text": "?", "capture": "free", "answer_label": "New one"})
        ]
        run = self.start()
        self.assertEqual(self.values(run)["Best time"], "Noon")
        self.assertEqual(run.action_save_answer(self.script.step_ids[-1].id, "So"), "")

    def test_deleted_question_of_the_sheet_leaves_a_free_answer(self):
        self.sheet_step.question_id.unlink()
        run = self.start()
        self.assertEqual(run.action_save_answer(self.sheet_step.id, "Two years ago"), "")
        self.assertEqual(self.values(run)["Sheet"], "Two years ago")

    def test_answers_survive_a_merge_of_leads(self):
        other = self.new_deal()
        run = self.start()
        run.action_save_answer(self.ask.id, "Noon")
        merged = (other | self.deal).merge_opportunity()
        self.assertEqual(run.lead_id, merged)

    def test_step_cannot_note_what_is_not_answered_in_one_field(self):
        with self.assertRaisesRegex(ValidationError, "one field"):
            self.sheet_step.question_id = self.env.ref("dosmart_crm.sheet_question_main_contact_id")
        with self.assertRaisesRegex(ValidationError, "Say what"):
            self.ask.answer_label = " "

    def test_salesperson_without_right_to_the_client_notes_the_answer_here(self):
        client = self.new_client()
        self.env["ir.model.access"].search(
            [("model_id.model", "=", "res.partner"), ("group_id", "!=", False)]
        ).perm_write = False
        run = self.start(client)
        self.assertFalse(client.with_user(self.salesperson).has_access("write"))
        self.assertEqual(run.action_save_answer(self.sheet_step.id, "They had guards"), "")
        self.assertFalse(client.had_surveillance)
        self.assertEqual(run.answer_ids.filtered("value").value, "They had guards")


class TestScriptActivity(ScriptCase):
    def activity(self, kind="mail.mail_activity_data_call"):
        return self.deal.activity_schedule(kind, user_id=self.salesperson.id)

    def test_activities_of_scripted_types_offer_to_start(self):
        self.assertTrue(self.activity().has_script)
        self.assertFalse(self.activity("mail.mail_activity_data_todo").has_script)
        self.script.active = False
        activity = self.activity()
        self.assertFalse(activity.has_script)

    def test_several_scripts_are_chosen_from(self):
        self.script.copy()
        action = self.activity().with_user(self.salesperson).action_start_script()
        self.assertEqual(action["res_model"], "dosmart.call.start")
        start = self.env["dosmart.call.start"].with_user(self.salesperson).browse(action["res_id"])
        start.script_id = self.script
        opened = start.action_start()
        run = self.env["dosmart.call.run"].browse(opened["res_id"])
        self.assertEqual((run.script_id, run.lead_id), (self.script, self.deal))
        self.assertEqual(run.activity_id, start.activity_id)

    def test_chooser_shows_what_was_gone_through_before(self):
        client = self.new_client(user_id=self.salesperson.id)
        run = self.start(client)
        self.deal.partner_id = client
        action = self.deal.with_user(self.salesperson).action_choose_script()
        start = self.env["dosmart.call.start"].with_user(self.salesperson).browse(action["res_id"])
        self.assertEqual(start.run_ids, run)

    def test_client_shows_what_was_answered_while_it_was_a_lead(self):
        run = self.start()
        self.assertFalse(run.partner_id)
        client = self.new_client(user_id=self.salesperson.id)
        self.deal.partner_id = self.new_client(parent_id=client.id)
        action = client.with_user(self.salesperson).action_choose_script()
        start = self.env["dosmart.call.start"].with_user(self.salesperson).browse(action["res_id"])
        self.assertEqual(start.run_ids, run)

    def test_script_of_another_document_is_refused(self):
        order = self.new_order(self.new_client(), user_id=self.salesperson.id)
        activity = order.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.salesperson.id
        )
        self.assertFalse(activity.has_script)
        with self.assertRaisesRegex(UserError, "leads and clients only"):
            activity.with_user(self.salesperson).action_start_script()

    def test_activities_without_scripts_cost_no_query(self):
        activities = self.env["mail.activity"].concat(*(self.activity() for _n in range(10)))
        self.env["dosmart.call.script"]._scripted_type_ids()
        activities.mapped("activity_type_id")
        with self.assertQueryCount(0):
            activities.mapped("has_script")


class TestScriptAccess(ScriptCase):
    def test_nobody_writes_answers_past_the_methods(self):
        run = self.start()
        run.action_save_answer(self.ask.id, "Noon")
        for user in (self.salesperson, self.manager):
            mine = run.with_user(user)
            for change in (
                lambda mine=mine: mine.write({"state": "done"}),
                lambda mine=mine: mine.answer_ids.write({"value": "No"}),
                mine.answer_ids.unlink,
                mine.unlink,
                lambda mine=mine: mine.copy(),
            ):
                with self.assertRaises(AccessError):
                    change()

    def test_others_neither_start_nor_read(self):
        run = self.start()
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                self.start(user=user)
            with self.assertRaises(AccessError):
                run.with_user(user).action_save_answer(self.ask.id, "No")
            with self.assertRaises(AccessError):
                run.with_user(user).read(["board"])

    def test_salesperson_changes_no_script(self):
        script = self.script.with_user(self.salesperson)
        for change in (
            lambda: script.write({"name": "Mine"}),
            lambda: script.step_ids.write({"text": "Mine"}),
            lambda: script.phrase_ids.write({"text": "Mine"}),
        ):
            with self.assertRaises(AccessError):
                change()
