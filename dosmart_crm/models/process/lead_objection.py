from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .stage_gate import Blocker

RESULTS = [
    ("open", "Not Known Yet"),
    ("convinced", "Convinced"),
    ("not_convinced", "Not Convinced"),
]
SUCCESS = {"convinced": 100, "not_convinced": 0}


class LeadObjection(models.Model):
    """What a client said against a deal, what we answered, and whether it convinced."""

    _name = "dosmart.lead.objection"
    _description = "Objection of an Opportunity"
    _order = "date desc, id desc"
    _rec_name = "objection_id"

    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    objection_id = fields.Many2one(
        "dosmart.objection", "Objection", required=True, index=True, ondelete="restrict"
    )
    hint = fields.Text(related="objection_id.hint")
    words = fields.Text("In the Client's Words")
    answer_id = fields.Many2one(
        "dosmart.objection.answer",
        "Suggested Answer",
        index="btree_not_null",
        ondelete="set null",
        compute="_compute_answer_id",
        store=True,
        readonly=False,
        domain="[('objection_id', '=', objection_id)]",
    )
    answer = fields.Text("Our Answer", compute="_compute_answer", store=True, readonly=False)
    is_answered = fields.Boolean(compute="_compute_is_answered", store=True)
    result = fields.Selection(RESULTS, required=True, default="open")
    success_percent = fields.Float(
        "Convinced (%)",
        compute="_compute_success_percent",
        store=True,
        aggregator="avg",
        help="Averages leave out the objections whose result is not known yet.",
    )
    date = fields.Date("Raised On", required=True, default=fields.Date.context_today)
    stage_id = fields.Many2one(
        "crm.stage",
        "Raised in Stage",
        compute="_compute_from_lead",
        store=True,
        precompute=True,
        ondelete="set null",
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        compute="_compute_from_lead",
        store=True,
        precompute=True,
        ondelete="set null",
        help="Whose opportunity it was when the objection was raised.",
    )
    partner_id = fields.Many2one(related="lead_id.partner_id")
    company_id = fields.Many2one(related="lead_id.company_id")

    @api.depends("objection_id")
    def _compute_answer_id(self):
        for raised in self:
            if raised.answer_id.objection_id != raised.objection_id:
                raised.answer_id = False

    @api.depends("answer_id")
    def _compute_answer(self):
        for raised in self:
            raised.answer = raised.answer_id.text or raised.answer

    @api.depends("answer")
    def _compute_is_answered(self):
        for raised in self:
            raised.is_answered = bool((raised.answer or "").strip())

    @api.depends("result")
    def _compute_success_percent(self):
        for raised in self:
            raised.success_percent = SUCCESS.get(raised.result, 0)

    # What holds on the day it is raised: another stage or salesperson later changes nothing.
    @api.depends("lead_id")
    def _compute_from_lead(self):
        for raised in self:
            raised.stage_id = raised.stage_id or raised.lead_id.stage_id
            raised.user_id = raised.user_id or raised.lead_id.user_id or self.env.user

    def write(self, vals):
        elsewhere = "lead_id" in vals and self.filtered(
            lambda raised: raised.lead_id.id != vals["lead_id"]
        )
        if elsewhere and not self.env.su:
            raise UserError(
                self.env._(
                    "An objection stays with the opportunity in which it was raised. Note it anew "
                    "in the other one."
                )
            )
        return super().write(vals)

    @api.constrains("result", "is_answered")
    def _check_answered(self):
        if self.filtered(lambda raised: raised.result != "open" and not raised.is_answered):
            raise ValidationError(
                self.env._("Write what we answered before you say whether it convinced.")
            )

    @api.constrains("answer_id", "objection_id")
    def _check_answer_id(self):
        for raised in self:
            if raised.answer_id and raised.answer_id.objection_id != raised.objection_id:
                raise ValidationError(
                    self.env._(
                        "This answer is not for “%s”. Choose one of its suggested answers.",
                        raised.objection_id.name,
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        # Somewhere it is tomorrow already.
        if self.filtered_domain(Domain("date", ">", "today +1d")):
            raise ValidationError(
                self.env._("Nobody has raised this objection yet: choose the day it was raised.")
            )

    def _read_group_select(self, aggregate_spec, query):
        """Leave out of the success rate what nobody knows the result of yet."""
        select = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec != "success_percent:avg":
            return select
        result = self._field_to_sql(self._table, "result", query)
        return SQL("%s FILTER (WHERE %s <> 'open')", select, result)


class CrmLead(models.Model):
    """Objections are always answered: a deal with one that is not stays in its stage."""

    _inherit = "crm.lead"

    objection_ids = fields.One2many("dosmart.lead.objection", "lead_id", "Objections", copy=False)

    @api.model
    def _stage_blocker_fields(self):
        return [*super()._stage_blocker_fields(), "objection_ids.is_answered"]

    @api.model
    def _blocking_reasons(self, leaving):
        reasons = super()._blocking_reasons(leaving)
        for raised in self._unanswered_objections(leaving):
            lead = self.browse(raised.lead_id.id)
            # Of the first stage it would leave: answered now, it is answered for all of them.
            stage = self.env["crm.stage"].browse(leaving[lead][:1])
            text = self.env._("answer the objection “%s”", raised.objection_id.name)
            reasons[lead].append(Blocker(stage, text))
        return reasons

    def _unanswered_objections(self, leads):
        unanswered = Domain("lead_id", "in", [lead.id for lead in leads])
        unanswered &= Domain("is_answered", "=", False)
        # sudo: an objection holds the deal, whoever may see it.
        return self.env["dosmart.lead.objection"].sudo().search(unanswered, order="id")

    def _merge_dependences(self, opportunities):
        """Keep the objections of all merged deals."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; what clients said of the merged deals follows.
        opportunities.sudo().objection_ids.lead_id = self
        return done
