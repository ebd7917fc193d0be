from odoo import api, fields, models


class ServiceMoment(models.Model):
    """A moment of truth: one of the meetings with us in which a client judges us (spec SA-5).

    In their order they are the service cycle. What surveys ask, audits look at and complaints are
    about belongs to one of them, and gives it marks.
    """

    _name = "dosmart.service.moment"
    _description = "Moment of Truth"
    _order = "sequence, id"

    name = fields.Char("Moment", required=True, translate=True)
    description = fields.Char(
        "What the Client Expects", translate=True, help="Shown beside its mark."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: all companies.", ondelete="cascade")
    question_ids = fields.One2many("survey.question", "moment_id", "Questions", readonly=True)
    factor_ids = fields.One2many("dosmart.audit.factor", "moment_id", "Factors", readonly=True)
    cause_ids = fields.One2many("dosmart.complaint.cause", "moment_id", "Causes", readonly=True)


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    moment_id = fields.Many2one(
        "dosmart.service.moment",
        "Moment of Truth",
        index="btree_not_null",
        ondelete="set null",
        help="To which moment of the service cycle the marks of this question belong.",
    )


class AuditFactor(models.Model):
    _inherit = "dosmart.audit.factor"

    moment_id = fields.Many2one(
        "dosmart.service.moment", "Moment of Truth", index="btree_not_null", ondelete="set null"
    )


class ComplaintCause(models.Model):
    _inherit = "dosmart.complaint.cause"

    moment_id = fields.Many2one(
        "dosmart.service.moment",
        "Moment of Truth",
        index="btree_not_null",
        ondelete="set null",
        help="Which moment of the service cycle this cause spoils.",
    )


class Complaint(models.Model):
    """A complaint spoils a moment: that of its cause, until somebody says it was another."""

    _inherit = "dosmart.complaint"

    moment_id = fields.Many2one(
        "dosmart.service.moment",
        "Moment of Truth",
        compute="_compute_moment_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        help="In which moment of the service cycle it went wrong.",
    )

    @api.depends("cause_id")
    def _compute_moment_id(self):
        for complaint in self:
            complaint.moment_id = complaint.cause_id.moment_id or complaint.moment_id
