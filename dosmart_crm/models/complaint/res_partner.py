from odoo import api, fields, models

EMPLOYEES = "base.group_user"


class ResPartner(models.Model):
    """Clients know their complaints."""

    _inherit = "res.partner"

    complaint_ids = fields.One2many(
        "dosmart.complaint", "client_id", "Complaints of the Client", groups=EMPLOYEES
    )
    open_complaint_count = fields.Integer(
        "Open Complaints", compute="_compute_open_complaint_count", groups=EMPLOYEES
    )

    @api.depends("commercial_partner_id")
    def _compute_open_complaint_count(self):
        counts = self.commercial_partner_id._open_complaint_counts()
        for partner in self:
            partner.open_complaint_count = counts.get(partner.commercial_partner_id.id, 0)

    def _open_complaint_counts(self):
        """Return {id of the client: number of its open complaints that the user may see}."""
        groups = self.env["dosmart.complaint"]._read_group(
            [("client_id", "in", self.ids), ("is_open", "=", True)], ["client_id"], ["__count"]
        )
        return {client.id: count for client, count in groups}

    def action_view_complaints(self):
        """Open the complaints of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.complaint_action")
        return action | {
            "domain": [("client_id", "=", self.commercial_partner_id.id)],
            "context": {"default_partner_id": self.id},
        }
