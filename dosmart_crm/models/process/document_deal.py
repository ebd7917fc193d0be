from odoo import models


class CrmLead(models.Model):
    """The documents of a deal, and the control points that ask for them."""

    _inherit = "crm.lead"

    def action_view_documents(self):
        """Open the documents of this deal."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.document_action")
        return action | {
            "domain": [("lead_id", "=", self.id)],
            "context": {"default_lead_id": self.id},
        }

    def action_write_document(self, point_id):
        """Open the document that the control point asks for: the draft, or a new one."""
        kind = self._open_state(point_id, "document").point_id.document_kind
        draft = self.env["dosmart.document"].search(
            [("lead_id", "=", self.id), ("kind", "=", kind), ("state", "=", "draft")], limit=1
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "dosmart.document",
            "res_id": draft.id,
            "views": [(False, "form")],
            "context": {"default_lead_id": self.id, "default_kind": kind},
        }
