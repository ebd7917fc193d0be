"""What a visitor with a link can do, and what somebody with another one cannot."""

from odoo.tests import tagged

from ...common import DosmartHttpCase
from .common import SatisfactionCase


@tagged("post_install", "-at_install")
class TestSurveyPage(SatisfactionCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.sheet = self.ask()
        self.authenticate(None, None)

    def call(self, step, sheet, **answers):
        """Send *answers* to the page of *sheet*, and return what it says."""
        path = f"/survey/{step}/{sheet.survey_id.access_token}/{sheet.access_token}"
        return self.make_jsonrpc_request(path, answers)

    def test_page_sent_twice_makes_one_complaint(self):
        self.call("begin", self.sheet)
        self.call("submit", self.sheet, **self.typed(2, 5, 5))
        _answers, refusal = self.call("submit", self.sheet, **self.typed(1, 1, 1))
        self.assertEqual(refusal["error"], "unauthorized")
        complaint = self.env["dosmart.complaint"].search([("user_input_id", "=", self.sheet.id)])
        self.assertEqual(len(complaint), 1)
        self.assertEqual((complaint.severity, complaint.partner_id), ("high", self.buyer))
        self.assertEqual(self.sheet.satisfaction_lowest, 2)

    def test_script_in_an_answer_stays_text(self):
        self.call("begin", self.sheet)
        words = self.survey.question_ids.sorted("sequence")[-1]
        script = "<script>alert(1)</script>"
        self.call("submit", self.sheet, **self.typed(2, 5, 5), **{str(words.id): script})
        complaint = self.env["dosmart.complaint"].search([("user_input_id", "=", self.sheet.id)])
        self.assertIn(script, complaint.description)
        self.assertNotIn("<script>alert", self.notes(complaint))

    def test_wrong_secret_opens_and_tells_nothing(self):
        other = self.ask(self.new_client(name="Secret Client", email="secret@example.com"))
        mixed = [
            f"/survey/start/{self.survey.access_token}?answer_token=nonsense",
            f"/survey/{self.survey.access_token}/nonsense",
            f"/survey/{self.new_survey().access_token}/{other.access_token}",
            f"/survey/print/{self.survey.access_token}?answer_token=nonsense",
            f"/survey/start/{self.survey.access_token}",
        ]
        for path in mixed:
            page = self.url_open(path).text
            self.assertNotIn("Secret Client", page)
            self.assertNotIn(other.access_token, page)
            self.assertNotIn("o_survey_form_content", page)
        self.assertEqual(self.sheets.search_count([("partner_id", "=", self.buyer.id)]), 1)

    def test_portal_user_of_another_client_does_not_open_the_link(self):
        self.answer(self.sheet, 1, 1, 1, words="Nobody else shall read this")
        self.authenticate("portal_user", "portal_user")
        path = f"/survey/{self.survey.access_token}/{self.sheet.access_token}"
        page = self.url_open(path).text
        self.assertNotIn("Nobody else", page)
        self.assertNotIn(self.buyer.name, page)

    def test_page_is_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.survey.with_context(lang="es_MX").title = "¿Cómo lo hicimos?"
        self.buyer.lang = "es_MX"
        sheet = self.ask()
        page = self.url_open(sheet.get_start_url())
        self.assertIn("¿Cómo lo hicimos?", page.text)
