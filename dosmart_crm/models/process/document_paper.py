from odoo import models

from .document_sending import REPORT


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def get_paperformat(self):
        """Print documents on the company's paper, with the margins of the client sheet."""
        if self.paperformat_id or self.report_name != REPORT:
            return super().get_paperformat()
        is_letter = self.env.company.paperformat_id.format == "Letter"
        paper = "letter" if is_letter else "a4"
        return self.env.ref(f"dosmart_crm.paperformat_client_sheet_{paper}")
