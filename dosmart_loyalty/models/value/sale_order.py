from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # Every run asks for the contracts that run; most orders are none.
    _contract_idx = models.Index("(company_id, partner_id) WHERE contract_months > 0")

    def _action_confirm(self):
        """Value the client at once: the salesperson who confirms sees what it is worth now."""
        done = super()._action_confirm()
        policies = self.env["dosmart.value.policy"]
        for company, orders in self.grouped("company_id").items():
            policies._value_clients(company, orders.partner_id)
        return done
