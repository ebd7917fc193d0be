from odoo import models

CLIENT_SHEET = "dosmart_crm.report_client_sheet_"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def get_paperformat(self):
        """Print the client sheet on the company's paper, with margins that leave it one page."""
        if self.paperformat_id or not (self.report_name or "").startswith(CLIENT_SHEET):
            return super().get_paperformat()
        is_letter = self.env.company.paperformat_id.format == "Letter"
        paper = "letter" if is_letter else "a4"
        return self.env.ref(f"dosmart_crm.paperformat_client_sheet_{paper}")
