from odoo import models
from odoo.exceptions import AccessError

# No call from outside can hold this very object, so none can pretend to be one of our methods.
OURS = object()
ORDER_TERMS = ("offer_terms",)
LINE_TERMS = ("offer_proposal_id", "offer_discount", "offer_replaced_product_id", "free_months")


class OfferTermsMixin(models.AbstractModel):
    """What accepting, copying and withdrawing offers writes, and nobody by hand.

    These fields give discounts, free months and instalments without interest. Written by RPC or
    import they would do so outside all rules, so salespeople and sales managers are refused
    alike; a manager who wants to give something makes it an offer. Methods of ours write with
    ``_writing_offers``. An inheriting model names its fields in ``_offer_terms``.
    """

    _name = "dosmart.offer.terms.mixin"
    _description = "Terms That Only Offers Write"
    _offer_terms = ()

    def _writing_offers(self):
        return self.with_context(offer_writer=OURS)

    def _prepare_create_values(self, vals_list):
        """Look at the values when defaults, of the context or of the user, are in them."""
        prepared = super()._prepare_create_values(vals_list)
        if any(vals.get(name) for vals in prepared for name in self._offer_terms):
            self._refuse_terms()
        return prepared

    def write(self, vals):
        if any(name in vals for name in self._offer_terms):
            self._refuse_terms()
        return super().write(vals)

    def _refuse_terms(self):
        if self.env.su or self.env.context.get("offer_writer") is OURS:
            return
        raise AccessError(
            self.env._(
                "What offers give is not written by hand or imported. "
                "Put an offer on the table and accept it, or withdraw it."
            )
        )


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "dosmart.offer.terms.mixin"]
    _offer_terms = ORDER_TERMS

    def _refuse_terms_in_copy(self, default):
        """Refuse terms that would come with a copy but not from the original."""
        context = {name.removeprefix("default_") for name in self.env.context}
        commands = default.get("order_line") or ()
        values = [default, *(part for command in commands for part in command)]
        named = context.union(*(part for part in values if isinstance(part, dict)))
        if named.intersection(ORDER_TERMS + LINE_TERMS):
            self._refuse_terms()


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "dosmart.offer.terms.mixin"]
    _offer_terms = LINE_TERMS

    def write(self, vals):
        """Keep what an offer added on the quotation on which it was accepted."""
        # sudo: whoever may write the line may not read the offer.
        if "order_id" in vals and self.sudo().offer_proposal_id:
            self._refuse_terms()
        return super().write(vals)
