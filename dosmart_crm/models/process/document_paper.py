from odoo import api, models

from ...report.page_numbers import number_pages
from .document_sending import REPORT


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def get_paperformat(self):
        """Print documents on the company's paper, with margins of their own."""
        if self.paperformat_id or self.report_name != REPORT:
            return super().get_paperformat()
        is_letter = self.env.company.paperformat_id.format == "Letter"
        paper = "letter" if is_letter else "a4"
        return self.env.ref(f"dosmart_crm.paperformat_document_{paper}")

    @api.model
    def _run_wkhtmltopdf(self, bodies, report_ref=False, header=None, footer=None, **options):
        """Number the pages of documents, and leave out Odoo's header: it would hide text."""
        if not report_ref or self._get_report(report_ref).report_name != REPORT:
            return super()._run_wkhtmltopdf(bodies, report_ref, header, footer, **options)
        return number_pages(super()._run_wkhtmltopdf(bodies, report_ref, **options))
