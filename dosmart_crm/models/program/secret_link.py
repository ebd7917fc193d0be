from odoo import api, models
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...logic import secret_link


class SecretLinkMixin(models.AbstractModel):
    """Links in emails and letters: whoever holds one may do what it is for, and nothing else."""

    _name = "dosmart.secret.link.mixin"
    _description = "Opened by Secret Links"

    def _link_token(self, purpose, fact):
        """Return what proves that somebody got the link of this record for *purpose*.

        :param fact: what must not change, or else the link opens nothing any more
        """
        # sudo: the secret of the database; nothing of it is told.
        env = self.env(su=True)
        return hmac(env, f"{self._name}-{purpose}", (self.id, fact))

    @api.model
    def _opened_by_link(self, record_id, token, right):
        """Return the record whose link this is, none whatever is wrong with it.

        :param right: the function that returns the token of a record
        """
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        record = self.sudo().browse(secret_link.record_id(record_id)).exists()
        expected = right(record) if record else secret_link.NO_TOKEN
        is_right = consteq(expected.encode(), token.encode("utf-8", "replace"))
        return record if is_right and record else self.browse()
