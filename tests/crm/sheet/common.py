"""Builders for the tests of the client sheet."""

from ...common import DosmartCase


class SheetCase(DosmartCase):
    """Leads, clients and statuses with working defaults."""

    @classmethod
    def status(cls, name):
        """Return the shipped client status ``dosmart_crm.client_status_<name>``."""
        return cls.env.ref(f"dosmart_crm.client_status_{name}")

    @classmethod
    def new_lead(cls, **values):
        return cls.env["crm.lead"].create({"name": "Alarm for a shop", **values})

    @classmethod
    def new_client(cls, **values):
        return cls.env["res.partner"].create({"name": "Abarrotes Lupita", **values})

    @classmethod
    def new_order(cls, client, **values):
        """Return a confirmed order of one service for *client*."""
        product = cls.env["product.product"].create({"name": "Guard", "type": "service"})
        line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 100}
        order = cls.env["sale.order"].create(
            {"partner_id": client.id, "order_line": [(0, 0, line)], **values}
        )
        order.action_confirm()
        return order

    def notes(self, record):
        """Return the text of the chatter of *record*."""
        return " ".join(record.message_ids.mapped("body"))

    def incident(self):
        """Return the values of an unwanted event."""
        kind = self.env.ref("dosmart_crm.incident_kind_theft")
        return {"kind_id": kind.id, "description": "Stolen cash box", "loss_amount": 500}
