from odoo import api, fields, models
from odoo.tools import SQL

from ..value.value_rule import SCORED

# What the last answer sheet of a client says, by the class it makes.
ANSWERED = {"pleased": "satisfied", "fragile": "hidden", "dissatisfied": "open"}
DIMENSIONS = ("abc", "xyz", "life_cycle", "habit", "stage")


class ValueRule(models.Model):
    """The treatment of a class names the contact program that gives it (spec SG-1, SG-5)."""

    _inherit = "dosmart.value.rule"

    program_id = fields.Many2one(
        "dosmart.contact.program",
        "Contact Program",
        index="btree_not_null",
        ondelete="set null",
        help="Gives this treatment. A program that is only for who is to be treated so contacts "
        "the clients of the classes that name it.",
    )
    is_program_on = fields.Boolean(related="program_id.is_on", string="Switched On")

    @api.model
    def _dimension(self, subject):
        """Return (column, class) of the *subject* of a rule, such as ("abc", "a")."""
        for name in (*DIMENSIONS, "satisfaction"):
            if subject.startswith(f"{name}_"):
                return name, subject.removeprefix(f"{name}_")
        return subject, None

    def _holds_sql(self, company):
        """Return the SQL condition that this rule is about the ``client`` and its ``value``."""
        self.ensure_one()
        name, key = self._dimension(self.subject)
        if name in dict(SCORED):
            return SQL(
                "value.%s BETWEEN %s AND %s",
                SQL.identifier(f"{name}_score"),
                self.score_from,
                self.score_to,
            )
        if name == "satisfaction":
            answers = self.env["res.partner"].with_company(company)._last_results_sql()
            return SQL(
                "client.id IN (SELECT client_id FROM (%s) AS last WHERE satisfaction = %s)",
                answers,
                ANSWERED[key],
            )
        return SQL("value.%s = %s", SQL.identifier(name), key)
