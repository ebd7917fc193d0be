from odoo import models


class ResUsers(models.Model):
    """A login of the portal belongs to a client."""

    _inherit = "res.users"

    def _portal_client(self):
        """Return the client whom this user of the portal belongs to, none for all others."""
        client = self.partner_id.commercial_partner_id
        return client if self._is_portal() else client.browse()
