from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...logic.instalments import add_months

STATES = [
    ("missing", "Missing"),
    ("received", "Received"),
    ("expired", "Expired"),
    ("not_applicable", "Not Applicable"),
]


class AccountDocument(models.Model):
    """One document of one folder: whether it is there, since when, and who filed it (AF-2).

    People do not write it: its actions do, after asking whether the account may be changed. The
    state of an item with parts follows from them.
    """

    _name = "dosmart.account.document"
    _description = "Document of a Folder"
    _order = "account_id, sequence, number, id"

    account_id = fields.Many2one(
        "dosmart.service.account", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True)
    partner_id = fields.Many2one(related="account_id.partner_id")
    user_id = fields.Many2one(related="account_id.user_id")
    type_id = fields.Many2one(
        "dosmart.document.type", "Document", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="type_id.sequence", store=True)
    parent_id = fields.Many2one(
        "dosmart.account.document", "Part of", index="btree_not_null", ondelete="cascade"
    )
    child_ids = fields.One2many("dosmart.account.document", "parent_id", "Parts")
    order_id = fields.Many2one(
        "sale.order", "Contract", index="btree_not_null", ondelete="set null"
    )
    number = fields.Integer("Instalment", default=0, required=True, aggregator=None)
    date_due = fields.Date("Due on", help="Of the instalment; the line is not awaited before.")
    state = fields.Selection(STATES, default="missing", required=True)
    date = fields.Date("Received on")
    date_expiry = fields.Date("Valid until")
    filed_by_id = fields.Many2one("res.users", "Filed by", ondelete="set null")
    file_ids = fields.One2many("dosmart.document.file", "document_id", "Files")

    _line_uniq = models.UniqueIndex(
        "(account_id, type_id, COALESCE(order_id, 0), number) "
        "WHERE number = 0 OR order_id IS NOT NULL",
        "This document is listed in the folder already.",
    )
    _expiry_idx = models.Index("(date_expiry) WHERE state = 'received'")

    @api.depends("type_id.name", "number", "date_due")
    def _compute_display_name(self):
        for document in self:
            name = document.type_id.name or ""
            if document.number:
                name = self.env._(
                    "%(document)s %(number)s, due on %(date)s",
                    document=name,
                    number=document.number,
                    date=format_date(self.env, document.date_due),
                )
            document.display_name = name

    def unlink(self):
        """Delete the files too: the database would, but leave their contents behind."""
        (self | self.child_ids).file_ids.unlink()
        return super().unlink()

    def action_file(self, name, data):
        """File the content *data*, base64, under the file name *name*; the document is received."""
        self._check_may_change()
        # sudo: whoever may change the account may file; the file checks its content itself.
        files = self.env["dosmart.document.file"].sudo()
        files.create({"document_id": self.id, "name": name, "content": data})
        self._receive()

    def action_receive(self):
        """Note that the paper is in the folder, or that the client's form says what is asked."""
        self._check_may_change()
        document = self.type_id
        # sudo: whether the form says it, nothing more.
        if document.evidence != "file" and not document._is_known(self.partner_id.sudo()):
            raise UserError(
                self.env._(
                    "The form of %(client)s does not say this yet: %(evidence)s. Fill it in first.",
                    client=self.partner_id.display_name,
                    evidence=dict(document._fields["evidence"]._description_selection(self.env))[
                        document.evidence
                    ],
                )
            )
        self._receive()

    def action_set_state(self, state):
        """Say that the document is *state*: missing again, or not applicable."""
        self._check_may_change()
        if state not in ("missing", "not_applicable"):
            raise UserError(self.env._("File the document, or note that it was received."))
        if self.file_ids:
            raise UserError(
                self.env._(
                    "%(document)s has files. Take them out of the folder first.",
                    document=self.display_name,
                )
            )
        # sudo: the right to change the account was checked; see the class.
        document = self.sudo()
        document.write({"state": state, "date": False, "date_expiry": False, "filed_by_id": False})
        document.account_id._update_progress()

    def action_set_expiry(self, date):
        """Say until when the document is valid; empty: for ever."""
        self._check_may_change()
        today = fields.Date.context_today(self)
        day = fields.Date.to_date(date) or False
        if self.state not in ("received", "expired"):
            raise UserError(self.env._("Only a document that was received has a validity."))
        # sudo: as above.
        document = self.sudo()
        document.write(
            {"date_expiry": day, "state": "expired" if day and day < today else "received"}
        )
        document.account_id._update_progress()

    def _check_may_change(self):
        self.ensure_one()
        self.account_id.check_access("write")
        if self.child_ids:
            raise UserError(
                self.env._(
                    "%(document)s has parts. File each of them in its own line.",
                    document=self.display_name,
                )
            )
        if self.account_id.state == "cancelled":
            raise UserError(
                self.env._(
                    "%(account)s is cancelled: its folder stays as it is. "
                    "Confirm a contract of this account first.",
                    account=self.account_id.name,
                )
            )

    def _receive(self):
        today = fields.Date.context_today(self)
        months = self.type_id.validity_months
        values = {
            "state": "received",
            "date": today,
            "date_expiry": add_months(today, months) if months else False,
            "filed_by_id": self.env.uid,
        }
        # sudo: the right to change the account was checked; see the class.
        document = self.sudo()
        document.write(values)
        document.account_id._update_progress()

    def action_open_account(self):
        """Open the folder of this document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "dosmart.service.account",
            "res_id": self.account_id.id,
            "views": [(False, "form")],
        }
