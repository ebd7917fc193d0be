from werkzeug.exceptions import BadRequest

from odoo import models
from odoo.http import request

MAX_COOKIE = 1000  # characters


class IrHttp(models.AbstractModel):
    """Refuse what no browser sends and Odoo itself would answer with an internal error.

    Routes say ``text_only=True`` for this.
    """

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        done = super()._pre_dispatch(rule, args)
        if rule.endpoint.routing.get("text_only"):
            cls._refuse_anything_but_text()
        return done

    @classmethod
    def _refuse_anything_but_text(cls):
        """Files, a token outside ASCII or a value named like Python's ``self`` are no answers."""
        http = request.httprequest
        token = http.form.get("csrf_token") or http.args.get("csrf_token") or ""
        if http.files or "self" in {*http.form, *http.args} or not token.isascii():
            raise BadRequest(request.env._("This form takes text only. Open it again and retry."))

    @classmethod
    def _set_utm(cls, response):
        """Make no cookie of a file, or of more than a cookie holds, as parameter of a campaign."""
        names = [name for name, *_rest in request.env["utm.mixin"].tracking_fields()]
        values = [request.params.get(name, "") for name in names]
        if all(isinstance(value, str) and len(value) <= MAX_COOKIE for value in values):
            return super()._set_utm(response)
        return None
