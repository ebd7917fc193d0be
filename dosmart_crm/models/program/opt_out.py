from odoo import api, models


class Touchpoint(models.Model):
    """Every email of a program has a link with which the client wants no more of them."""

    _inherit = "dosmart.touchpoint"

    def _opt_out_token(self):
        return self._link_token("opt-out", self.partner_id.email_normalized or "")

    def _opt_out_url(self):
        """Return the address of the page on which the client says so."""
        self.ensure_one()
        # sudo: whoever sends the email may not read the client's page.
        touch = self.sudo()
        return f"{touch.get_base_url()}/dosmart/opt_out/{touch.id}/{touch._opt_out_token()}"

    @api.model
    def _opened_for_opt_out(self, touchpoint_id, token):
        """Return the contact whose email had this link, none whatever is wrong with it."""
        return self._opened_by_link(touchpoint_id, token, lambda touch: touch._opt_out_token())

    def _opt_out(self):
        """Put the address on the list of those who want no emails; twice changes nothing."""
        self.ensure_one()
        # sudo: the client asked for it.
        if email := self.sudo().partner_id.email_normalized:
            message = self.env._("Asked for in an email of “%s”.", self.program_id.name)
            # sudo: as above.
            self.env["mail.blacklist"].sudo()._add(email, message=message)
