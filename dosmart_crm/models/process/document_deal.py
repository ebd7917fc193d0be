from odoo import models
from odoo.tools import SQL


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

    def _merge_dependences(self, opportunities):
        """Keep the documents of merged deals as they were written, their orders included."""
        done = super()._merge_dependences(opportunities)
        documents = self.env["dosmart.document"]
        documents.flush_model(["lead_id"])
        self.env.cr.execute(
            SQL(
                "UPDATE dosmart_document SET lead_id = %s WHERE lead_id = ANY(%s)",
                self.id,
                opportunities.ids,
            )
        )
        documents.invalidate_model(["lead_id"], flush=False)
        return done
