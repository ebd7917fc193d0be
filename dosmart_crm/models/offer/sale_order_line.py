from odoo import fields, models
from odoo.exceptions import UserError

# What changes the price that the system gives a line; what changes what a gift costs us.
LISTING = {"product_id", "product_uom_id", "technical_price_unit"}
COSTING = LISTING | {"discount", "price_unit", "product_uom_qty"}


class SaleOrderLine(models.Model):
    """A line that an offer added keeps its discount, whatever else is recomputed."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    offer_proposal_id = fields.Many2one(
        "dosmart.offer.proposal",
        "Offer",
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_user",
        help="The accepted offer that added this line.",
    )
    offer_discount = fields.Float(groups="base.group_user", help="Technical: of the offer, in %.")
    offer_replaced_product_id = fields.Many2one(
        "product.product",
        ondelete="restrict",
        groups="base.group_user",
        help="Technical: only the difference to the price of this product is given.",
    )

    def _compute_discount(self):
        """Keep the discount of the offer, unless the pricelist gives a better one."""
        done = super()._compute_discount()
        # sudo: whoever may compute the line may keep its discount.
        for line in self.filtered(lambda line: line.sudo().offer_proposal_id):
            line.discount = max(line.discount, line.sudo().offer_discount)
        return done

    def write(self, vals):
        """Keep a gift a gift when all lines get a discount; count what a larger one costs us."""
        # sudo: whoever may change the line keeps what the offer promised.
        gifts = self.filtered(lambda line: line.sudo().offer_proposal_id)
        if not gifts or not COSTING & vals.keys():
            return super().write(vals)
        plain = self - gifts
        done = super(SaleOrderLine, plain).write(vals) if plain else True
        for line in gifts:
            # sudo: as above.
            discount = max(vals.get("discount", line.discount), line.sudo().offer_discount)
            super(SaleOrderLine, line).write(vals | {"discount": discount})
            if LISTING & vals.keys():
                super(SaleOrderLine, line).write(line._prepare_list_price())
            # sudo: as above; nobody writes the cost by hand.
            proposal = line.sudo().offer_proposal_id
            if proposal.state == "accepted":
                proposal.cost = proposal._cost_on(line.order_id)
        return done

    def _can_be_edited_on_portal(self):
        """Let no client give himself more, where a gift stands among the optional products."""
        # sudo: the client may not read offers.
        return super()._can_be_edited_on_portal() and not self.sudo().offer_proposal_id

    def _untaxed_list_total(self):
        """Return quantity × price before discount, without taxes, in the order's currency.

        Who types a lower price on a gift does not make it cheaper for us.
        """
        # sudo: as above.
        listed = self.technical_price_unit if self.sudo().offer_proposal_id else 0
        return self._untaxed(max(self.price_unit, listed))

    def _gives_no_more_than(self, offer):
        """Return whether this line is as *offer* made it, or less."""
        products = offer.product_id or self.order_id._service_lines().product_id
        units = offer.free_months if offer.kind == "free_months" else offer.quantity
        dearer = self.currency_id.compare_amounts(self.price_unit, self.technical_price_unit) > 0
        return bool(self.display_type) or (
            self.product_id in products
            and self._quantity_in_product_unit() <= units
            and self.discount <= self.offer_discount
            and not dearer
        )

    def _quantity_in_product_unit(self):
        return self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id, round=False
        )

    def _untaxed_given_away(self):
        """Return what the client does not pay of the above."""
        return self._untaxed_list_total() - self._untaxed(self.price_unit) * (
            1 - self.discount / 100
        )

    def _untaxed(self, price):
        return self._taxed(price)["total_excluded"]

    def _taxed(self, price):
        """Return the totals of the line at *price*, see ``account.tax.compute_all``."""
        return self.tax_ids.compute_all(
            price, self.currency_id, self.product_uom_qty, self.product_id
        )

    def _prepare_list_price(self):
        """Return the price that the system would give, whoever wrote another as such."""
        probe = self.new(origin=self)
        probe.invalidate_recordset(flush=False)  # what an earlier probe of the line still holds
        probe._reset_price_unit()
        return {"technical_price_unit": probe.technical_price_unit, "price_unit": self.price_unit}

    def _get_display_price(self):
        """Price better equipment at the difference to what it replaces."""
        price = super()._get_display_price()
        # sudo: as above.
        replaced = self.sudo().offer_replaced_product_id
        if not replaced:
            return price
        return max(price - self._price_of(replaced), 0)

    def _price_of(self, product):
        return self.order_id.pricelist_id._get_product_price(
            product.with_context(**self._get_product_price_context()),
            quantity=self.product_uom_qty or 1.0,
            currency=self.currency_id,
            date=self._get_order_date(),
        )


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _add_offer_product(self, proposal, product, quantity, discount=100.0, **values):
        """Add *quantity* of *product* as a line of *proposal*, at list price less *discount* %."""
        if not product.active:
            raise UserError(
                self.env._(
                    "“%(offer)s” cannot be applied: the product “%(product)s” is archived. "
                    "Ask your manager to choose another one in the offer.",
                    offer=proposal.offer_id.name,
                    product=product.display_name,
                )
            )
        return self._add_offer_line(
            proposal,
            product_id=product.id,
            product_uom_qty=quantity,
            offer_discount=discount,
            discount=discount,
            **({"billing": "one_off"} | values),
        )

    def _add_offer_note(self, proposal, text):
        return self._add_offer_line(proposal, display_type="line_note", name=text)

    def _add_offer_line(self, proposal, **values):
        return (
            self.env["sale.order.line"]
            ._writing_offers()
            .create(
                values
                | {
                    "order_id": self.id,
                    "offer_proposal_id": proposal.id,
                    "sequence": max(self.order_line.mapped("sequence"), default=10) + 1,
                }
            )
        )

    def _contract_product(self):
        """Return the product of the service contract on this quotation, which months prolong."""
        lines = self.order_line.filtered(
            lambda line: line.product_id.is_service_contract and not line.offer_proposal_id
        )
        if not lines:
            raise UserError(
                self.env._(
                    "%(order)s has no service contract that free months could prolong. "
                    "Add the service to the quotation first.",
                    order=self.name,
                )
            )
        return lines[0].product_id
