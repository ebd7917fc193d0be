from odoo import fields, models


class AuditChecklist(models.Model):
    """What a supervisor looks at: a list of factors, each scored from 1 to 5 (spec SA-4)."""

    _name = "dosmart.audit.checklist"
    _description = "Audit Checklist"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: all companies.", ondelete="cascade")
    factor_ids = fields.One2many("dosmart.audit.factor", "checklist_id", "Factors", copy=True)


class AuditFactor(models.Model):
    """One thing that is looked at. It may be archived, not deleted, once it was scored."""

    _name = "dosmart.audit.factor"
    _description = "Audited Factor"
    _order = "checklist_id, sequence, id"

    checklist_id = fields.Many2one(
        "dosmart.audit.checklist", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, translate=True)
    description = fields.Char("What to Look At", translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
