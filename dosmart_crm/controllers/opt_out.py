"""The page on which a client wants no more emails. The link of the email is the right to it."""

from odoo.http import Controller, request, route

from .sheet_portal import HEADERS, OPTIONS

PAGE = "/dosmart/opt_out/<string:kind>/<string:record_id>/<string:token>"
MODELS = {"program": "dosmart.touchpoint", "survey": "survey.user_input"}


class OptOut(Controller):
    @route(PAGE, methods=["GET"], readonly=True, **OPTIONS)
    def opt_out_page(self, kind, record_id, token, **_kwargs):
        """Ask first: programs that check links open them too."""
        return self._answer(kind, record_id, token)

    @route(PAGE, methods=["POST"], **OPTIONS)
    def opt_out(self, kind, record_id, token, **_kwargs):
        """Take the client off all emails that nobody asked for."""
        return self._answer(kind, record_id, token, is_done=True)

    def _answer(self, kind, record_id, token, is_done=False):
        sent = kind in MODELS and request.env[MODELS[kind]]._opened_for_opt_out(record_id, token)
        if not sent:
            return self._page("dosmart_crm.sheet_portal_refused", {}, 404)
        if is_done:
            sent._opt_out()
        company = sent.company_id
        values = {"company": company, "res_company": company, "is_done": is_done}
        return self._page("dosmart_crm.program_opt_out", values)

    def _page(self, template, values, status=200):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "opt_out", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
