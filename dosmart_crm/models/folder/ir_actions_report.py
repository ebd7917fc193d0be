from odoo import models
from odoo.exceptions import UserError

from ...report.folder_label import Label, draw_labels

LABEL = "dosmart_crm.folder_label"
RECEIPT = "dosmart_crm.report_folder_receipt"


class IrActionsReport(models.Model):
    """The label is drawn by reportlab, for wkhtmltopdf does not keep its exact size (AF-4)."""

    _inherit = "ir.actions.report"

    def get_paperformat(self):
        """Print receipts on the company's paper, with the margins of the client sheet."""
        if self.paperformat_id or self.report_name != RECEIPT:
            return super().get_paperformat()
        is_letter = self.env.company.paperformat_id.format == "Letter"
        paper = "letter" if is_letter else "a4"
        return self.env.ref(f"dosmart_crm.paperformat_client_sheet_{paper}")

    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        name = self._get_report(report_ref).report_name
        if name == RECEIPT:
            self.env["dosmart.account.document"].browse(res_ids)._check_receipt()
        if name != LABEL:
            return super()._render_qweb_pdf(report_ref, res_ids, data)
        accounts = self.env["dosmart.service.account"].browse(res_ids)
        return accounts._print_labels(), "pdf"


class ServiceAccount(models.Model):
    _inherit = "dosmart.service.account"

    def _print_labels(self):
        """Return the labels of these folders as PDF, one a page."""
        self.check_access("read")
        if not self:
            raise UserError(self.env._("Choose the folders whose labels you want."))
        return draw_labels([account._prepare_label() for account in self])

    def _prepare_label(self):
        return Label(
            client=self.partner_id.display_name,
            number=self.name,
            kind=self.product_id.name or "",
            extras=", ".join(self.extra_product_ids.mapped("name")),
            legend=self.client_status_id.name or "",
            labels=(self.env._("Service"), self.env._("Extra services"), self.env._("Folder")),
        )
