from odoo import api, models
from odoo.tools import SQL


class CrmLead(models.Model):
    """Contacts of programs break the silence, too."""

    _inherit = "crm.lead"

    @api.model
    def _contact_queries(self):
        return [
            *super()._contact_queries(),
            SQL(
                "SELECT MAX(contacted_on) FROM dosmart_touchpoint"
                " WHERE partner_id = lead.partner_id"
            ),
        ]
