"""Builders for the tests of the client sheet."""

from odoo.http import Request
from odoo.tests import Form, tagged

from ...common import DosmartCase, DosmartHttpCase


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


class PortalCase(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.new_client(
            is_company=True, email="lupita@example.com", user_id=cls.salesperson.id
        )
        cls.person = cls.new_client(
            name="Ana Ríos", email="ana@example.com", user_id=cls.salesperson.id
        )

    def invite(self, record, user=None):
        """Return a new invitation and its link, without the host."""
        action = record.with_user(user or self.salesperson).action_send_sheet()
        invitation = self.env["dosmart.sheet.invitation"].browse(
            action["context"]["default_res_ids"]
        )
        link = action["context"]["sheet_link"]
        return invitation, link[link.index("/dosmart/") :]

    def send(self, record):
        """Send the message the salesperson gets, and return it."""
        action = record.with_user(self.salesperson).action_send_sheet()
        composer = self.env["mail.compose.message"].with_user(self.salesperson)
        composer = Form(composer.with_context(**action["context"])).save()
        composer.action_send_mail()
        return self.env["dosmart.sheet.invitation"].browse(action["context"]["default_res_ids"])


@tagged("post_install", "-at_install")
class PortalHttpCase(PortalCase, DosmartHttpCase):
    """A visitor without account, who can send the form."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def post(self, link, **answers):
        """Send the form at *link* as a browser does, filled with *answers*; return the page."""
        answers["csrf_token"] = Request.csrf_token(self)
        return self.url_open(link, data=answers)
