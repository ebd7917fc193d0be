"""Builders for the tests of the client value."""

from datetime import date

from ...common import DosmartCase


class ValueCase(DosmartCase):
    """A company without other clients, its policy, and orders with any date."""

    today = date(2026, 11, 22)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Valued Company"})
        cls.company.resource_calendar_id.tz = "UTC"
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        for user in (cls.salesperson, cls.manager):
            user.write({"company_ids": [(4, cls.company.id)], "company_id": cls.company.id})
        cls.policy = cls.env["dosmart.value.policy"].search([("company_id", "=", cls.company.id)])
        cls.product = cls.env["product.product"].create(
            {"name": "Camera", "type": "service", "taxes_id": [(5,)]}
        )

    @classmethod
    def new_client(cls, name="Abarrotes Lupita", **values):
        return cls.env["res.partner"].create(
            {"name": name, "company_id": cls.company.id, "is_company": True, **values}
        )

    @classmethod
    def new_order(cls, client, day, amount=100, **values):
        """Return an order confirmed at noon of *day*; its client is not valued at once."""
        line = {"product_id": cls.product.id, "product_uom_qty": 1, "price_unit": amount}
        order = cls.env["sale.order"].create(
            {"partner_id": client.id, "order_line": [(0, 0, line)], **values}
        )
        order.write({"state": "sale", "date_order": f"{day} 12:00:00"})
        return order

    def run_on(self, day=None):
        self.assertTrue(self.policy._run(day or self.today))

    def value(self, client):
        return self.env["dosmart.client.value"].search([("partner_id", "=", client.id)])

    def stays(self, client, *names):
        """Return (first day, last day, *names) of each row of the history, the oldest first."""
        rows = self.value(client).history_ids.sorted("valid_from")
        return [
            (str(row.valid_from), row.valid_to and str(row.valid_to), *(row[n] for n in names))
            for row in rows
        ]
