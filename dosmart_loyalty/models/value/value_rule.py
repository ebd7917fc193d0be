from odoo import api, fields, models

from .classes import ABC, HABITS, LIFE_CYCLES, SATISFACTIONS, STAGES, XYZ

SCORED = [("recency", "Recency"), ("frequency", "Frequency"), ("monetary", "Monetary")]
VOLUMES = {"a": "A: High Volume", "b": "B: Average Volume", "c": "C: Low Volume"}


def _classes(dimension, classes):
    return [(f"{dimension}_{key}", label) for key, label in classes if key != "none"]


# One list: what a rule is about cannot contradict itself.
SUBJECTS = [
    *SCORED,
    *_classes("abc", [(key, VOLUMES.get(key, label)) for key, label in ABC]),
    *_classes("xyz", XYZ),
    *_classes("life_cycle", LIFE_CYCLES),
    *_classes("habit", HABITS),
    *_classes("stage", STAGES),
    *_classes("satisfaction", SATISFACTIONS),
]


class ValueRule(models.Model):
    """How clients of a class, or with a score, are to be treated."""

    _name = "dosmart.value.rule"
    _description = "Treatment by Class"
    _order = "sequence, id"
    _rec_name = "subject"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: all companies.", ondelete="cascade")
    subject = fields.Selection(SUBJECTS, "Class", required=True)
    is_scored = fields.Boolean(compute="_compute_is_scored")
    score_from = fields.Integer("From", default=1, required=True)
    score_to = fields.Integer("To", default=5, required=True)
    treatment = fields.Text(
        required=True, translate=True, help="What salespeople read beside the class of a client."
    )

    _scores_plausible = models.Constraint(
        "CHECK(1 <= score_from AND score_from <= score_to AND score_to <= 5)",
        "Scores go from 1 to 5, and the first is not above the last.",
    )

    @api.depends("subject")
    def _compute_is_scored(self):
        scored = dict(SCORED)
        for rule in self:
            rule.is_scored = rule.subject in scored

    def _treatment(self, company, subject, score=None):
        """Return the treatment of the first of these rules about *subject*, or nothing."""
        rules = self.filtered(
            lambda rule: rule.subject == subject
            and rule.company_id in (company, company.browse())
            and (score is None or rule.score_from <= score <= rule.score_to)
        )
        return rules[:1].treatment or ""
