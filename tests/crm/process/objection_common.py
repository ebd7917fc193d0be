"""Builders for the tests of objections."""

from .common import ProcessCase


class ObjectionCase(ProcessCase):
    """An objection with two suggested answers, and nothing else to do in the first stage."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.objection = cls.env["dosmart.objection"].create(
            {
                "name": "Too dear",
                "answer_ids": [
                    (0, 0, {"text": "Compared with what?"}),
                    (0, 0, {"text": "Pay it month by month."}),
                ],
            }
        )
        cls.compared, cls.monthly = cls.objection.answer_ids

    def raise_objection(self, deal, user=None, **values):
        raised = self.env["dosmart.lead.objection"].with_user(user or self.salesperson)
        return raised.create({"lead_id": deal.id, "objection_id": self.objection.id, **values})
