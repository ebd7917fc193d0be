"""The lowest mark of an answer sheet decides how satisfied a client is."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import SatisfactionCase


class TestResult(SatisfactionCase):
    def test_lowest_mark_decides(self):
        for marks, result in (
            ((5, 5, 1), "open"),
            ((5, 2, 4), "open"),
            ((3, 5, 5), "hidden"),
            ((4, 4, 5), "satisfied"),
        ):
            sheet = self.answer(self.ask(), *marks)
            self.assertEqual(sheet.satisfaction, result)
            self.assertEqual(sheet.satisfaction_lowest, min(marks))
            self.assertAlmostEqual(sheet.satisfaction_average, sum(marks) / 3, 2)

    def test_thresholds_are_those_of_the_company(self):
        self.env.company.write({"satisfaction_open_max": 1, "satisfaction_hidden_max": 2})
        self.assertEqual(self.answer(self.ask(), 2, 5, 5).satisfaction, "hidden")
        self.assertEqual(self.answer(self.ask(), 3, 5, 5).satisfaction, "satisfied")

    def test_thresholds_that_leave_nobody_satisfied_are_refused(self):
        for values in ({"satisfaction_hidden_max": 5}, {"satisfaction_open_max": 4}):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self.env.company.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_questions_that_clients_have_answered_are_kept(self):
        sheet = self.answer(self.ask(), 2, 5, 5)
        manager = self.survey.with_user(self.manager)
        for kept in (manager, manager.question_ids[0]):
            with self.assertRaisesRegex(UserError, "Duplicate the questionnaire"):
                kept.unlink()
        self.assertEqual(len(sheet.user_input_line_ids.filtered("value_scale")), 3)
        copy = manager.copy()
        copy.question_ids[0].unlink()
        self.assertEqual(len(copy.question_ids), 3)
        copy.unlink()
        manager.active = False
        self.assertEqual(self.row(sheet, self.salesperson).satisfaction, "open")

    def test_words_and_skipped_answers_are_no_marks(self):
        sheet = self.answer(self.ask(), 4, 5, None, words="The guard <b>sleeps</b>")
        self.assertEqual((sheet.satisfaction, sheet.satisfaction_lowest), ("satisfied", 4))
        silent = self.answer(self.ask(), None, None, None, words="Nothing to say")
        self.assertFalse(silent.satisfaction)
        answers = self.row(sheet).answers
        self.assertEqual([line["mark"] for line in answers], [4, 5, 0, 0])
        self.assertEqual(answers[-1]["answer"], "The guard <b>sleeps</b>")

    def test_scored_choices_count_as_marks(self):
        survey = self.new_survey()
        survey.question_ids.write(
            {
                "question_type": "simple_choice",
                "suggested_answer_ids": [
                    (0, 0, {"value": "Badly", "answer_score": 2}),
                    (0, 0, {"value": "Well", "answer_score": 5}),
                ],
            }
        )
        self.guard.product_tmpl_id.satisfaction_survey_id = survey
        badly = survey.question_ids.suggested_answer_ids[0]
        self.assertEqual(self.answer(self.ask(), badly.id).satisfaction, "open")

    def test_class_of_a_client_is_its_last_result(self):
        partners = self.env["res.partner"].with_user(self.salesperson)
        client = partners.browse(self.buyer.id)
        self.assertFalse(client.satisfaction_class)
        for marks, name in (((1, 5, 5), "dissatisfied"), ((3, 5, 5), "fragile"), ((5,), "pleased")):
            self.answer(self.ask(), *marks)
            self.env.invalidate_all()
            self.assertEqual(client.satisfaction_class, name)
            self.assertIn(client, partners.search([("satisfaction_class", "=", name)]))
        self.assertNotIn(client, partners.search([("satisfaction_class", "=", "fragile")]))
        self.assertNotIn(client, partners.search([("satisfaction_class", "=", False)]))
        self.assertIn(client, partners.search([("satisfaction_class", "!=", "fragile")]))
        person = self.new_client(name="Ana", parent_id=self.buyer.id)
        self.assertEqual(person.satisfaction_class, "pleased")

    def test_class_is_that_of_one_company(self):
        self.answer(self.ask(), 1)
        client = self.buyer.with_company(self.other_company)
        self.assertFalse(client.satisfaction_class)
        self.assertEqual(self.buyer.satisfaction_class, "dissatisfied")

    def test_classes_of_many_clients_cost_one_query(self):
        clients = self.buyer | self.new_client() | self.new_client()
        self.answer(self.ask(), 4)
        self.env.flush_all()
        self.env.invalidate_all()
        clients.mapped("commercial_partner_id.id")
        with self.assertQueryCount(1):
            clients.mapped("satisfaction_class")

    def test_test_entries_and_other_surveys_are_nobody_s_satisfaction(self):
        test = self.survey._create_answer(user=self.manager, test_entry=True)
        self.answer(test, 1, 1, 1)
        self.assertFalse(test.satisfaction)
        self.assertFalse(test.asked_on)
        other = self.env["survey.survey"].create({"title": "Other", "survey_type": "survey"})
        self.assertFalse(other._create_answer(partner=self.buyer).asked_on)
        self.assertFalse(self.row(test).exists())

    def test_mended_answer_is_judged_anew(self):
        sheet = self.answer(self.ask(), 5, 5, 5)
        sheet.user_input_line_ids[0].value_scale = 3
        self.assertEqual(sheet.satisfaction, "hidden")
