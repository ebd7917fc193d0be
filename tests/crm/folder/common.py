"""Builders for the tests of service accounts and their folders."""

import base64

from odoo.tools import file_open, mute_logger

from ..offer.common import OfferCase

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def encoded(content):
    """Return *content* as a browser sends it."""
    return base64.b64encode(content).decode()


def picture():
    """Return the bytes of a PNG."""
    with file_open("base/static/img/avatar_grey.png", "rb") as file:
        return file.read()


class FolderCase(OfferCase):
    """Accounts of confirmed contracts, and the lines of their folders."""

    @classmethod
    def new_account(cls, client=None, user=None, lines=None, **values):
        """Return the account of a contract confirmed for *client*, with *user* as salesperson."""
        client = client or cls.new_client()
        values = {"user_id": (user or cls.salesperson).id, "contract_start": "2026-01-15"} | values
        order = cls.new_quotation(client, lines, **values)
        order.action_confirm()
        return order.service_account_id

    @classmethod
    def kind(cls, name):
        """Return the shipped document type ``dosmart_crm.document_type_<name>``."""
        return cls.env.ref(f"dosmart_crm.document_type_{name}")

    def line(self, account, name, user=None):
        """Return the line of *account* for the shipped document *name*, as *user* sees it."""
        kind = self.kind(name)
        lines = account.document_ids.filtered(lambda line: line.type_id == kind)
        return lines.filtered(lambda line: not line.number).with_user(user or self.env.user)

    def file(self, line, name="scan.pdf", content=PDF):
        """File a document as a browser does, and return the file."""
        line.action_file(name, encoded(content))
        return line.sudo().file_ids[-1:].with_env(line.env)

    def begin_day(self):
        """Do what the daily job does, in one batch."""
        accounts = self.env["dosmart.service.account"]
        accounts._end_and_expire()
        accounts.search([("state", "=", "running")])._begin_day()

    def complete(self, account):
        """Say of every line that it was received, by writing it: no form is asked."""
        lines = account.document_ids.filtered(lambda line: not line.child_ids)
        lines.write({"state": "received", "date": "2026-02-01"})
        account._update_progress()


class QuietFolderCase(FolderCase):
    """Refusals are not written to the log."""

    def setUp(self):
        super().setUp()
        rules = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
        self.enterContext(mute_logger(*rules))
