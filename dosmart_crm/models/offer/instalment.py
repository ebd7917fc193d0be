from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import float_round
from odoo.tools.sql import column_exists, create_column

from ...logic.instalments import Charge, plan_instalments
from .sale_order import QUOTATION_STATES

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

    instalment_count = fields.Integer(
        compute="_compute_instalment_ids",
        store=True,
        readonly=False,
        copy=False,
        help="Technical: tells orders with a plan from all others without reading instalments.",
    )
    plan_warning = fields.Char(
        compute="_compute_plan_warning",
        groups=ORDER_READERS,
        help="What a change after the confirmation means for the plan.",
    )

    def _auto_init(self):
        # No order has a plan yet: the column of old orders is empty, not computed.
        if not column_exists(self.env.cr, "sale_order", "instalment_count"):
            create_column(self.env.cr, "sale_order", "instalment_count", "int4")
        return super()._auto_init()

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
        "payment_term_id",
    )
    def _compute_instalment_ids(self):
        for order in self:
            if order.state not in QUOTATION_STATES:
                order.instalment_count = order.instalment_count
                continue
            # Here, because this runs when the plan changes; the term itself must not depend on
            # the lines: it would lose what somebody chose with every change of them.
            order._set_payment_term()
            order._refresh_interest_free_notes()
            rows = order._plan_instalments() if order._has_plan() else []
            if rows or order.instalment_count:
                order.instalment_ids = [Command.clear(), *order._prepare_instalments(rows)]
            order.instalment_count = len(rows)

    @api.depends("amount_total", "instalment_count", "instalment_ids.amount", "state")
    def _compute_plan_warning(self):
        for order in self:
            confirmed = order.instalment_count > 0 and order.state == "sale"
            planned = sum(order.instalment_ids.mapped("amount")) if confirmed else 0
            differs = order._to_units(planned) != order._to_units(order.amount_total)
            order.plan_warning = confirmed and differs and order._warn_of_other_total(planned)

    def _warn_of_other_total(self, planned):
        return self.env._(
            "The order is for %(total)s, but the plan is for %(planned)s: it stays as the client "
            "signed it. For a new plan cancel the order, set it to quotation and confirm it again.",
            total=self.currency_id.format(self.amount_total),
            planned=self.currency_id.format(planned),
        )

    def _plan_instalments(self):
        lines = self.order_line.filtered(lambda line: not line.display_type)
        charges = [
            Charge(
                self._to_units(line.price_total),
                max(line.product_uom_qty, 0) if line.billing == "monthly" else 0,
            )
            for line in lines
        ]
        start = self._plausible_start() or self._local_day(self.date_order)
        total = self._to_units(self.amount_total)
        return plan_instalments(charges, total, start, self._interest_free_years())

    def _prepare_instalments(self, rows):
        rounding = self.currency_id.rounding
        return [
            Command.create(
                {
                    "number": number,
                    "date_due": row.date_due,
                    "amount": float_round(row.amount * rounding, precision_rounding=rounding),
                    "contract_year": row.contract_year,
                    "interest_free": row.interest_free,
                    "month": row.month,
                }
            )
            for number, row in enumerate(rows, 1)
        ]

    def _to_units(self, amount):
        """Return *amount* in the smallest units of the order's currency."""
        return round(amount / self.currency_id.rounding)

    def _rebuild_plan(self):
        """Bring the plan and its payment term up to date with what changed meanwhile."""
        orders = self.filtered(lambda order: order._has_plan() or order.instalment_count)
        self.env.add_to_compute(self._fields["instalment_ids"], orders)
        self.env.add_to_compute(self._fields["instalment_count"], orders)
        orders._recompute_recordset(["instalment_ids", "instalment_count"])
