from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

ACTION_KINDS = [("corrective", "Corrective"), ("preventive", "Preventive")]
ACTION_STATES = [("open", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")]


class ComplaintAction(models.Model):
    """What we change so that a cause does not come back: who, by when, with what evidence.

    It may exist without a complaint, for a weakness that we found ourselves.
    """

    _name = "dosmart.complaint.action"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Corrective or Preventive Action"
    _order = "due_date, id"
    _check_company_auto = True

    name = fields.Char("What We Change", required=True, tracking=True)
    kind = fields.Selection(ACTION_KINDS, required=True, default="preventive", tracking=True)
    complaint_id = fields.Many2one(
        "dosmart.complaint",
        "Complaint",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    cause_id = fields.Many2one(
        "dosmart.complaint.cause",
        "Cause",
        compute="_compute_cause_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Which cause this does away with.",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Owner",
        required=True,
        default=lambda self: self.env.user,
        index=True,
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="restrict",
    )
    opened_on = fields.Date("Opened", required=True, default=fields.Date.context_today, copy=False)
    due_date = fields.Date("Due", required=True, tracking=True)
    description = fields.Text("How")
    evidence = fields.Text(help="How one sees that it was done.")
    evidence_ids = fields.Many2many(
        "ir.attachment", "dosmart_complaint_action_evidence", string="Files", copy=False
    )
    state = fields.Selection(
        ACTION_STATES, required=True, default="open", index=True, tracking=True, copy=False
    )
    done_at = fields.Datetime("Finished on", readonly=True, copy=False)

    @api.depends("complaint_id.cause_id")
    def _compute_cause_id(self):
        for action in self:
            action.cause_id = action.complaint_id.cause_id or action.cause_id

    @api.depends("complaint_id")
    def _compute_company_id(self):
        for action in self:
            company = action.complaint_id.company_id or action.company_id
            action.company_id = company or self.env.company

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse complaints that the user may not see; share the files of the evidence."""
        actions = super().create(vals_list)
        actions.complaint_id.check_access("read")
        actions._take_evidence()
        return actions

    def write(self, vals):
        """Refuse complaints that the user may not see; share the files of the evidence."""
        done = super().write(vals)
        if "complaint_id" in vals:
            self.complaint_id.check_access("read")
        if "evidence_ids" in vals:
            self._take_evidence()
        return done

    def _take_evidence(self):
        """Let whoever reads an action read its files: until now only whoever added them may."""
        for action in self:
            # sudo: only files that this user has just added, and that are nobody's yet.
            added = action.sudo().evidence_ids.filtered(
                lambda file: not file.res_id and file.create_uid.id == self.env.uid
            )
            added.write({"res_model": self._name, "res_id": action.id})

    @api.constrains("opened_on", "due_date")
    def _check_due_date(self):
        for action in self.filtered(lambda action: action.due_date < action.opened_on):
            raise ValidationError(
                self.env._(
                    "“%(action)s” is opened on %(opened)s and cannot be due before, on %(due)s. "
                    "Choose a later day.",
                    action=action.name,
                    opened=format_date(self.env, action.opened_on),
                    due=format_date(self.env, action.due_date),
                )
            )


class Complaint(models.Model):
    _inherit = "dosmart.complaint"

    action_ids = fields.One2many("dosmart.complaint.action", "complaint_id", "Actions")
