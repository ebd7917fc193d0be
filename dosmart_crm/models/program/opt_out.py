from odoo import api, models


class OptOutMixin(models.AbstractModel):
    """What a ``company_id`` emailed to a ``partner_id``, with a link to want no more of it."""

    _name = "dosmart.opt.out.mixin"
    _inherit = "dosmart.secret.link.mixin"
    _description = "Emailed with a Link to Want No More"

    _opt_out_kind = None  # as the address of the page says it

    def _opt_out_token(self):
        return self._link_token("opt-out", self.partner_id.email_normalized or "")

    def _opt_out_url(self):
        """Return the address of the page on which the client says so."""
        self.ensure_one()
        # sudo: whoever sends the email may not read the client's page.
        sent = self.sudo()
        page = f"/dosmart/opt_out/{self._opt_out_kind}/{sent.id}/{sent._opt_out_token()}"
        return f"{sent.get_base_url()}{page}"

    @api.model
    def _opened_for_opt_out(self, record_id, token):
        """Return the record whose email had this link, none whatever is wrong with it."""
        return self._opened_by_link(record_id, token, lambda sent: sent._opt_out_token())

    def _opt_out(self):
        """Put the address on the list of those who want no emails; twice changes nothing."""
        self.ensure_one()
        # sudo: the client asked for it.
        if email := self.sudo().partner_id.email_normalized:
            message = self.env._("Asked for in an email of “%s”.", self._opt_out_subject())
            # sudo: as above.
            self.env["mail.blacklist"].sudo()._add(email, message=message)

    def _opt_out_subject(self):
        """Return in an email of what the client wanted no more."""
        return self.display_name


class Touchpoint(models.Model):
    """Every email of a program has a link with which the client wants no more of them."""

    _name = "dosmart.touchpoint"
    _inherit = ["dosmart.touchpoint", "dosmart.opt.out.mixin"]

    _opt_out_kind = "program"

    def _opt_out_subject(self):
        return self.program_id.name
