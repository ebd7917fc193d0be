from odoo import api, fields, models
from odoo.tools import format_date


class ServiceAccount(models.Model):
    """What the form of an account shows of its folder, in order, ready for the browser."""

    _inherit = "dosmart.service.account"

    document_ids = fields.One2many("dosmart.account.document", "account_id", "Documents")
    folder_board = fields.Json("Folder", compute="_compute_folder_board")

    @api.depends("document_ids.state", "document_ids.file_ids", "document_ids.date_expiry", "state")
    @api.depends_context("lang", "uid")
    def _compute_folder_board(self):
        may_open = self.env.user.has_group("dosmart_crm.group_identity_reader")
        for account in self:
            items = account.document_ids.filtered(lambda line: not line.parent_id)
            account.folder_board = {
                "items": [line._prepare_board_row() for line in items],
                "closed": account.state == "cancelled",
                "may_open_identity": may_open,
                # sudo: a setting of the company, the same for everybody.
                "file_mb": account.sudo().company_id.folder_file_mb,
            }


class AccountDocument(models.Model):
    _inherit = "dosmart.account.document"

    def _prepare_board_row(self):
        kind, today = self.type_id, fields.Date.context_today(self)
        is_future = bool(self.date_due and self.date_due > today)
        return {
            "id": self.id,
            "place": kind.sequence,
            "name": self.display_name,
            "description": "" if self.number else kind.description or "",
            "state": self.state,
            "said": self._say_state(),
            "is_future": is_future and self.state == "missing",
            "evidence": kind.evidence,
            "is_identity": kind.is_identity,
            "receipt": bool(self._receipt_kind()),
            "expiry": fields.Date.to_string(self.date_expiry) or "",
            "parts": [part._prepare_board_row() for part in self.child_ids],
            "files": [
                {"id": file.id, "name": file.name, "is_identity": file.is_identity}
                for file in self.file_ids
            ],
        }

    def _say_state(self):
        """Return who filed the document and when, in words; nothing as long as it is missing."""
        if not self.date:
            return ""
        # sudo: the name of a colleague who may have left.
        user, day = self.sudo().filed_by_id.name, format_date(self.env, self.date)
        if not user:
            return self.env._("%(date)s, from the client's form", date=day)
        return self.env._("%(date)s, %(user)s", date=day, user=user)
