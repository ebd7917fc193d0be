from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

NOT_SCORED = "0"
SCORES = [
    (NOT_SCORED, "Not Scored"),
    ("1", "Very Bad"),
    ("2", "Bad"),
    ("3", "Fair"),
    ("4", "Good"),
    ("5", "Very Good"),
]
SUBJECTS = [("branch", "Branch"), ("user", "Salesperson"), ("team", "Team")]
NOTED = {"state", "done_on"}  # by our buttons alone


class ServiceAudit(models.Model):
    """How a supervisor finds the service of a branch, a salesperson or a team (spec SA-4)."""

    _name = "dosmart.service.audit"
    _inherit = ["mail.thread"]
    _description = "Service Audit"
    _order = "date desc, id desc"
    _check_company_auto = True

    checklist_id = fields.Many2one(
        "dosmart.audit.checklist",
        "Checklist",
        required=True,
        index=True,
        check_company=True,
        default=lambda self: self.env["dosmart.audit.checklist"].search([], limit=1),
        ondelete="restrict",
    )
    date = fields.Date(required=True, default=fields.Date.context_today, copy=False)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    auditor_id = fields.Many2one(
        "res.users", "Supervisor", required=True, default=lambda self: self.env.user, copy=False
    )
    subject = fields.Selection(SUBJECTS, "What Is Audited", required=True, default="user")
    branch_id = fields.Many2one("res.company", "Branch", index="btree_not_null")
    user_id = fields.Many2one(
        "res.users", "Salesperson", index="btree_not_null", domain=[("share", "=", False)]
    )
    team_id = fields.Many2one("crm.team", "Team", index="btree_not_null", check_company=True)
    client_id = fields.Many2one(
        "res.partner",
        "At the Client",
        index="btree_not_null",
        ondelete="set null",
        help="Whose service was looked at: it shows on the scorecard of this client.",
    )
    mark_ids = fields.One2many(
        "dosmart.service.audit.mark",
        "audit_id",
        "Marks",
        compute="_compute_mark_ids",
        store=True,
        readonly=False,
        copy=False,
    )
    average = fields.Float(
        "Average Mark", digits=(3, 2), compute="_compute_average", store=True, aggregator="avg"
    )
    note = fields.Text("Observations")
    state = fields.Selection(
        [("draft", "In Progress"), ("done", "Done")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
        copy=False,
    )
    done_on = fields.Date("Finished on", readonly=True, copy=False)

    @api.depends("checklist_id")
    def _compute_mark_ids(self):
        for audit in self:
            factors = audit.checklist_id.factor_ids
            audit.mark_ids = [Command.clear()] + [
                Command.create({"factor_id": factor.id}) for factor in factors
            ]

    @api.depends("mark_ids.score")
    def _compute_average(self):
        for audit in self:
            marks = [int(mark.score) for mark in audit.mark_ids if mark.score != NOT_SCORED]
            audit.average = sum(marks) / len(marks) if marks else 0

    @api.depends("checklist_id", "subject", "branch_id", "user_id", "team_id", "date")
    def _compute_display_name(self):
        for audit in self:
            names = audit.checklist_id.name, audit._subject().display_name
            audit.display_name = ": ".join(filter(None, names))

    def _subject(self):
        """Return whose service is audited."""
        return self[f"{self.subject}_id"]

    @api.constrains("subject", "branch_id", "user_id", "team_id")
    def _check_subject(self):
        for audit in self.filtered(lambda audit: not audit._subject()):
            raise ValidationError(
                audit.env._("Choose which branch, salesperson or team is audited.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_noted({name for vals in vals_list for name in vals} & NOTED)
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        self._refuse_noted(vals.keys() & NOTED)
        if not self.env.su and self.filtered(lambda audit: audit.state == "done"):
            raise UserError(
                self.env._("This audit is finished. Reopen it to change what was found.")
            )
        return super().write(vals)

    def _refuse_noted(self, names):
        if names and not self.env.su:
            raise AccessError(
                self.env._("An audit is finished and reopened with its buttons alone.")
            )

    def action_finish(self):
        """Let the audit count. What was not looked at does not."""
        self.check_access("write")
        for audit in self.filtered(lambda audit: not audit.average):
            raise UserError(
                self.env._("“%s” has no mark yet. Score at least one factor.", audit.display_name)
            )
        # sudo: the state is written by these buttons alone, after their check.
        self.sudo().write({"state": "done", "done_on": fields.Date.context_today(self)})

    def action_reopen(self):
        """Let the supervisor mend what was found."""
        self.check_access("write")
        # sudo: as in action_finish.
        self.sudo().write({"state": "draft", "done_on": False})


class ServiceAuditMark(models.Model):
    """How one factor was found."""

    _name = "dosmart.service.audit.mark"
    _description = "Mark of a Service Audit"
    _order = "audit_id, sequence, id"

    audit_id = fields.Many2one(
        "dosmart.service.audit", required=True, index=True, ondelete="cascade"
    )
    factor_id = fields.Many2one(
        "dosmart.audit.factor", "Factor", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="factor_id.sequence", store=True)
    description = fields.Char(related="factor_id.description")
    score = fields.Selection(SCORES, "Mark", required=True, default=NOT_SCORED)
    note = fields.Char("Observation")

    _factor_uniq = models.UniqueIndex(
        "(audit_id, factor_id)", "Each factor is scored once in an audit."
    )

    @api.model_create_multi
    def create(self, vals_list):
        marks = super().create(vals_list)
        marks._check_in_progress()
        return marks

    def write(self, vals):
        self.check_access("write")
        self._check_in_progress()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_finished(self):
        self._check_in_progress()

    def _check_in_progress(self):
        if not self.env.su and "done" in self.audit_id.mapped("state"):
            raise UserError(
                self.env._("This audit is finished. Reopen it to change what was found.")
            )
