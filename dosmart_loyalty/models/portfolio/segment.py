from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.dosmart_crm.models.condition_mixin import UNUSABLE

KINDS = [("from_birth", "From Birth"), ("in_process", "In Process")]


class Segment(models.Model):
    """Clients of a kind, the product lines we want to sell them, and why (spec SG-8)."""

    _name = "dosmart.segment"
    _inherit = ["dosmart.condition.mixin"]
    _description = "Client Segment"
    _order = "sequence, id"
    _condition_fields = ("condition",)

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: all companies.")
    kind = fields.Selection(
        KINDS,
        required=True,
        default="from_birth",
        help="From birth: the client is of this kind from its first day. In process: it becomes so "
        "while it grows or changes.",
    )
    business_purpose = fields.Text(
        required=True,
        translate=True,
        help="Why these clients are worth an offer of their own. Without one, it is a mere list.",
    )
    condition = fields.Char(
        "Clients Who",
        default="[]",
        required=True,
        help="Industry, employees, branches, year founded, kind of customers and so on.",
    )
    parameter_count = fields.Integer("Parameters", compute="_compute_parameter_count")
    has_too_many_parameters = fields.Boolean(compute="_compute_parameter_count")
    line_ids = fields.Many2many(
        "product.category",
        "dosmart_segment_target",
        "segment_id",
        "line_id",
        "Target Lines",
        help="The product lines that clients of this segment should have.",
    )
    client_ids = fields.Many2many(
        "res.partner",
        "dosmart_segment_client",
        "segment_id",
        "partner_id",
        "Clients",
        readonly=True,
    )
    client_count = fields.Integer("Number of Clients", compute="_compute_client_count")

    @api.depends("condition", "company_id")
    @api.depends_context("company")
    def _compute_parameter_count(self):
        for segment in self:
            try:
                segment.parameter_count = len([*segment._condition_domain().iter_conditions()])
            except UNUSABLE:
                segment.parameter_count = 0
            limit = (segment.company_id or self.env.company)._value_policy().most_parameters
            segment.has_too_many_parameters = segment.parameter_count > limit

    @api.depends("client_ids")
    def _compute_client_count(self):
        found = Domain("segment_ids", "in", self.ids)
        counts = dict(self.env["res.partner"]._read_group(found, ["segment_ids"], ["__count"]))
        for segment in self:
            segment.client_count = counts.get(segment._origin, 0)

    @api.constrains("condition")
    def _check_condition(self):
        for segment in self:
            try:
                # sudo: a segment is the same for every user, so it is checked the same way.
                segment.sudo()._condition_clients(limit=1)
            except UNUSABLE as error:
                raise ValidationError(
                    self.env._(
                        "The condition of the segment “%(segment)s” cannot be used: %(error)s. "
                        "Choose it with the condition editor.",
                        segment=segment.name,
                        error=error,
                    )
                ) from error
            if not segment.parameter_count:
                raise ValidationError(
                    self.env._(
                        "The segment “%s” holds every client. Say which ones: by industry, "
                        "employees, year founded …",
                        segment.name,
                    )
                )

    def _condition_domain(self):
        return Domain(literal_eval(self.condition or "[]"))

    def _condition_clients(self, **options):
        """Return the query of the clients who meet the condition."""
        clients = self.env["res.partner"]
        return clients._search(self._condition_domain() & clients._segment_domain(), **options)

    def _condition_query(self):
        # sudo: as when it is evaluated.
        return self.sudo()._condition_clients()

    def action_view_clients(self):
        """Show the clients of this segment."""
        action = self.env["ir.actions.act_window"]._for_xml_id("base.action_partner_form")
        views = {"view_mode": "list,kanban,form", "views": False, "search_view_id": False}
        return action | views | {"domain": [("segment_ids", "in", self.ids)], "context": {}}
