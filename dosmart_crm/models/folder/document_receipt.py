import base64

from odoo import fields, models
from odoo.exceptions import UserError

RECEIPT = "dosmart_crm.report_folder_receipt"


class AccountDocument(models.Model):
    """Receipts made of the contract's own dates and filed in one click (spec AF-2)."""

    _inherit = "dosmart.account.document"

    def _receipt_kind(self):
        """Return the receipt this line prints as, or nothing."""
        kind = self.type_id.receipt_kind
        has_own = not (self.child_ids and kind == "counter_receipt")
        is_part_of_another = self.parent_id and self.parent_id.type_id != self.type_id
        return has_own and not is_part_of_another and kind

    def action_generate(self):
        """Print the receipt and file it in place of the one printed before."""
        self._check_may_change()
        self._check_receipt()
        # sudo: the receipt names dates and amounts of the account's contract, which may be that
        # of a colleague; the right to change the account was checked.
        line = self.sudo()
        report = line.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf(RECEIPT, self.ids)
        line.file_ids.filtered("is_generated").unlink()
        line.file_ids.create(
            {
                "document_id": self.id,
                "name": f"{self.display_name.replace('/', '-')}.pdf",
                "content": base64.b64encode(content),
                "is_generated": True,
            }
        )
        self._receive()

    def _check_receipt(self):
        other = self.filtered(lambda document: not document._receipt_kind())[:1]
        if other:
            raise UserError(
                self.env._(
                    "%(document)s is not printed from the contract. Scan the paper and file it.",
                    document=other.display_name,
                )
            )

    def _contract(self):
        """Return the contract a receipt is about: that of the line, or the newest confirmed one."""
        signed = self.account_id.order_ids.filtered(lambda order: order.state == "sale")
        return self.order_id or signed.sorted("contract_start")[-1:]

    def _instalments(self):
        """Return the instalments a receipt lists: all of the contract, or that of the line."""
        rows = self._contract().instalment_ids
        return rows.filtered(lambda row: row.number == self.number) if self.number else rows

    def _address_line(self, partner):
        """Return the address of *partner* in one line; what is not known is left out."""
        parts = (partner.street, partner.street2, partner.zip, partner.city, partner.state_id.name)
        return ", ".join(part for part in parts if part)

    def _installed_on(self):
        return self.account_id.installation_date or self.account_id.date_start

    def _printed_on(self):
        return fields.Date.context_today(self)
