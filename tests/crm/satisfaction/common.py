"""Builders for the tests of satisfaction."""

from odoo import fields

from ..sheet.common import SheetCase


class SatisfactionCase(SheetCase):
    """A client of the salesperson who bought a guard, and the shipped questionnaire."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets = cls.env["survey.user_input"]
        cls.answers = cls.env["dosmart.satisfaction.answer"]
        cls.survey = cls.env.ref("dosmart_crm.survey_satisfaction")
        cls.env.company.satisfaction_survey_id = cls.survey
        cls.buyer = cls.new_client(email="lupita@example.com", user_id=cls.salesperson.id)
        cls.order = cls.new_order(cls.buyer, user_id=cls.salesperson.id)
        cls.guard = cls.order.order_line.product_id

    @classmethod
    def new_survey(cls, **values):
        """Return a satisfaction questionnaire of one question."""
        return cls.env["survey.survey"].create(
            {
                "title": "About the alarm",
                "survey_type": "satisfaction",
                "access_mode": "token",
                "question_and_page_ids": [
                    (
                        0,
                        0,
                        {
                            "title": "Well?",
                            "question_type": "scale",
                            "scale_min": 1,
                            "scale_max": 5,
                        },
                    )
                ],
                **values,
            }
        )

    @classmethod
    def ask(cls, client=None, **values):
        """Return the sheet of *client*, who was asked now."""
        sheet = (client or cls.buyer)._ask_satisfaction()
        sheet.write(values)
        return sheet

    @classmethod
    def answer(cls, sheet, *marks, words=None):
        """Fill in *sheet* with *marks* in the order of its questions, and send it."""
        sheet._mark_in_progress()
        questions = sheet.survey_id.question_ids.sorted("sequence")
        for question, mark in zip(questions, marks, strict=False):
            sheet._save_lines(question, mark and str(mark))
        if words:
            sheet._save_lines(questions[-1], words)
        sheet._mark_done()
        return sheet

    def typed(self, *marks):
        """Return what the page sends for *marks* in the order of the questions."""
        questions = self.survey.question_ids.sorted("sequence")
        return {
            str(question.id): str(mark) for question, mark in zip(questions, marks, strict=False)
        }

    def row(self, sheet, user=None):
        """Return what *user* reads of *sheet*."""
        self.env.flush_all()
        return self.answers.with_user(user or self.env.user).browse(sheet.id)

    @classmethod
    def day(cls, days):
        return fields.Date.add(fields.Date.today(), days=days)
