"""Who reads what clients answered: those who care for them, and nobody else."""

from odoo.exceptions import AccessError

from .common import SatisfactionCase


class TestSatisfactionAccess(SatisfactionCase):
    def setUp(self):
        super().setUp()
        self.sheet = self.answer(self.ask(), 2, 4, 5)

    def reads(self, user):
        self.env.flush_all()
        return bool(self.answers.with_user(user).search([("id", "=", self.sheet.id)]))

    def test_salesperson_reads_answers_of_own_clients_and_of_own_sales(self):
        self.assertTrue(self.reads(self.salesperson))
        self.assertEqual(len(self.row(self.sheet, self.salesperson).answers), 3)
        self.buyer.user_id = self.manager
        self.assertTrue(self.reads(self.salesperson))
        self.sheet.salesperson_id = self.manager
        self.assertFalse(self.reads(self.salesperson))
        with self.assertRaises(AccessError):
            self.row(self.sheet, self.salesperson).read(["average"])
        self.assertTrue(self.reads(self.salesperson_all))

    def test_nobody_of_another_company_reads_them(self):
        self.assertFalse(self.reads(self.other_salesperson))
        leader = self.new_user(
            "other_leader",
            "sales_team.group_sale_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.assertFalse(self.reads(leader))
        self.assertFalse(self.sheets.with_user(leader).search([("id", "=", self.sheet.id)]))
        lines = self.env["survey.user_input.line"].with_user(leader)
        self.assertFalse(lines.search([("user_input_id", "=", self.sheet.id)]))

    def test_salesperson_never_sees_the_secret_of_the_link(self):
        for model in ("survey.user_input", "survey.user_input.line", "survey.question"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.salesperson).search([])

    def test_portal_and_survey_users_read_no_answers(self):
        surveyor = self.new_user("surveyor", "base.group_user,survey.group_survey_user")
        self.assertFalse(self.sheets.with_user(surveyor).search([("id", "=", self.sheet.id)]))
        for user in (self.portal_user, surveyor):
            for model in ("dosmart.satisfaction.answer", "dosmart.satisfaction.coverage"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        with self.assertRaises(AccessError):
            self.portal_user.partner_id.with_user(self.portal_user).read(["satisfaction_class"])
        partners = self.env["res.partner"].with_user(self.portal_user)
        for domain in (
            [("satisfaction_class", "=", "dissatisfied")],
            [("is_satisfaction_due", "=", True)],
        ):
            with self.assertRaises(AccessError):
                partners.search(domain)

    def test_salesperson_sees_satisfaction_questionnaires_and_changes_none(self):
        surveys = self.env["survey.survey"]
        other = surveys.create({"title": "Other", "survey_type": "survey"})
        seen = surveys.with_user(self.salesperson).search([])
        self.assertIn(self.survey, seen)
        self.assertNotIn(other, seen)
        with self.assertRaises(AccessError):
            self.survey.with_user(self.salesperson).title = "Mine"
        with self.assertRaises(AccessError):
            other.with_user(self.manager).title = "Mine"
        self.survey.with_user(self.manager).title = "Ours"
        self.assertEqual((self.survey.title, other.title), ("Ours", "Other"))
