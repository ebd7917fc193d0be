from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .document_form import DOCUMENT_KINDS

KINDS = [
    ("tick", "Tick"),
    ("event", "Dated Event"),
    ("sheet", "Client Sheet Filled In"),
    ("meeting", "Meeting Held"),
    ("quotation", "Quotation Sent"),
    ("file", "File Attached"),
    ("payment", "Payment Received"),
    ("users", "Approval by Users"),
    ("client", "Approval by the Client"),
    ("document", "Document Sent"),
]
# How a deal began, and how long it takes to close.
SALE_APPROACHES = [("push", "Push: came to us"), ("pull", "Pull: we went there")]
SALE_LENGTHS = [("short", "Short"), ("long", "Long")]


class ControlPoint(models.Model):
    """Something to do before a deal leaves a stage (spec SP-2).

    A kind is a value of ``kind`` and a method ``_is_met_<kind>``: see ``control_point_facts.py``.
    """

    _name = "dosmart.control.point"
    _description = "Control Point"
    _order = "stage_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    help = fields.Text(
        "How to Do It",
        translate=True,
        help="Shown to the salesperson below the control point; to the client, above the button "
        "with which the client approves.",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    stage_id = fields.Many2one("crm.stage", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        KINDS,
        required=True,
        default="tick",
        help="Tick: the salesperson ticks it, with a note. Dated event: it has a planned and an "
        "actual date. Client sheet, payment: at least so many percent. Meeting: one of the "
        "opportunity is over. Quotation: one was sent to the client. File: one is attached to "
        "the opportunity. Approval by users: all listed, one after the other. Approval by the "
        "client: with a link that you send. Document: the chosen one was sent to the client.",
    )
    document_kind = fields.Selection(
        DOCUMENT_KINDS, "Document", default="minutes", help="Which one has to be sent."
    )
    is_required = fields.Boolean(
        "Required",
        default=True,
        help="No deal leaves the stage without it, unless a manager says why.",
    )
    percent = fields.Integer(
        "At Least (%)",
        default=80,
        help="Of the questions of the client sheet, or of the total of the confirmed orders.",
    )
    approver_ids = fields.One2many(
        "dosmart.control.approver",
        "point_id",
        "Who Approves",
        copy=True,
        help="One after the other, from the first to the last.",
    )
    sale_approach = fields.Selection(
        SALE_APPROACHES,
        "Only for Sales of Type",
        help="Empty: for all. A deal whose type nobody has chosen yet is asked everything.",
    )
    sale_length = fields.Selection(
        SALE_LENGTHS,
        "Only for Sales of Length",
        help="Empty: for all. A deal whose type nobody has chosen yet is asked everything.",
    )
    team_id = fields.Many2one(
        "crm.team",
        "Only for the Team",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="Empty: for every team that has this stage.",
    )
    company_id = fields.Many2one(
        "res.company", "Only in the Company", index="btree_not_null", ondelete="cascade"
    )
    lead_point_ids = fields.One2many("dosmart.lead.control.point", "point_id")
    override_count = fields.Integer("Times Overridden", compute="_compute_override_count")

    _percent_plausible = models.Constraint(
        "CHECK(percent BETWEEN 1 AND 100)", "Ask for at least 1 and at most 100 percent."
    )

    @api.depends("lead_point_ids.overridden_on")
    def _compute_override_count(self):
        groups = self.env["dosmart.lead.control.point"]._read_group(
            Domain("point_id", "in", self.ids) & Domain("overridden_on", "!=", False),
            ["point_id"],
            ["__count"],
        )
        counts = {point.id: count for point, count in groups}
        for point in self:
            point.override_count = counts.get(point.id, 0)

    @api.constrains("kind", "approver_ids")
    def _check_approvers(self):
        for point in self.filtered(lambda point: point.kind == "users"):
            if not point.approver_ids:
                raise ValidationError(
                    self.env._(
                        "Nobody is listed to approve “%(point)s”. Say who approves, in order.",
                        point=point.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_overridden(self):
        # sudo: an override is one, whoever's deal it was.
        overridden = self.sudo().filtered("override_count")
        if overridden:
            raise UserError(
                self.env._(
                    "%(points)s cannot be deleted: managers let deals go on without, and the "
                    "reasons would be lost. Archive it instead.",
                    points=", ".join(overridden.mapped("name")),
                )
            )

    def action_view_overrides(self):
        """Open the deals that a manager let go on without this control point."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.override_action")
        return action | {"domain": [("point_id", "=", self.id), ("overridden_on", "!=", False)]}

    @api.model
    def _asked(self, domain):
        """Return the points of *domain* that are not archived, even if archived deals are shown."""
        return self.search(domain & Domain("active", "=", True))

    def _applies_to(self, lead):
        """Return whether the deal *lead* is asked this; what is unknown excludes nothing."""
        return (
            self.team_id in (lead.team_id, self.team_id.browse())
            and self.company_id in (lead.company_id or self.company_id, self.company_id.browse())
            and self.sale_approach in (lead.sale_approach or self.sale_approach, False)
            and self.sale_length in (lead.sale_length or self.sale_length, False)
        )
