from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import float_round

from ...logic.instalments import Charge, plan_instalments

ORDER_READERS = (
    "sales_team.group_sale_salesman,account.group_account_invoice,account.group_account_readonly"
)


class Instalment(models.Model):
    """One payment the client owes for an order: how much, when, for which contract year."""

    _name = "dosmart.instalment"
    _description = "Instalment"
    _order = "order_id, number"
    _rec_name = "number"

    order_id = fields.Many2one("sale.order", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    partner_id = fields.Many2one(related="order_id.partner_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    number = fields.Integer(required=True)
    date_due = fields.Date("Due on", required=True)
    amount = fields.Monetary(required=True)
    contract_year = fields.Integer(required=True, aggregator=None)
    interest_free = fields.Boolean()
    month = fields.Integer(aggregator=None, help="Months from the start of the contract.")


class SaleOrder(models.Model):
    """The plan of an order: recomputed as long as it is a quotation, kept once confirmed."""

    _inherit = "sale.order"

    instalment_ids = fields.One2many(
        "dosmart.instalment",
        "order_id",
        "Instalments",
        compute="_compute_instalment_ids",
        store=True,
        readonly=False,
        copy=False,
        groups=ORDER_READERS,
    )

    def _has_plan(self):
        """Return whether what the client owes is paid in instalments; plain orders have no plan."""
        self.ensure_one()
        return bool(self.contract_months or self._interest_free_years())

    @api.depends(
        "amount_total",
        "contract_start",
        "contract_months",
        "offer_terms",
        "order_line.billing",
        "order_line.price_total",
        "order_line.product_uom_qty",
    )
    def _compute_instalment_ids(self):
        for order in self.filtered(lambda order: order.state in ("draft", "sent")):
            rows = order._plan_instalments() if order._has_plan() else []
            if rows or order.instalment_ids:
                order.instalment_ids = [
                    Command.clear(),
                    *(
                        Command.create(order._prepare_instalment(*row))
                        for row in enumerate(rows, 1)
                    ),
                ]

    def _plan_instalments(self):
        lines = self.order_line.filtered(lambda line: not line.display_type)
        charges = [
            Charge(
                self._to_units(line.price_total),
                max(line.product_uom_qty, 0) if line.billing == "monthly" else 0,
            )
            for line in lines
        ]
        start = self.contract_start or self.date_order.date()
        total = self._to_units(self.amount_total)
        return plan_instalments(charges, total, start, self._interest_free_years())

    def _prepare_instalment(self, number, row):
        return {
            "number": number,
            "date_due": row.date_due,
            "amount": float_round(
                row.amount * self.currency_id.rounding, precision_rounding=self.currency_id.rounding
            ),
            "contract_year": row.contract_year,
            "interest_free": row.interest_free,
            "month": row.month,
        }

    def _to_units(self, amount):
        """Return *amount* in the smallest units of the order's currency."""
        return round(amount / self.currency_id.rounding)

    def _freeze_plan(self):
        """Bring the plan and its payment term up to date for the last time."""
        self.filtered(lambda order: order._has_plan())._set_payment_term()
