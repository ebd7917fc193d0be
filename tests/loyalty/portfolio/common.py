"""Builders for the tests of segments and the gap."""

from odoo.fields import Command

from ...crm.offer.common import OfferCase


class PortfolioCase(OfferCase):
    """Two product lines with a product each, and a policy without other segments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["dosmart.segment"].search([]).active = False
        cls.policy = cls.env["dosmart.value.policy"].search(
            [("company_id", "=", cls.env.company.id)]
        )
        cls.guards = cls.env["product.category"].create({"name": "Guards"})
        cls.alarms = cls.env["product.category"].create({"name": "Alarms"})
        cls.guard.categ_id = cls.guards
        cls.siren.categ_id = cls.alarms
        cls.factory = cls.new_client(name="Factory", is_company=True, ref="factory")

    @classmethod
    def new_segment(cls, lines=None, **values):
        lines = cls.guards | cls.alarms if lines is None else lines
        return cls.env["dosmart.segment"].create(
            {
                "name": "Production",
                "business_purpose": "They lose goods at night.",
                "condition": "[('ref', '=', 'factory')]",
                "line_ids": [Command.set(lines.ids)],
                **values,
            }
        )

    @classmethod
    def sell(cls, client, product, amount):
        order = cls.new_quotation(client, [(product, 1, amount)])
        order.action_confirm()
        return order

    def refresh(self):
        self.policy._run()

    def gaps(self, client=None):
        """Return {line name: gap} of the client, as the salesperson reads them."""
        gaps = self.env["dosmart.portfolio.gap"].with_user(self.salesperson)
        found = gaps.search([("partner_id", "=", (client or self.factory).id)])
        return {gap.line_id.name: gap for gap in found}

    def value(self, client=None):
        return (client or self.factory).value_ids
