from odoo import api, models
from odoo.tools import SQL

from ...logic.satisfaction import BEST


class SurveyUserInputLine(models.Model):
    """An answer is a mark if it was given on a scale, or has a score from 1 to 5."""

    _inherit = "survey.user_input.line"

    @api.model
    def _mark_sql(self, line):
        """Return the SQL of the mark that the answer *line* gives, NULL if it gives none."""
        return SQL(
            """
            CASE WHEN %(line)s.skipped THEN NULL
                 WHEN %(line)s.answer_type = 'scale' THEN %(line)s.value_scale
                 WHEN %(line)s.answer_type = 'suggestion'
                  AND %(line)s.answer_score BETWEEN 1 AND %(best)s THEN %(line)s.answer_score
            END
            """,
            line=line,
            best=BEST,
        )

    def _mark(self):
        """Return the mark that this answer gives, or None: see ``_mark_sql``."""
        if self.skipped:
            return None
        if self.answer_type == "scale":
            return self.value_scale
        is_scored = self.answer_type == "suggestion" and 1 <= self.answer_score <= BEST
        return self.answer_score if is_scored else None

    def write(self, vals):
        """A sheet that is mended after it was sent is judged anew."""
        done = super().write(vals)
        if vals.keys() & {"skipped", "value_scale", "suggested_answer_id", "answer_score"}:
            self.user_input_id.filtered(lambda sheet: sheet.state == "done")._judge()
        return done
