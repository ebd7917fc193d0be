from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column

from ...logic.instalments import add_months

BILLINGS = [("one_off", "Once"), ("monthly", "Monthly")]
MAX_CONTRACT_MONTHS = 600


class SaleOrder(models.Model):
    """An order with a service contract has a start and months (spec OF-9).

    ``contract_months`` is 0 on every other order, which is how the rest of the code knows a
    contract without reading lines or products.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    contract_start = fields.Date(
        copy=False, tracking=True, help="First day of the contract. Empty: the day of confirmation."
    )
    contract_months = fields.Integer(
        compute="_compute_contract_months",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Months the client pays for; free months are added to them.",
    )
    free_months = fields.Integer(compute="_compute_contract_end", help="Given by offers.")
    contract_end = fields.Date(
        compute="_compute_contract_end", help="Last day, the free months included."
    )

    _contract_idx = models.Index("(partner_id) WHERE state = 'sale' AND contract_months > 0")

    def _auto_init(self):
        # No product is a service contract yet: the column of old orders is empty, not computed.
        if not column_exists(self.env.cr, "sale_order", "contract_months"):
            create_column(self.env.cr, "sale_order", "contract_months", "int4")
        return super()._auto_init()

    @api.depends("order_line.product_id.is_service_contract")
    def _compute_contract_months(self):
        for order in self:
            is_contract = any(line.product_id.is_service_contract for line in order.order_line)
            months = order.contract_months or order.company_id.contract_months
            order.contract_months = months if is_contract else 0

    @api.depends("contract_start", "contract_months", "order_line.free_months")
    def _compute_contract_end(self):
        for order in self:
            order.free_months = sum(order.order_line.mapped("free_months"))
            start, months = order.contract_start, order.contract_months + order.free_months
            order.contract_end = start and fields.Date.subtract(add_months(start, months), days=1)

    @api.constrains("contract_months")
    def _check_contract_months(self):
        for order in self:
            lowest = any(line.product_id.is_service_contract for line in order.order_line)
            if not lowest <= order.contract_months <= MAX_CONTRACT_MONTHS:
                raise ValidationError(
                    self.env._(
                        "A contract lasts from 1 to %(most)s months, not %(months)s. "
                        "Correct the months of %(order)s.",
                        most=MAX_CONTRACT_MONTHS,
                        months=order.contract_months,
                        order=order.name,
                    )
                )

    def action_confirm(self):
        """Start the contracts that have no start yet, today."""
        starting = self.filtered(lambda order: order._has_plan() and not order.contract_start)
        if starting:
            starting.contract_start = fields.Date.context_today(self)
        self._freeze_plan()
        return super().action_confirm()


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = "sale.order.line"

    billing = fields.Selection(
        BILLINGS,
        compute="_compute_billing",
        store=True,
        readonly=False,
        precompute=True,
        help="Monthly: the quantity is the months, and each month is paid at its start. "
        "Service contracts are monthly unless you say otherwise.",
    )
    free_months = fields.Integer(
        help="Technical: months by which this line, a gift, prolongs the contract."
    )

    _monthly_quantity_plausible = models.Constraint(
        "CHECK(billing != 'monthly' OR product_uom_qty <= 600)",
        "The quantity of a monthly line is its months: 600 at most.",
    )

    def _auto_init(self):
        # Lines from before the add-on are billed once: an empty column says so.
        if not column_exists(self.env.cr, "sale_order_line", "billing"):
            create_column(self.env.cr, "sale_order_line", "billing", "varchar")
        return super()._auto_init()

    @api.depends("product_id")
    def _compute_billing(self):
        for line in self:
            monthly = line.product_id.is_service_contract
            line.billing = "monthly" if monthly else "one_off"

    @api.depends("display_type", "product_id")
    def _compute_product_uom_qty(self):
        done = super()._compute_product_uom_qty()
        for line in self:
            if line.product_id.is_service_contract and line.product_uom_qty == 1:
                order = line.order_id
                line.product_uom_qty = order.contract_months or order.company_id.contract_months
        return done
