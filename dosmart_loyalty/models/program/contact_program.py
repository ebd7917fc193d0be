from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..value.value_rule import SUBJECTS
from .value_rule import DIMENSIONS

# What is kept in the history: what can be reached, and left, on a day.
REACHED = [
    (key, label) for key, label in SUBJECTS if key.startswith(tuple(f"{n}_" for n in DIMENSIONS))
]
NOTICED = ("abc", "life_cycle", "habit")  # where any change is an event of its own


class ContactProgram(models.Model):
    """Programs by what a client is worth: when its class changes, and for whom (spec CP-1)."""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[("value_changed", "Value Class Changed")],
        ondelete={"value_changed": lambda programs: programs._forget_values()},
    )
    value_class = fields.Selection(
        REACHED, "Class Reached", help="Empty: any change of ABC, life cycle or frequency."
    )
    value_class_before = fields.Selection(REACHED, "Class Left", help="Empty: whatever it was.")
    is_by_treatment = fields.Boolean(
        "Only Who Is to Be Treated So",
        help="Only clients of a class, or with a score, whose treatment names this program.",
    )
    value_rule_ids = fields.One2many("dosmart.value.rule", "program_id", "Named by")
    treatment_ids = fields.Many2many(
        "dosmart.value.rule", string="Treatments", compute="_compute_treatment_ids"
    )

    @api.depends("value_rule_ids", "company_id", "origin_id")
    def _compute_treatment_ids(self):
        """Treatments for all companies also name the copies that other companies have."""
        for program in self:
            # sudo: whoever may see a program may know whom it treats.
            named = (program._root() | program).sudo()
            program.treatment_ids = named.value_rule_ids.filtered(
                lambda rule, company=program.company_id: rule.company_id
                in (company, company.browse())
            )

    def _forget_values(self):
        """Switch these off before what they wait for goes with the add-on."""
        self.write({"is_on": False, "active": False, "trigger": "order_confirmed"})

    def action_switch_on(self):
        """Refuse a program that no treatment names: it would contact nobody."""
        for program in self:
            if program.is_by_treatment and not program.treatment_ids:
                raise UserError(
                    self.env._(
                        "No treatment names “%s”, so it would contact nobody. Choose it in "
                        "Treatments by Class, or let it be for everybody.",
                        program.name,
                    )
                )
        return super().action_switch_on()

    def _audience_sql(self):
        audience = super()._audience_sql()
        if not self.is_by_treatment:
            return audience
        return SQL("%s AND %s", audience, self._treated_sql())

    def _treated_sql(self):
        """Return the SQL condition that a treatment of ``client`` names this program."""
        rules = self.treatment_ids.sudo()  # sudo: as above.
        if not rules:
            return SQL("FALSE")
        return SQL(
            """
            EXISTS (SELECT FROM dosmart_client_value value
                     WHERE value.partner_id = client.id AND value.company_id = %s AND (%s))
            """,
            self.company_id.id,
            SQL(" OR ").join(rule._holds_sql(self.company_id) for rule in rules),
        )

    def _due_sql_value_changed(self, first, last):
        """The first valuation is no change, and a class left again is no event any more."""
        return self._changes_sql(self._change_sql(), first, last)

    def _changes_sql(self, change, first, last):
        """Return the query of clients whose class of today is that of a *change* on those days."""
        return SQL(
            """
            SELECT 'res.partner' AS anchor_model, value.partner_id AS anchor_id,
                   value.partner_id, reached.valid_from AS anchor_date, client.user_id
              FROM dosmart_client_value_history reached
              JOIN dosmart_client_value value ON value.id = reached.value_id
              JOIN res_partner client ON client.id = value.partner_id
             CROSS JOIN LATERAL (
                    SELECT * FROM dosmart_client_value_history before
                     WHERE before.value_id = reached.value_id
                       AND before.valid_from < reached.valid_from
                     ORDER BY before.valid_from DESC LIMIT 1
                   ) AS was
             WHERE value.company_id = %(company)s
               AND reached.valid_from BETWEEN %(first)s AND %(last)s AND %(change)s
               AND NOT EXISTS (
                    SELECT FROM dosmart_client_value_history later
                     WHERE later.value_id = reached.value_id
                       AND later.valid_from > reached.valid_from AND NOT (%(still)s))
            """,
            company=self.company_id.id,
            first=first,
            last=last,
            change=change,
            still=self._still_sql(),
        )

    def _change_sql(self):
        """Return the SQL condition that ``reached`` is the change from ``was`` we wait for."""
        rules = self.env["dosmart.value.rule"]
        parts = []
        if self.value_class:
            name, key = rules._dimension(self.value_class)
            name = SQL.identifier(name)
            parts.append(SQL("reached.%s = %s AND was.%s <> %s", name, key, name, key))
        if self.value_class_before:
            name, key = rules._dimension(self.value_class_before)
            name = SQL.identifier(name)
            parts.append(SQL("was.%s = %s AND reached.%s <> %s", name, key, name, key))
        if parts:
            return SQL(" AND ").join(parts)
        noticed = [SQL("reached.%s <> was.%s", *[SQL.identifier(n)] * 2) for n in NOTICED]
        return SQL("(%s)", SQL(" OR ").join(noticed))

    def _still_sql(self):
        """Return the SQL condition that ``later`` is still in the class that was reached."""
        if self.trigger == "last_purchase":
            return SQL("later.life_cycle = 'lost'")
        names = NOTICED
        if subject := self.value_class or self.value_class_before:
            names = [self.env["dosmart.value.rule"]._dimension(subject)[0]]
        same = [SQL("later.%s = reached.%s", *[SQL.identifier(n)] * 2) for n in names]
        return SQL(" AND ").join(same)
