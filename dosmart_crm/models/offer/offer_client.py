from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class SaleOrder(models.Model):
    """Offers are made to one client by one company: a quotation for another one has none of them.

    What the client accepted is never dropped silently: it is withdrawn by hand first. What is
    only on the table leaves the quotation and stays on the table of its client.
    """

    _inherit = "sale.order"

    def write(self, vals):
        if not {"partner_id", "company_id"} & vals.keys():
            return super().write(vals)
        before = {order: order._parties() for order in self}
        done = super().write(vals)
        self.filtered(lambda order: order._parties() != before[order])._leave_offers()
        return done

    def _parties(self):
        return self.partner_id.commercial_partner_id, self.company_id

    def _leave_offers(self):
        # sudo: offers stay with their client, whoever put them on the table.
        proposals = self.env["dosmart.offer.proposal"].sudo()
        foreign = proposals.search(Domain("order_id", "in", self.ids)).filtered(
            lambda proposal: proposal.order_id._parties()
            != (proposal.partner_id, proposal.company_id)
        )
        for proposal in foreign.filtered(lambda proposal: proposal.state == "accepted"):
            raise UserError(
                self.env._(
                    "Offers that %(client)s accepted are applied to %(order)s. Withdraw them "
                    "first, then change its client or company; or make a new quotation.",
                    client=proposal.partner_id.name,
                    order=proposal.order_id.name,
                )
            )
        foreign.order_id = False
