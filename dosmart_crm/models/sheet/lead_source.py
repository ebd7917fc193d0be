from odoo import models


class CrmLead(models.Model):
    """How they heard of us and the source of the lead are the same answer."""

    _inherit = "crm.lead"

    def write(self, vals):
        done = super().write(vals)
        if vals.get("source_id"):
            self._propose_source()
        return done

    def _write_answers(self, answers):
        if answers.get("heard_source_id"):
            self.filtered(lambda lead: not lead.source_id).source_id = answers["heard_source_id"]
        return super()._write_answers(answers)

    def _create_sheets(self):
        done = super()._create_sheets()
        self._propose_source()
        return done

    def _share_client_sheet(self):
        done = super()._share_client_sheet()
        self._propose_source()
        return done

    def _propose_source(self):
        """Answer with the source of the lead, unless the client said it already."""
        # sudo: whoever may write the source answers with it.
        for lead in self.sudo().filtered("source_id"):
            sheet = lead.client_sheet_id
            if sheet and not sheet.heard_source_id:
                sheet.heard_source_id = lead.source_id
