from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

COMPENSATIONS = [
    ("offer", "Offer on the Table"),
    ("credit", "Credit Quotation"),
    ("return", "Return Quotation"),
]
STATES = [("asked", "Asked For"), ("given", "Given"), ("refused", "Refused")]
SELLERS = "sales_team.group_sale_salesman"


class ComplaintCompensation(models.Model):
    """What the client gets for the trouble (spec CO-5).

    Such a row gives nothing by itself: whoever may sell gives it with its button, or refuses
    it. What others ask for is put on the list of somebody who may sell.

    Another kind is one more value of ``kind`` and a method ``_compensate_<kind>`` that gives it
    and notes on the row what it made.
    """

    _name = "dosmart.complaint.compensation"
    _description = "Compensation of a Complaint"
    _order = "id desc"
    _rec_name = "kind"

    complaint_id = fields.Many2one(
        "dosmart.complaint", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="complaint_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(STATES, required=True, readonly=True, default="asked", index=True)
    kind = fields.Selection(COMPENSATIONS, required=True, default="offer")
    offer_id = fields.Many2one(
        "dosmart.offer",
        domain="[('company_id', 'in', [company_id, False])]",
        ondelete="restrict",
    )
    amount = fields.Monetary(help="What the client is credited, before taxes.")
    note = fields.Char("Why", required=True)
    refusal_reason = fields.Char("Why Not")
    proposal_id = fields.Many2one(
        "dosmart.offer.proposal",
        "Put on the Table",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    order_id = fields.Many2one(
        "sale.order", "Quotation", readonly=True, index="btree_not_null", ondelete="set null"
    )
    result = fields.Char(compute="_compute_result", compute_sudo=True)

    @api.depends("proposal_id.state", "order_id.name", "order_id.state", "refusal_reason")
    @api.depends_context("lang")
    def _compute_result(self):
        proposals, orders = self.env["dosmart.offer.proposal"], self.env["sale.order"]
        states = dict(proposals._fields["state"]._description_selection(self.env))
        order_states = dict(orders._fields["state"]._description_selection(self.env))
        for row in self:
            told = [states.get(row.proposal_id.state), row.refusal_reason]
            if row.order_id:
                told = [row.order_id.name, order_states.get(row.order_id.state)]
            row.result = ", ".join(filter(None, told))

    @api.constrains("kind", "offer_id", "amount", "state")
    def _check_terms(self):
        for row in self:
            if row.kind == "offer" and not row.offer_id and row.state == "given":
                raise ValidationError(self.env._("Choose the offer that goes on the table."))
            if row.kind == "credit" and row.amount <= 0:
                raise ValidationError(self.env._("Say how much the client is credited."))

    @api.model_create_multi
    def create(self, vals_list):
        """Ask for what these say, of whoever may give it unless that is the user."""
        made = {"proposal_id", "order_id", "refusal_reason", "state"}
        rows = super().create(
            [{n: v for n, v in vals.items() if n not in made} for vals in vals_list]
        )
        for row in rows:
            row._check_complaint()
            if not row._may_give():
                row._ask()
        return rows

    def write(self, vals):
        """Whoever decides on a request may change what is given; what was given stays."""
        terms = {"kind", "offer_id", "amount", "note", "refusal_reason"}
        if not self.env.su and (vals.keys() - terms or set(self.mapped("state")) != {"asked"}):
            raise AccessError(
                self.env._(
                    "What was decided on is not changed. Press Compensate the Client for more."
                )
            )
        return super().write(vals)

    @api.model
    def _may_give(self):
        return self.env.su or self.env.user.has_group(SELLERS)

    def _check_complaint(self):
        complaint = self.complaint_id
        complaint.check_access("write")
        if not complaint.client_id:
            raise UserError(
                self.env._("Say on %s who the client is before compensating it.", complaint.name)
            )

    def _kind_in_words(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _log(self, body):
        self.complaint_id._message_log(body=body)

    def _note(self, **values):
        # sudo: rows are never changed but by what gives them, after the checks above.
        self.sudo().write(values)

    def action_view_result(self):
        """Open what this has made."""
        self.ensure_one()
        made = self.order_id or self.proposal_id
        return made.get_formview_action() if made else False
