from odoo import fields, models
from odoo.fields import Domain


class ServiceAccount(models.Model):
    """Which documents a folder lists: those that apply, with their parts and instalments."""

    _inherit = "dosmart.service.account"

    def action_update_list(self):
        """List what the administrator added since, and what the client's form says by now."""
        self.check_access("write")
        # sudo: the list follows from the account, which may be changed; nobody writes it by hand.
        self.sudo()._list_documents()

    def _list_documents(self):
        """Add the documents that these folders lack, drop empty ones that do not apply any more."""
        accounts = self.filtered(lambda account: account.state != "cancelled")
        items = self.env["dosmart.document.type"].search([("parent_id", "=", False)])
        wanted = {
            (account, item.id, 0, 0): {"account_id": account.id, "type_id": item.id}
            for account in accounts
            for item in items
            if item._applies(account)
        }
        accounts._list_lines(Domain("parent_id", "=", False), wanted)
        accounts.order_ids.instalment_ids.fetch(["date_due", "number"])  # all at once
        headings = self.env["dosmart.account.document"].search(
            [("account_id", "in", accounts.ids), ("parent_id", "=", False)]
        )
        parts = {key: vals for line in headings for key, vals in line._wanted_parts().items()}
        accounts._list_lines(Domain("parent_id", "!=", False), parts)
        accounts._take_from_form()
        self.invalidate_recordset(["document_ids"])  # new lines are not in their order
        self._update_progress()

    def _list_lines(self, domain, wanted):
        """Make the lines of *domain* those of *wanted*, {key: values}; keep what was filed."""
        documents = self.env["dosmart.account.document"]
        lines = documents.search(Domain("account_id", "in", self.ids) & domain)
        known = {line._key(): line for line in lines}
        documents.create([values for key, values in wanted.items() if key not in known])
        lines.filtered(lambda line: line._key() not in wanted)._drop_empty()

    def _take_from_form(self):
        """Receive what the client's form says by now: phone, email…"""
        asked = Domain("type_id.evidence", "!=", "file") & Domain("state", "=", "missing")
        lines = self.env["dosmart.account.document"].search(
            Domain("account_id", "in", self.ids) & asked
        )
        known = lines.filtered(lambda line: line.type_id._is_known(line.partner_id))
        known.write({"state": "received", "date": fields.Date.context_today(self)})


class AccountDocument(models.Model):
    _inherit = "dosmart.account.document"

    def _key(self):
        """Return what tells this line from all others."""
        return self.account_id, self.type_id.id, self.order_id.id or 0, self.number

    def _wanted_parts(self):
        """Return {key: values} of the lines below this item: its parts, its instalments."""
        account = self.account_id
        parts = {
            (account, part.id, 0, 0): self._prepare_part(part)
            for part in self.type_id.child_ids
            if part._applies(account)
        }
        if self.type_id.is_per_instalment:
            for order in account.order_ids.filtered(lambda order: order.state == "sale"):
                parts |= self._wanted_instalments(order)
        return parts

    def _wanted_instalments(self, order):
        """Return one line per instalment of *order*, or one for cash."""
        rows = [(row.number, row.date_due) for row in order.instalment_ids]
        return {
            (self.account_id, self.type_id.id, order.id, number): self._prepare_part(self.type_id)
            | {"order_id": order.id, "number": number, "date_due": day}
            for number, day in rows or [(1, order.contract_start)]
        }

    def _prepare_part(self, kind):
        return {"account_id": self.account_id.id, "parent_id": self.id, "type_id": kind.id}

    def _drop_empty(self):
        """Delete those of these lines in which nobody filed or said anything."""
        leaves = (self | self.child_ids).filtered(lambda line: not line.child_ids)
        filled = leaves.filtered(lambda line: line.state != "missing" or line.file_ids)
        (self - filled - filled.parent_id).unlink()
