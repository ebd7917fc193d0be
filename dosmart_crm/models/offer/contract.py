from math import ceil

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column

from ...logic.instalments import add_months
from .sale_order import QUOTATION_STATES

PLAUSIBLE_YEARS = range(1990, 2201)
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
    is_start_automatic = fields.Boolean(
        copy=False, help="Technical: nobody chose the start; it is the day of confirmation."
    )
    contract_months = fields.Integer(
        compute="_compute_contract_months",
        inverse="_inverse_contract_months",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        tracking=True,
        help="Months the client pays for; free months are added to them. They are the quantity of "
        "the monthly service line, the longest one: changing either changes the other.",
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

    def _is_open(self):
        """Return whether the terms may still change: the client has not signed them."""
        return self.state in QUOTATION_STATES and not self.locked

    def _service_lines(self):
        """Return the lines that make the order a contract; what an offer adds does not."""
        return self.order_line.filtered(lambda line: line._is_service())

    def _longest_lines(self):
        """Return the monthly service lines that last as long as the contract."""
        lines = self._service_lines().filtered(lambda line: line.billing == "monthly")
        most = max(lines.mapped("product_uom_qty"), default=0)
        return lines.filtered(lambda line: line.product_uom_qty == most)

    # Not of the product's setting: changing that must not turn old orders into contracts.
    @api.depends(
        "order_line.billing",
        "order_line.offer_proposal_id",
        "order_line.product_id",
        "order_line.product_uom_qty",
    )
    def _compute_contract_months(self):
        for order in self:
            months = order._origin.contract_months
            if not order._origin or order._is_open():
                months = order._months_of_lines() if order._service_lines() else 0
            order.contract_months = months

    def _months_of_lines(self):
        """Return the months sold; a quantity of 1 only says that nobody entered them yet."""
        months = ceil(self._longest_lines()[:1].product_uom_qty)
        if months > 1:
            return months
        return self.contract_months or self.company_id.contract_months

    @api.onchange("contract_months")
    def _inverse_contract_months(self):
        for order in self.filtered(lambda order: order._is_open()):
            lines = order._longest_lines()
            if 1 <= order.contract_months <= MAX_CONTRACT_MONTHS:
                lines.product_uom_qty = order.contract_months

    @api.depends("contract_start", "contract_months", "order_line.free_months")
    def _compute_contract_end(self):
        for order in self:
            order.free_months = sum(order.order_line.mapped("free_months"))
            start, months = order._plausible_start(), order.contract_months
            order.contract_end = (
                start
                and months
                and fields.Date.subtract(add_months(start, months + order.free_months), days=1)
            )

    def _plausible_start(self):
        start = self.contract_start
        return start if start and start.year in PLAUSIBLE_YEARS else False

    @api.constrains("contract_months")
    def _check_contract_months(self):
        for order in self:
            lowest = bool(order._is_open() and order._service_lines())
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

    @api.constrains("contract_start")
    def _check_contract_start(self):
        for order in self:
            if order.contract_start and not order._plausible_start():
                raise ValidationError(
                    self.env._(
                        "The contract %(order)s cannot start on %(date)s. "
                        "Choose a day of the years %(first)s to %(last)s.",
                        order=order.name,
                        date=order.contract_start,
                        first=PLAUSIBLE_YEARS[0],
                        last=PLAUSIBLE_YEARS[-1],
                    )
                )


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

    def _is_service(self):
        # sudo: whoever edits lines may not read offers.
        return self.product_id.is_service_contract and not self.sudo().offer_proposal_id

    @api.depends("product_id")
    def _compute_billing(self):
        for line in self:
            monthly = line.product_id.is_service_contract
            line.billing = "monthly" if monthly else "one_off"

    @api.depends("display_type", "product_id")
    def _compute_product_uom_qty(self):
        done = super()._compute_product_uom_qty()
        for line in self:
            order = line.order_id
            if line.product_uom_qty == 1 and line._is_service():
                line.product_uom_qty = order.contract_months or order.company_id.contract_months
        return done
