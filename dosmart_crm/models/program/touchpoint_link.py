from odoo import api, models
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...logic import secret_link


class Touchpoint(models.Model):
    """Links in emails and letters: whoever holds one may do what it is for, and nothing else."""

    _inherit = "dosmart.touchpoint"

    def _link_token(self, purpose, fact):
        """Return what proves that somebody got the link of this contact for *purpose*.

        :param fact: what must not change, or else the link opens nothing any more
        """
        # sudo: the secret of the database; nothing of it is told.
        env = self.env(su=True)
        return hmac(env, f"dosmart-program-{purpose}", (self.id, fact))

    @api.model
    def _opened_by_link(self, touchpoint_id, token, right):
        """Return the contact whose link this is, none whatever is wrong with it.

        :param right: the function that returns the token of a contact
        """
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        touch = self.sudo().browse(secret_link.record_id(touchpoint_id)).exists()
        expected = right(touch) if touch else secret_link.NO_TOKEN
        is_right = consteq(expected.encode(), token.encode("utf-8", "replace"))
        return touch if is_right and touch else self.browse()
