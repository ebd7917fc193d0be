from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """A client shows its service accounts; a contact those of its company."""

    _inherit = "res.partner"

    service_account_count = fields.Integer(
        "Service Accounts",
        compute="_compute_service_account_count",
        groups="sales_team.group_sale_salesman",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_service_account_count(self):
        clients = self.commercial_partner_id
        groups = self.env["dosmart.service.account"]._read_group(
            Domain("partner_id", "in", clients.ids), ["partner_id"], ["__count"]
        )
        counts = {client.id: count for client, count in groups}
        for partner in self:
            partner.service_account_count = counts.get(partner.commercial_partner_id.id, 0)

    def action_view_service_accounts(self):
        """Open the accounts of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.service_account_action")
        domain = [("partner_id", "=", self.commercial_partner_id.id)]
        return action | {"domain": domain, "context": {}, "view_mode": "list,kanban,form"}
