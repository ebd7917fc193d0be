from odoo import api, fields, models
from odoo.tools import float_round, format_date

from ...logic.instalments import Charge
from ...logic.offer_projection import pay_without_offers, project, saved_so_far
from .offer_cost_share import SALES


class SaleOrder(models.Model):
    """Cost and benefit of the offers of a quotation, month by month (spec OF-6)."""

    _inherit = "sale.order"

    offer_projection = fields.Json(
        "Projection",
        compute="_compute_offer_projection",
        groups=SALES,
        help="What the client pays with the offers and would pay without, and what that costs us.",
    )
    offer_margin = fields.Monetary(
        "Margin Left",
        compute="_compute_offer_margin",
        currency_field="company_currency_id",
        groups=SALES,
        help="Untaxed total with the offers, less the cost of its products. Of an offer whose "
        "cost is typed, that cost counts instead of the cost of its products.",
    )

    @api.depends("amount_untaxed", "instalment_ids.amount", "offer_cost")
    @api.depends_context("lang")
    def _compute_offer_projection(self):
        for order in self:
            order.offer_projection = order._client_projection() | order._own_projection()

    @api.depends("amount_untaxed", "order_line.product_uom_qty", "order_line.product_id")
    def _compute_offer_margin(self):
        for order in self:
            revenue = order._in_company_currency(order.amount_untaxed)
            order.offer_margin = revenue - order._products_cost()

    def _own_projection(self):
        """Return what only we know, in words: cost and margin, in company currency."""
        if not self.offer_terms:
            return {}
        currency = self.company_currency_id
        return {
            "cost": currency.format(self.offer_cost),
            "margin": currency.format(self.offer_margin),
        }

    def _client_projection(self):
        """Return what the client may read as well: the periods and the totals, or what to do.

        ``without`` and ``paid`` are amounts of the order's currency, for the chart; the texts
        beside them are for the table.
        """
        if not self.offer_terms:
            return {"empty": self.env._("Accept an offer to see what the client saves with it.")}
        periods = self._project_offers() if self._has_plan() else []
        if not periods:
            return {
                "empty": self.env._(
                    "Add a service contract to the quotation to see what is paid month by month."
                )
            }
        rows = [
            self._prepare_projection_row(number, period, saved)
            for number, (period, saved) in enumerate(
                zip(periods, saved_so_far(periods), strict=True), 1
            )
        ]
        without = sum(period.without for period in periods)
        paid = sum(period.paid for period in periods)
        return {
            "by_year": periods[0].months > 1,
            "rows": rows,
            "without": self._format_units(without),
            "paid": self._format_units(paid),
            "saved": self._format_units(without - paid),
            "most": max(max(row["without"], row["paid"]) for row in rows),
        }

    def _prepare_projection_row(self, number, period, saved):
        """Return a row of the table; *number* is that of the month or of the contract year."""
        return {
            "number": number,
            "date": format_date(self.env, period.start),
            "without": self._from_units(period.without),
            "paid": self._from_units(period.paid),
            "without_text": self._format_units(period.without),
            "paid_text": self._format_units(period.paid),
            "saved_text": self._format_units(saved),
        }

    def _project_offers(self):
        """Return the periods of ``logic.offer_projection``; paid is the plan of instalments."""
        start = self._projection_start()
        paid = {i.month: self._to_units(i.amount) for i in self.instalment_ids}
        lines = self.order_line.filtered(lambda line: not line.display_type)
        free = lines.filtered("free_months")
        sold = lines - free
        listed = sum(self._to_units(line._list_price_total()) for line in sold)
        rounding = self._to_units(self.amount_total) - sum(
            self._to_units(line.price_total) for line in lines
        )
        without = pay_without_offers(
            [line._charge_without_offer() for line in sold],
            listed + rounding,
            start,
            [line._charge_without_offer() for line in free],
            self.contract_months,
        )
        return project(paid, without, self.contract_months + self.free_months, start)

    def _projection_start(self):
        """Return the first day of the plan, which was made where the salesperson was then."""
        first = self.instalment_ids.filtered(lambda instalment: not instalment.month)
        return self._plausible_start() or first.date_due or self._local_day(self.date_order)

    def _from_units(self, units):
        rounding = self.currency_id.rounding
        return float_round(units * rounding, precision_rounding=rounding)

    def _format_units(self, units):
        return self.currency_id.format(self._from_units(units))

    def _products_cost(self):
        """Return what the products of the order cost us, in company currency."""
        # sudo: a typed cost counts, whoever may read the offer.
        typed = (
            self._applied_proposals()
            .sudo()
            .filtered(lambda proposal: proposal.offer_id.cost_mode == "typed")
        )
        lines = self.order_line.filtered(
            lambda line: not line.display_type and line.offer_proposal_id not in typed
        )
        cost = sum(line._purchase_cost() for line in lines)
        return cost + sum(proposal._cost_on(self) for proposal in typed)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _list_price_total(self):
        """Return what the line would cost the client without its offer, taxes included."""
        # sudo: the client who reads the quotation may not read offers.
        if not self.sudo().offer_proposal_id:
            return self.price_total
        listed = max(self.price_unit, self.technical_price_unit)
        return self._taxed(listed)["total_included"]

    def _charge_without_offer(self):
        order = self.order_id
        months = max(self.product_uom_qty, 0) if self.billing == "monthly" else 0
        return Charge(order._to_units(self._list_price_total()), months)

    def _purchase_cost(self):
        product = self.product_id.with_company(self.company_id)
        return product.standard_price * self._quantity_in_product_unit()
