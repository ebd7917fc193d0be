"""Builders for the tests of scripts."""

from .common import ProcessCase


class ScriptCase(ProcessCase):
    """A script of three steps: one to say, one with a free answer, one for the client sheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["dosmart.call.script"].search([]).activity_type_ids = False
        cls.call = cls.env.ref("mail.mail_activity_data_call")
        question = cls.env.ref("dosmart_crm.sheet_question_had_surveillance")
        cls.script = cls.env["dosmart.call.script"].create(
            {
                "name": "Test call",
                "activity_type_ids": [(6, 0, cls.call.ids)],
                "step_ids": [
                    (0, 0, {"name": "Greet", "text": "Good morning", "avoid": "Your age?"}),
                    (
                        0,
                        0,
                        {
                            "name": "Ask",
                            "text": "When?",
                            "capture": "free",
                            "answer_label": "Best time",
                        },
                    ),
                    (
                        0,
                        0,
                        {
                            "name": "Sheet",
                            "text": "Had you one?",
                            "capture": "sheet",
                            "question_id": question.id,
                        },
                    ),
                ],
                "phrase_ids": [(0, 0, {"kind": "avoid", "text": "Calm down"})],
            }
        )
        cls.greet, cls.ask, cls.sheet_step = cls.script.step_ids
        cls.deal = cls.new_deal()

    def start(self, record=None, user=None, **values):
        user = user or self.salesperson
        record = (record if record is not None else self.deal).with_user(user)
        runs = self.env["dosmart.call.run"].with_user(user)
        return runs._start(self.script.with_user(user), record, **values)

    def values(self, run):
        return {answer.question: answer.value for answer in run.answer_ids}
