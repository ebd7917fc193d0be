"""Clients are asked about what they bought, with a link that is theirs alone."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import SatisfactionCase


class TestAsking(SatisfactionCase):
    def test_questionnaire_is_that_of_the_product_then_of_its_line_then_of_the_company(self):
        line = self.env["product.category"].create({"name": "Alarms"})
        below = line.create({"name": "Wireless", "parent_id": line.id})
        self.guard.categ_id = below
        self.assertEqual(self.guard._satisfaction_survey(self.env.company), self.survey)
        of_line = self.new_survey(title="Line")
        line.satisfaction_survey_id = of_line
        self.assertEqual(self.guard._satisfaction_survey(self.env.company), of_line)
        of_product = self.new_survey(title="Product")
        self.guard.product_tmpl_id.satisfaction_survey_id = of_product
        self.assertEqual(self.guard._satisfaction_survey(self.env.company), of_product)
        of_product.active = False
        self.assertEqual(self.guard._satisfaction_survey(self.env.company), of_line)

    def test_client_is_asked_about_what_cost_most_in_its_last_order(self):
        cheap = self.new_order(self.buyer).order_line.product_id
        self.assertNotEqual(cheap, self.guard)
        self.order.date_order = self.day(1)
        sheet = self.ask()
        self.assertEqual((sheet.sale_order_id, sheet.product_id), (self.order, self.guard))
        self.assertEqual(sheet.survey_id, self.survey)
        self.assertEqual(sheet.salesperson_id, self.salesperson)
        self.assertEqual(sheet.asked_on, self.day(0))
        self.assertEqual(sheet.company_id, self.env.company)

    def test_message_is_in_the_language_of_the_client_and_the_link_in_no_chatter(self):
        self.env["res.lang"]._activate_lang("es_MX")
        template = self.env.ref("dosmart_crm.mail_template_satisfaction")
        template.with_context(lang="es_MX").subject = "¿Cómo lo hicimos?"
        self.buyer.lang = "es_MX"
        sheet = self.ask()
        mail = self.env["mail.mail"].search(
            [("model", "=", sheet._name), ("res_id", "=", sheet.id)]
        )
        self.assertEqual(mail.subject, "¿Cómo lo hicimos?")
        self.assertEqual(mail.recipient_ids, self.buyer)
        self.assertEqual(mail.reply_to, self.salesperson.email_formatted)
        self.assertIn(sheet.access_token, mail.body_html)
        self.assertEqual(sheet.lang_id.code, "es_MX")
        self.assertIn("Asked for satisfaction.", self.notes(self.buyer))
        self.assertIn("Asked for satisfaction.", self.notes(self.order))
        self.assertNotIn(sheet.access_token, self.notes(self.buyer) + self.notes(self.order))

    def test_email_has_a_link_to_want_no_more_of_them_and_is_sent_no_more_then(self):
        sheet = self.ask()
        mail = self.env["mail.mail"].search(
            [("model", "=", sheet._name), ("res_id", "=", sheet.id)]
        )
        page = f"/dosmart/opt_out/survey/{sheet.id}/{sheet._opt_out_token()}"
        self.assertIn(page, mail.body_html)
        self.assertFalse(sheet._opened_for_opt_out(str(sheet.id), "0" * 64))
        sheet._opened_for_opt_out(str(sheet.id), sheet._opt_out_token())._opt_out()
        self.assertTrue(self.buyer.is_blacklisted)
        window = self.window(self.buyer)
        self.assertEqual((window.ready_ids, window.refused_ids), (self.buyer.browse(), self.buyer))
        with self.assertRaises(UserError):
            window.action_send()

    def window(self, records, user=None):
        """Return the window that *user* gets for *records*."""
        action = records.with_user(user or self.salesperson).action_ask_satisfaction()
        return (
            self.env[action["res_model"]]
            .with_user(user or self.salesperson)
            .browse(action["res_id"])
        )

    def test_window_says_who_is_left_out_and_why(self):
        recent = self.new_client(name="Recent", email="r@example.com", user_id=self.salesperson.id)
        silent = self.new_client(name="No email", user_id=self.salesperson.id)
        refused = self.new_client(name="No", email="no@example.com", user_id=self.salesperson.id)
        self.env["mail.blacklist"]._add("no@example.com")
        self.ask(recent)
        window = self.window(self.buyer | recent | silent | refused)
        self.assertEqual(window.ready_ids, self.buyer)
        self.assertEqual(window.recent_ids, recent)
        self.assertEqual(window.unreachable_ids, silent)
        self.assertEqual(window.refused_ids, refused)
        window.action_send()
        asked = self.sheets.search([("asked_on", "!=", False)]).partner_id
        self.assertEqual(asked, self.buyer | recent)
        window.action_plan_calls()
        self.assertEqual(silent.activity_ids.user_id, self.salesperson)

    def test_one_client_asked_lately_may_be_asked_again_with_a_warning(self):
        self.ask()
        window = self.window(self.buyer)
        self.assertEqual((window.ready_ids, window.recent_ids), (self.buyer, self.buyer))

    def test_company_is_asked_by_the_email_of_its_main_contact(self):
        company = self.new_client(name="Firm", is_company=True, user_id=self.salesperson.id)
        person = self.new_client(name="Ana", email="ana@example.com", parent_id=company.id)
        company.main_contact_id = person
        self.assertEqual(self.window(company).ready_ids, person)

    def test_client_of_a_colleague_is_not_asked(self):
        self.buyer.user_id = self.manager
        self.order.user_id = self.manager
        with self.assertRaises(AccessError):
            self.buyer.with_user(self.salesperson).action_ask_satisfaction()
        self.assertFalse(self.sheets.search([("partner_id", "=", self.buyer.id)]))
        self.assertEqual(self.window(self.buyer, self.salesperson_all).ready_ids, self.buyer)

    def test_own_order_is_no_way_to_the_client_of_a_colleague(self):
        other = self.new_client(email="o@example.com", user_id=self.manager.id)
        own = self.env["dosmart.satisfaction.ask"].with_user(self.salesperson)
        forged = own.create({"partner_ids": [(6, 0, other.ids)], "order_id": self.order.id})
        foreign = own.create(
            {"partner_ids": [(6, 0, self.buyer.ids)], "company_id": self.other_company.id}
        )
        for window in (forged, foreign):
            for press in (window.action_send, window.action_answer_by_phone):
                with self.assertRaises(AccessError):
                    press()
        self.assertFalse(self.sheets.search([("asked_on", "!=", False)]))

    def test_only_confirmed_orders_are_asked_about(self):
        draft = self.order.copy()
        with self.assertRaises(UserError):
            draft.with_user(self.salesperson).action_ask_satisfaction()
        window = self.window(self.order)
        self.assertEqual(window.order_id, self.order)
        window.action_send()
        self.assertEqual(self.sheets.search([("asked_on", "!=", False)]).sale_order_id, self.order)

    def test_without_any_questionnaire_the_error_says_what_to_do(self):
        self.env.company.satisfaction_survey_id = False
        with self.assertRaisesRegex(UserError, "Settings → DOSmart"):
            self.ask()

    def test_many_clients_are_asked_with_a_constant_number_of_queries(self):
        clients = self.env["res.partner"].create(
            [{"name": f"Client {n}", "email": f"c{n}@example.com"} for n in range(20)]
        )
        self.ask(clients[:2])
        counts = []
        for some in (clients[2:5], clients[5:20]):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            sheets = some._create_satisfaction_sheets(
                self.env.company, some._last_purchases(self.env.company)
            )
            self.env.flush_all()
            self.assertEqual(len(sheets), len(some))
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_questionnaire_is_for_invited_clients_and_has_scales_from_1_to_5(self):
        with self.assertRaises(ValidationError):
            self.survey.access_mode = "public"
        with self.assertRaises(ValidationError):
            self.survey.users_login_required = True
        with self.assertRaises(ValidationError):
            self.survey.question_ids[0].scale_max = 10
        manager = self.env["survey.survey"].with_user(self.manager)
        survey = manager.with_context(default_survey_type="satisfaction").create({"title": "Ours"})
        self.assertEqual((survey.access_mode, survey.attempts_limit), ("token", 1))
        self.assertEqual(survey.questions_layout, "one_page")
        question = self.env["survey.question"].with_user(self.manager)
        question = question.with_context(default_survey_id=survey.id).create({"title": "Well?"})
        self.assertEqual((question.scale_min, question.scale_max), (1, 5))

    def test_contact_program_asks_about_the_order_it_is_about(self):
        other = self.new_order(self.buyer, user_id=self.salesperson.id)
        of_product = self.new_survey(title="About the guard")
        self.guard.product_tmpl_id.satisfaction_survey_id = of_product
        program = self.env["dosmart.contact.program"].create(
            {
                "name": "Ask",
                "trigger": "order_confirmed",
                "step_ids": [(0, 0, {"channel": "survey", "day_from": 1, "day_to": 5})],
            }
        )
        touchpoints = self.env["dosmart.touchpoint"].create(
            [
                {
                    "program_id": program.id,
                    "step_id": program.step_ids.id,
                    "channel": "survey",
                    "company_id": self.env.company.id,
                    "partner_id": self.buyer.id,
                    "user_id": self.salesperson.id,
                    "anchor_model": model,
                    "anchor_id": record.id,
                    "anchor_date": self.day(0),
                    "open_on": self.day(0),
                    "close_on": self.day(5),
                }
                for model, record in (
                    ("sale.order", self.order),
                    ("sale.order", other),
                    ("res.partner", self.buyer),
                )
            ]
        )
        touchpoints._fire_survey()
        sheets = [touchpoint.user_input_id for touchpoint in touchpoints]
        self.assertEqual([sheet.survey_id for sheet in sheets], [of_product, *[self.survey] * 2])
        self.assertEqual([sheet.sale_order_id for sheet in sheets], [self.order, other, other])
        self.assertEqual(sheets[0].product_id, self.guard)
        self.assertEqual(sheets[0].salesperson_id, self.salesperson)
