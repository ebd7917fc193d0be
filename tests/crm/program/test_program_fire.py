"""Emails and invitations leave once, in the transaction that takes the contact from the planned."""

from .program_common import ProgramCase


class TestProgramFire(ProgramCase):
    def new_mailing(self, **values):
        template = self.new_template()
        step = {"channel": "email", "day_from": 1, "day_to": 5, "template_id": template.id}
        return self.new_program([step | values.pop("step", {})], **values)

    def test_email_leaves_once_and_shows_with_its_client(self):
        self.order_of()
        program = self.new_mailing()
        touchpoint = self.run_program(program, "2026-03-11")
        self.assertEqual(touchpoint.state, "done")
        self.assertEqual(str(touchpoint.contacted_on), "2026-03-11")
        mail = self.mails()
        self.assertEqual(mail.subject, "Thank you, Abarrotes Lupita")
        self.assertEqual((mail.model, mail.res_id), ("res.partner", self.client_.id))
        for day in ("2026-03-11", "2026-03-12"):
            program.planned_until = False
            self.run_program(program, day)
        self.assertEqual(self.mails(), mail)

    def test_nothing_leaves_before_somebody_switches_the_program_on(self):
        self.order_of()
        program = self.new_mailing()
        program.action_switch_off()
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.contact_program_cron").method_direct_trigger()
        self.assertFalse(self.of(program) or self.mails())

    def test_cron_plans_and_fires_all_programs_in_batches(self):
        day = self.company._contact_day()
        orders = [self.order_of(str(day), self.new_buyer()) for _number in range(3)]
        self.assertEqual(len(orders), 3)
        self.company.contact_from_hour = 0
        program = self.new_mailing(step={"day_from": 0, "day_kind": "calendar"})
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.contact_program_cron").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.of(program).mapped("state"), ["done"] * 3)

    def test_nobody_is_disturbed_before_the_hour_of_the_company(self):
        self.order_of(str(self.company._contact_day()))
        self.patch(type(self.company), "_may_contact_now", lambda _company: False)
        program = self.new_mailing(step={"day_from": 0, "day_kind": "calendar"})
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.contact_program_cron").method_direct_trigger()
        self.assertFalse(self.of(program))

    def test_client_who_opts_out_after_planning_gets_nothing(self):
        rule = self.env.ref("dosmart_crm.exclusion_rule_opted_out")
        self.order_of()
        program = self.new_mailing(exclusion_ids=[(6, 0, rule.ids)])
        touchpoint = self.plan(program, "2026-03-11")
        self.assertEqual(touchpoint.state, "planned")
        self.env["mail.blacklist"]._add("lupita@example.com")
        self.fire(program, "2026-03-11")
        self.assertEqual((touchpoint.state, touchpoint.exclusion_id), ("excluded", rule))
        self.assertFalse(self.mails())

    def test_client_archived_after_planning_gets_nothing(self):
        self.order_of()
        program = self.new_mailing()
        touchpoint = self.plan(program, "2026-03-11")
        self.client_.active = False
        self.fire(program, "2026-03-11")
        self.assertEqual(touchpoint.state, "cancelled")
        self.assertFalse(self.mails())

    def test_invitation_to_the_questionnaire_of_the_step(self):
        survey = self.env["survey.survey"].create({"title": "How did we do?"})
        self.order_of()
        program = self.new_program(
            [{"channel": "survey", "day_from": 1, "day_to": 5, "survey_id": survey.id}]
        )
        touchpoint = self.run_program(program, "2026-03-11")
        self.assertEqual(touchpoint.state, "done")
        self.assertEqual(touchpoint.user_input_id.survey_id, survey)
        self.assertEqual(touchpoint.user_input_id.partner_id, self.client_)
        token = touchpoint.user_input_id.access_token
        self.assertIn(token, self.mails().body_html)
        # The link is the client's secret: no salesperson reads it, nor whoever sees the client.
        self.client_.user_id = self.salesperson
        read = touchpoint.with_user(self.manager).read()
        said = self.client_.with_user(self.manager).message_ids.mapped("body")
        self.assertIn("Invited to a questionnaire.", str(said))
        self.assertNotIn(token, str((read, said)))

    def test_the_questionnaire_is_chosen_by_a_hook(self):
        survey = self.env["survey.survey"].create({"title": "About cameras"})
        self.patch(type(self.touchpoints), "_get_survey", lambda _one: survey)
        self.order_of()
        program = self.new_program([{"channel": "survey", "day_from": 1, "day_to": 5}])
        touchpoint = self.run_program(program, "2026-03-11")
        self.assertEqual(touchpoint.user_input_id.survey_id, survey)

    def test_without_a_questionnaire_nobody_is_bothered(self):
        self.env.company.satisfaction_survey_id = False
        self.order_of()
        program = self.new_program([{"channel": "survey", "day_from": 1, "day_to": 5}])
        self.assertEqual(self.run_program(program, "2026-03-11").state, "cancelled")
        self.assertFalse(self.mails())

    def test_steps_for_some_clients_only(self):
        loyal = self.new_buyer(
            name="Loyal", client_status_id=self.status("loyal").id, status_reason="We met"
        )
        self.order_of()
        self.order_of(client=loyal)
        condition = f"[('client_status_id', '=', {self.status('loyal').id})]"
        program = self.new_mailing(step={"condition": condition})
        self.assertEqual(self.run_program(program, "2026-03-11").partner_id, loyal)
