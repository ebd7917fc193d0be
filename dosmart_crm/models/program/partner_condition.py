from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL


class PartnerConditionMixin(models.AbstractModel):
    """Programs, and steps of them, that are only for clients who meet a condition."""

    _name = "dosmart.partner.condition.mixin"
    _inherit = ["dosmart.condition.mixin"]
    _description = "Only for Some Clients"
    _condition_fields = ("condition",)

    condition = fields.Char(
        "Only If", default="[]", required=True, help="Clients who meet this condition. None: all."
    )

    @api.constrains("condition")
    def _check_condition(self):
        for one in self:
            if error := one._find_condition_error():
                raise ValidationError(
                    self.env._(
                        "The condition cannot be used: %s. Choose the clients with the condition "
                        "editor.",
                        error,
                    )
                )
            one._check_may_ask()

    def _check_may_ask(self):
        """Refuse conditions on what whoever writes them may not read: counts would tell it."""
        partners = self.env["res.partner"].sudo(False)  # constraints run with all rights
        partners._search(Domain(literal_eval(self.condition or "[]")))

    def _condition_query(self):
        # sudo: the condition means the same whoever looks at the program.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        return partners._search(Domain(literal_eval(self.condition or "[]")))

    def _is_unusable(self):
        """Return whether the condition can no longer be read: nobody meets it."""
        return bool(self._find_condition_error())

    def _condition_sql(self):
        """Return the SQL condition that ``partner`` meets it."""
        if self.condition in (False, "", "[]"):
            return SQL("TRUE")
        return SQL("partner.id IN %s", self._condition_query().subselect())
