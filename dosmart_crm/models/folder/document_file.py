import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.file_kind import EXTENSIONS, kind_of

MEGABYTE = 1024 * 1024


class DocumentFile(models.Model):
    """A file of a folder. What is in an identity document lies in a field that nobody may read.

    Such a content is no attachment: no search, export, full-text index, link or share token leads
    to it. ``_open_identity`` alone does, and logs it (spec AF-5).
    """

    _name = "dosmart.document.file"
    _description = "File of a Folder"
    _order = "id"

    document_id = fields.Many2one(
        "dosmart.account.document", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True)
    name = fields.Char(required=True)
    size = fields.Integer(help="In bytes.", readonly=True)
    kind = fields.Char(readonly=True, help="As its content says: pdf, jpg…")
    is_identity = fields.Boolean(readonly=True)
    is_generated = fields.Boolean(readonly=True, help="Made from the dates of the contract.")
    content = fields.Binary(attachment=True)
    sealed_content = fields.Binary(attachment=False, groups=fields.NO_ACCESS)

    @api.model_create_multi
    def create(self, vals_list):
        """Take only files that are what their name says, and seal those of identity documents."""
        return super().create([self._prepare_file_values(vals) for vals in vals_list])

    @api.model
    def _prepare_file_values(self, vals):
        document = self.env["dosmart.account.document"].browse(vals["document_id"])
        content = self._decode(vals.get("content"), vals["name"])
        self._check_size(content, vals["name"], document.company_id)
        kind = self._check_kind(content, vals["name"])
        sealed = document.type_id.is_identity
        encoded = base64.b64encode(content)
        return vals | {
            "size": len(content),
            "kind": kind,
            "is_identity": sealed,
            "content": False if sealed else encoded,
            "sealed_content": encoded if sealed else False,
        }

    @api.model
    def _decode(self, data, name):
        try:
            content = base64.b64decode(data or "", validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if not content:
            raise UserError(
                self.env._("%(file)s is empty or arrived damaged. Choose it again.", file=name)
            )
        return content

    @api.model
    def _check_size(self, content, name, company):
        most = company.folder_file_mb
        if len(content) > most * MEGABYTE:
            raise UserError(
                self.env._(
                    "%(file)s has %(size)s MB; files of a folder have %(most)s MB at most. Scan it "
                    "with a lower resolution, or split it. A manager may raise the limit in "
                    "Settings, DOSmart.",
                    file=name,
                    size=-(-len(content) // MEGABYTE),
                    most=most,
                )
            )

    @api.model
    def _check_kind(self, content, name):
        """Return the kind of *content*, which is what the file *name* says, or refuse it."""
        kind = kind_of(content)
        extension = name.rpartition(".")[2].lower()
        if not kind or EXTENSIONS.get(extension) != kind:
            raise UserError(
                self.env._(
                    "%(file)s is not what its name says, or no PDF or picture (%(kinds)s). Scan or "
                    "save it anew as one of these, then file it.",
                    file=name,
                    kinds=", ".join(sorted(EXTENSIONS)),
                )
            )
        return kind

    def _seal(self):
        """Move the content of these files where nobody may read it."""
        # Never the size in place of the content, which a form may ask for.
        for file in self.with_context(bin_size=False).filtered("content"):
            file.write({"sealed_content": file.content, "content": False, "is_identity": True})

    def action_remove(self):
        """Take the file out of the folder; without any, its document is missing again."""
        self.ensure_one()
        document = self.document_id
        document._check_may_change()
        note = self.env._(
            "%(file)s was taken out of %(document)s.",
            file=self.name,
            document=document.display_name,
        )
        document.account_id.message_post(body=note)
        # sudo: whoever may change the account may take out what was filed by mistake.
        self.sudo().unlink()
        if document.state != "not_applicable" and not document.sudo().file_ids:
            document.action_set_state("missing")
