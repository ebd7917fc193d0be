from odoo import api, models
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...logic import secret_link

SCOPE = "dosmart-program-opt-out"


class Touchpoint(models.Model):
    """Every email of a program has a link with which the client wants no more of them."""

    _inherit = "dosmart.touchpoint"

    def _opt_out_token(self):
        """Return what proves that somebody got the email of this contact."""
        # sudo: the secret of the database; nothing of it is told.
        env = self.env(su=True)
        return hmac(env, SCOPE, (self.id, self.partner_id.email_normalized or ""))

    def _opt_out_url(self):
        """Return the address of the page on which the client says so."""
        self.ensure_one()
        # sudo: whoever sends the email may not read the client's page.
        touch = self.sudo()
        return f"{touch.get_base_url()}/dosmart/opt_out/{touch.id}/{touch._opt_out_token()}"

    @api.model
    def _opened_by_link(self, touchpoint_id, token):
        """Return the contact whose email had this link, none whatever is wrong with it."""
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        touch = self.sudo().browse(secret_link.record_id(touchpoint_id)).exists()
        right = touch._opt_out_token() if touch else "0" * 64
        return touch if consteq(right, token) and touch else self.browse()

    def _opt_out(self):
        """Put the address on the list of those who want no emails; twice changes nothing."""
        self.ensure_one()
        # sudo: the client asked for it.
        if email := self.sudo().partner_id.email_normalized:
            message = self.env._("Asked for in an email of “%s”.", self.program_id.name)
            # sudo: as above.
            self.env["mail.blacklist"].sudo()._add(email, message=message)
