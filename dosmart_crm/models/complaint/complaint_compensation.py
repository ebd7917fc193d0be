from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

COMPENSATIONS = [
    ("offer", "Offer on the Table"),
    ("credit", "Credit Quotation"),
    ("return", "Return Quotation"),
]


class ComplaintCompensation(models.Model):
    """What the client gets for the trouble: making such a row gives it (spec CO-5).

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
    kind = fields.Selection(COMPENSATIONS, required=True, default="offer")
    offer_id = fields.Many2one(
        "dosmart.offer",
        domain="[('company_id', 'in', [company_id, False])]",
        ondelete="restrict",
    )
    amount = fields.Monetary(help="What the client is credited, before taxes.")
    note = fields.Char("Why")
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

    @api.depends("proposal_id.state", "order_id.name", "order_id.state")
    @api.depends_context("lang")
    def _compute_result(self):
        proposals, orders = self.env["dosmart.offer.proposal"], self.env["sale.order"]
        states = dict(proposals._fields["state"]._description_selection(self.env))
        order_states = dict(orders._fields["state"]._description_selection(self.env))
        for row in self:
            told = [states.get(row.proposal_id.state)]
            if row.order_id:
                told = [row.order_id.name, order_states.get(row.order_id.state)]
            row.result = ", ".join(filter(None, told))

    @api.constrains("kind", "offer_id", "amount")
    def _check_terms(self):
        for row in self:
            if row.kind == "offer" and not row.offer_id:
                raise ValidationError(self.env._("Choose the offer that goes on the table."))
            if row.kind == "credit" and row.amount <= 0:
                raise ValidationError(self.env._("Say how much the client is credited."))

    @api.model_create_multi
    def create(self, vals_list):
        """Give what these say, too."""
        made = {"proposal_id", "order_id"}
        given = [{n: v for n, v in vals.items() if n not in made} for vals in vals_list]
        rows = super().create(given)
        for row in rows:
            row._compensate()
        return rows

    def _compensate(self):
        complaint = self.complaint_id
        complaint.check_access("write")
        if not complaint.client_id:
            raise UserError(
                self.env._("Say on %s who the client is before compensating it.", complaint.name)
            )
        getattr(self, f"_compensate_{self.kind}")()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        complaint._message_log(
            body=self.env._(
                "Compensation: %(kind)s %(result)s",
                kind=kinds[self.kind],
                result=self.result or self.offer_id.name or "",
            )
        )

    def _made(self, **links):
        # sudo: rows are never changed but by what gives them, after the checks above.
        self.sudo().write(links)

    def _compensate_offer(self):
        """Put the offer on the table for the client."""
        proposal = self.env["dosmart.offer.proposal"].create(
            {
                "offer_id": self.offer_id.id,
                "partner_id": self.complaint_id.client_id.id,
                "complaint_id": self.complaint_id.id,
            }
        )
        self._made(proposal_id=proposal.id)

    def _compensate_credit(self):
        """Make a quotation of a negative amount, which is credited once it is confirmed."""
        product = self.env.ref("dosmart_crm.product_compensation", raise_if_not_found=False)
        if not product:
            raise UserError(
                self.env._(
                    "The product “Compensation” was deleted. Ask an administrator to upgrade "
                    "DOSmart CRM in Apps: that brings it back."
                )
            )
        line = {
            "product_id": product.id,
            "name": self.env._("Compensation for %s", self.complaint_id.name),
            "product_uom_qty": 1,
            "price_unit": -self.amount,
        }
        self._quote([line])

    def _compensate_return(self):
        """Make a quotation that takes back what the order of the complaint sold."""
        lines = self.complaint_id.order_id.order_line.filtered(
            lambda line: line.product_id and not line.display_type and line.product_uom_qty > 0
        )
        if not lines:
            raise UserError(
                self.env._("Choose the order on the complaint: what it sold is taken back.")
            )
        self._quote(
            [
                {
                    "product_id": line.product_id.id,
                    "name": line.name,
                    "product_uom_qty": -line.product_uom_qty,
                    "product_uom_id": line.product_uom_id.id,
                    "price_unit": line.price_unit,
                    "discount": line.discount,
                }
                for line in lines
            ]
        )

    def _quote(self, lines):
        complaint = self.complaint_id
        order = self.env["sale.order"].create(
            {
                "partner_id": complaint.partner_id.id,
                "company_id": complaint.company_id.id,
                "complaint_id": complaint.id,
                "origin": complaint.name,
                "order_line": [fields.Command.create(line) for line in lines],
            }
        )
        self._made(order_id=order.id)

    def action_view_result(self):
        """Open what this has made."""
        self.ensure_one()
        made = self.order_id or self.proposal_id
        return made.get_formview_action() if made else False
