from odoo import api, fields, models

COST_MODES = [("computed", "Computed"), ("typed", "Typed")]
UNITS_BY_KIND = {"discount": "quantity", "upgrade": "quantity", "free_months": "free_months"}


class Offer(models.Model):
    """What an offer costs us before anybody accepts it."""

    _inherit = "dosmart.offer"

    cost_mode = fields.Selection(COST_MODES, "Cost", required=True, default="computed")
    typed_cost = fields.Monetary()
    is_cost_open = fields.Boolean(
        compute="_compute_is_cost_open",
        help="Technical: what free months cost us depends on the contract they prolong.",
    )
    cost = fields.Monetary(
        "Cost to Us",
        compute="_compute_cost",
        help="Typed, or what we give away at list price: price × quantity × discount. Free "
        "months count if they name a product; other kinds cost nothing unless typed.",
    )

    _typed_cost_positive = models.Constraint(
        "CHECK(typed_cost >= 0)", "The cost of an offer cannot be negative."
    )

    @api.depends(
        "cost_mode", "typed_cost", "kind", "quantity", "free_months", "discount_percent",
        "product_id.lst_price", "replaced_product_id.lst_price", "currency_id",
    )  # fmt: skip
    @api.depends_context("company")
    def _compute_cost(self):
        for offer in self:
            typed = offer.cost_mode == "typed"
            offer.cost = offer.typed_cost if typed else offer._given_away()

    @api.depends("cost_mode", "kind", "product_id")
    def _compute_is_cost_open(self):
        for offer in self:
            months = offer.kind == "referral" or (
                offer.kind == "free_months" and not offer.product_id
            )
            offer.is_cost_open = months and offer.cost_mode == "computed"

    def _given_away(self):
        units = self[UNITS_BY_KIND[self.kind]] if self.kind in UNITS_BY_KIND else 0
        percent = self.discount_percent if self.kind == "discount" else 100
        price = self._price_of(self.product_id)
        if self.kind == "upgrade":
            price -= self._price_of(self.replaced_product_id)
        return max(price, 0) * units * percent / 100

    def _price_of(self, product):
        """Return the list price of *product*, today, in the currency of the offer."""
        company = self.company_id or self.env.company
        today = fields.Date.context_today(self)
        return product.currency_id._convert(
            product.lst_price, self.currency_id, company, today, round=False
        )
