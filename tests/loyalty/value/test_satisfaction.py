"""The satisfaction of a client shows beside its value, with the treatment of its class."""

from .common import ValueCase


class TestSatisfaction(ValueCase):
    def chip(self, client):
        """Return (label, treatment) of the satisfaction of *client*."""
        self.env.flush_all()
        self.env.invalidate_all()
        board = client.with_user(self.salesperson).value_board
        chip = next(chip for chip in board["chips"] if chip["key"] == "satisfaction")
        return chip["label"], chip["treatment"]

    def answer(self, client, mark):
        """Let *client* answer the shipped questionnaire of the company with *mark*."""
        survey = self.env.ref("dosmart_crm.survey_satisfaction")
        sheet = survey._create_answer(
            partner=client, check_attempts=False, company_id=self.company.id
        )
        sheet._save_lines(survey.question_ids[0], str(mark))
        sheet._mark_done()

    def test_last_result_is_shown_with_its_treatment(self):
        client = self.new_client(email="lupita@example.com")
        self.new_order(client, "2026-11-01")
        self.run_on()
        self.assertEqual(self.chip(client), ("Not Enough Data", ""))
        for mark, label, treatment in (
            (1, "Dissatisfied", "Find the causes, before offering anything."),
            (3, "Fragile", "Raise satisfaction: mend what the client did not complain of."),
            (5, "Pleased", "Raise satisfaction: ask what would make it better still."),
        ):
            self.answer(client, mark)
            self.assertEqual(self.chip(client), (label, treatment))

    def test_no_treatment_is_about_missing_data(self):
        subjects = dict(self.env["dosmart.value.rule"]._fields["subject"].selection)
        self.assertIn("satisfaction_pleased", subjects)
        self.assertNotIn("satisfaction_none", subjects)
