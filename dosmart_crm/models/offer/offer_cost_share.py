from odoo import api, fields, models
from odoo.tools.sql import column_exists, create_column

SALES = "sales_team.group_sale_salesman"


class SaleOrder(models.Model):
    """What the applied offers cost us, and which share of the order that is (spec OF-7).

    Both amounts are in the currency of the company and stored, so that a new limit of the company
    is compared with them without reading lines. Orders without offers have neither.
    """

    _inherit = "sale.order"

    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the Company"
    )
    offer_cost = fields.Monetary(
        "Cost of Offers",
        compute="_compute_offer_cost",
        store=True,
        copy=False,
        currency_field="company_currency_id",
        groups=SALES,
        help="Of the applied offers: typed, or what we give away at list price, without taxes.",
    )
    offer_list_total = fields.Monetary(
        "Total before Discounts",
        compute="_compute_offer_cost",
        store=True,
        copy=False,
        currency_field="company_currency_id",
        groups=SALES,
        help="Quantity × price of all lines, gifts included, without discounts and taxes.",
    )
    offer_cost_percent = fields.Float(
        "Cost of Offers (%)",
        compute="_compute_offer_cost_percent",
        digits=(16, 2),
        groups=SALES,
        help="Cost of the applied offers / total before discounts.",
    )

    def _auto_init(self):
        # No order has offers yet: the columns of old orders are empty, not computed.
        for name in ("offer_cost", "offer_list_total"):
            if not column_exists(self.env.cr, "sale_order", name):
                create_column(self.env.cr, "sale_order", name, "numeric")
        return super()._auto_init()

    @api.depends(
        "company_id", "currency_id", "offer_terms", "order_line.discount",
        "order_line.offer_proposal_id", "order_line.price_unit", "order_line.product_uom_qty",
        "order_line.tax_ids", "order_line.technical_price_unit",
    )  # fmt: skip
    def _compute_offer_cost(self):
        holding = self._with_offers()
        proposals = {str(proposal.id): proposal for proposal in holding._applied_proposals()}
        for order in self:
            applied = [proposals[key] for key in order.offer_terms or {} if key in proposals]
            order.offer_cost = sum(proposal._cost_on(order) for proposal in applied)
            order.offer_list_total = order._list_total() if applied else 0

    def _list_total(self):
        """Return what the order would cost without discounts, untaxed, in company currency."""
        lines = self.order_line.filtered(lambda line: not line.display_type)
        return self._in_company_currency(sum(line._untaxed_list_total() for line in lines))

    def _in_company_currency(self, amount):
        company = self.company_id
        date = self._local_day(self.date_order)
        return self.currency_id._convert(amount, company.currency_id, company, date)

    @api.depends("offer_cost", "offer_list_total")
    def _compute_offer_cost_percent(self):
        for order in self:
            order.offer_cost_percent = order._offer_cost_share() * 100

    def _offer_cost_share(self):
        """Return cost / total; 1 if something that costs us is all there is."""
        if not self.offer_list_total:
            return 1.0 if self.offer_cost else 0.0
        return self.offer_cost / self.offer_list_total

    def _passes_offer_limit(self):
        """Return whether the offers cost more than the company gives without asking."""
        company = self.company_id
        limit = self.offer_list_total * company.offer_limit_percent / 100
        over = company.currency_id.compare_amounts(self.offer_cost, limit) > 0
        return company.has_offer_limit and over
