from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Offers of an exclusive group compete on one quotation, and nowhere else.

    Both may lie on the table of an opportunity: the client chooses. A rival is what is applied to
    the very same quotation, whoever put it there, because it is sold there; other quotations, of
    this company or another, are other choices. What the board of a quotation says and what
    accepting refuses is the same sentence; it names only an offer that the user may read.
    """

    _inherit = "sale.order"

    def _offer_eligibility(self):
        verdicts = super()._offer_eligibility()
        for order, applied in self._with_offers()._applied_offers().items():
            judged = verdicts.get(order, ())
            verdicts[order] = tuple(order._exclude(verdict, applied) for verdict in judged)
        return verdicts

    def _exclude(self, verdict, applied):
        """Return *verdict*, no longer eligible if an offer of *applied* excludes it."""
        rival = verdict.offer not in applied and self._find_rival(verdict.offer, applied)
        if not rival or not verdict.eligible:
            return verdict
        return verdict._replace(eligible=False, reason=self._explain_rival(verdict.offer, rival))

    def _applied_offers(self):
        """Return {order: [offer, …]}, also archived offers and those of other companies."""
        # sudo: what is applied counts, whoever may read it.
        offers = {str(p.id): p.offer_id for p in self._applied_proposals().sudo()}
        return {
            order: [offers[key] for key in order.offer_terms or {} if key in offers]
            for order in self
        }

    def _find_rival(self, offer, applied):
        # sudo: as above.
        group = offer.sudo().exclusive_group_id
        rivals = (o for o in applied if o == offer or (group and o.exclusive_group_id == group))
        return next(rivals, None)

    def _check_exclusive(self, offer):
        rival = self._find_rival(offer, self._applied_offers()[self])
        if rival:
            raise UserError(self._explain_rival(offer, rival))

    def _explain_rival(self, offer, rival):
        names = {"offer": offer.name, "rival": rival.name, "order": self.name}
        if rival.with_env(self.env).has_access("read"):
            return self.env._(
                "“%(offer)s” and “%(rival)s” exclude each other. "
                "Withdraw “%(rival)s” from %(order)s first.",
                **names,
            )
        return self.env._(
            "“%(offer)s” and an offer of another company exclude each other. "
            "Ask an administrator to withdraw that from %(order)s.",
            **names,
        )
