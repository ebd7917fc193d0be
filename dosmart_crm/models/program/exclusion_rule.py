from odoo import api, fields, models

EXCLUSIONS = [
    ("bought", "Bought Lately"),
    ("serviced", "Serviced Lately"),
    ("opted_out", "Wants No Contact"),
    ("unreachable", "Cannot Be Reached"),
    ("channel", "Prefers Another Way"),
    ("fatigue", "Contacted Too Often"),
    ("same_program", "Contacted by the Same Program"),
]
COUNTED_IN_DAYS = ("bought", "serviced", "fatigue", "same_program")


class ExclusionRule(models.Model):
    """Whom a contact program leaves in peace, and why (spec CP-3).

    A new kind is one value of ``kind`` and one method ``_excluded_sql_<kind>``. It returns an SQL
    condition on ``due``, a row for each contact about to be made, with the columns
    ``client_id``, ``partner_id``, ``program_id``, ``step_id``, ``company_id``, ``channel``,
    ``anchor_model``, ``anchor_id``, ``anchor_date``, ``day`` (that of the run), ``nth`` (how many
    of the same client come before it in the same run) and ``touchpoint_id`` (NULL while it is
    not planned yet), and on ``partner``, the row of ``partner_id``.
    """

    _name = "dosmart.exclusion.rule"
    _description = "Exclusion from Contact Programs"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="As whoever reads the list of clients understands it."
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="Who meets several is counted at the first.")
    kind = fields.Selection(EXCLUSIONS, required=True, default="fatigue")
    days = fields.Integer(default=30, required=True, help="Looks back over so many days.")
    has_days = fields.Boolean(compute="_compute_has_days")
    most = fields.Integer(
        "Most Contacts",
        default=4,
        required=True,
        help="So many contacts within the days are enough, of whatever program.",
    )
    is_default = fields.Boolean("In New Programs", help="Proposed for every new program.")
    program_ids = fields.Many2many("dosmart.contact.program", string="Programs")
    excluded_count = fields.Integer("Left in Peace", compute="_compute_excluded_count")

    _days_plausible = models.Constraint(
        "CHECK(days BETWEEN 1 AND 3650)", "An exclusion looks back over 1 to 3650 days."
    )
    _most_plausible = models.Constraint(
        "CHECK(most BETWEEN 1 AND 1000)", "1 to 1000 contacts may be enough."
    )

    @api.depends("kind")
    def _compute_has_days(self):
        for rule in self:
            rule.has_days = rule.kind in COUNTED_IN_DAYS

    def _compute_excluded_count(self):
        groups = self.env["dosmart.touchpoint"]._read_group(
            [("exclusion_id", "in", self.ids)], ["exclusion_id"], ["__count"]
        )
        counts = dict(groups)
        for rule in self:
            rule.excluded_count = counts.get(rule, 0)

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & {"active", "days", "kind", "most", "program_ids"}:
            # sudo: a rule means the same for the programs of all companies.
            self.sudo().program_ids.filtered("is_on")._plan_anew()
        return done

    def _excluded_sql(self):
        """Return the SQL condition under which ``due`` meets this rule."""
        self.ensure_one()
        return getattr(self, f"_excluded_sql_{self.kind}")()
