from odoo import api, fields, models
from odoo.exceptions import UserError

# What reading a condition raises that is not, or not any more, about fields that exist.
UNUSABLE = (ValueError, TypeError, KeyError, SyntaxError, NotImplementedError, UserError)


class ConditionMixin(models.AbstractModel):
    """A rule whose condition, a domain kept as text, can lose its meaning.

    A field it names may go later, with the add-on or the administrator that added it. Such a
    rule says so in ``condition_error``, where administrators find it, and nobody meets it; all
    other rules go on working. An inheriting model names in ``_condition_fields`` what the
    condition consists of, and reads it in ``_condition_query``.
    """

    _name = "dosmart.condition.mixin"
    _description = "Rule with a Condition"
    _condition_fields = ()

    condition_error = fields.Char(
        "Condition to Correct",
        compute="_compute_condition_error",
        search="_search_condition_error",
        compute_sudo=True,
        help="Why the condition can no longer be read. Until it is corrected nobody meets it.",
    )

    @api.depends(lambda self: self._condition_fields)
    def _compute_condition_error(self):
        for rule in self:
            rule.condition_error = rule._find_condition_error()

    def _find_condition_error(self):
        try:
            self._condition_query()
        except UNUSABLE as error:
            return str(error) or type(error).__name__
        return False

    def _condition_query(self):
        """Return the query of the condition; it is built, which finds mistakes, but not run."""
        raise NotImplementedError

    def _search_condition_error(self, operator, value):
        if operator != "in":
            return NotImplemented
        rules = self.with_context(active_test=False).search([])
        return [("id", "in", rules.filtered(lambda rule: rule.condition_error in value).ids)]
