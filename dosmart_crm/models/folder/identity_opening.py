import base64

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

READERS = "dosmart_crm.group_identity_reader"


class IdentityOpening(models.Model):
    """One opening of an identity document: what, who, when. Nobody writes or deletes it."""

    _name = "dosmart.identity.opening"
    _description = "Opening of an Identity Document"
    _order = "id desc"
    _rec_name = "file_name"

    account_id = fields.Many2one(
        "dosmart.service.account", "Service Account", readonly=True, ondelete="set null", index=True
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    partner_id = fields.Many2one("res.partner", "Client", readonly=True, ondelete="set null")
    document_name = fields.Char("Document", readonly=True)
    file_name = fields.Char("File", readonly=True)
    user_id = fields.Many2one("res.users", "Opened by", readonly=True, ondelete="set null")
    user_name = fields.Char("Name Then", readonly=True)
    address = fields.Char("From Address", readonly=True, help="Network address of the browser.")


class DocumentFile(models.Model):
    _inherit = "dosmart.document.file"

    def _open_identity(self, address):
        """Return the content of this identity document, and log who opened it.

        The one way to it: for members of the group who may see the account.
        """
        self.ensure_one()
        if not self.env.user.has_group(READERS):
            raise AccessError(
                self.env._(
                    "You may not open identity documents. Ask your administrator for the group "
                    "“Identity Documents: Read”."
                )
            )
        self.check_access("read")
        self.document_id.account_id.check_access("read")
        # sudo: nobody may read the content or write the log, except here.
        file = self.sudo()
        file.env["dosmart.identity.opening"].create(file._prepare_opening(self.env.user, address))
        return base64.b64decode(file.sealed_content)

    def _prepare_opening(self, user, address):
        document = self.document_id
        return {
            "account_id": document.account_id.id,
            "company_id": document.company_id.id,
            "partner_id": document.account_id.partner_id.id,
            "document_name": document.display_name,
            "file_name": self.name,
            "user_id": user.id,
            "user_name": user.name,
            "address": address,
        }


class ServiceAccount(models.Model):
    _inherit = "dosmart.service.account"

    def action_erase_identity(self):
        """Erase the identity documents of these clients, in all their folders; contracts stay."""
        self.check_access("unlink")
        accounts = self._of_same_clients()
        accounts.check_access("unlink")
        lines = accounts._identity_lines()
        lines.file_ids.filtered("is_identity").unlink()
        lines.filtered(lambda line: not line.file_ids).write(
            {"state": "not_applicable", "date": False, "date_expiry": False, "filed_by_id": False}
        )
        accounts._erase_curp()
        note = self.env._("The identity documents were erased.")
        accounts._message_log_batch(dict.fromkeys(accounts.ids, note))
        # sudo: asked for by a manager, whose right was checked.
        accounts.sudo()._update_progress()

    def _of_same_clients(self):
        return self.search([("partner_id", "in", self.partner_id.ids)])

    def _identity_lines(self):
        """Return the lines of these folders that hold identity documents, or once did."""
        # sudo: asked for by a manager, who may delete accounts but not read these files.
        return self.sudo().document_ids.filtered(
            lambda line: line.type_id.is_identity or any(line.file_ids.mapped("is_identity"))
        )

    def _erase_curp(self):
        """Erase the CURP of these clients and their contacts, with what confirmed it."""
        # sudo: as above; a manager need not be allowed to edit contacts.
        people = self.env["res.partner"].sudo().with_context(active_test=False)
        people.search(
            Domain("id", "child_of", self.partner_id.ids)
            & (Domain("curp", "!=", False) | Domain("curp_exception_reason", "!=", False))
        ).write({"curp": False, "curp_exception_reason": False})
