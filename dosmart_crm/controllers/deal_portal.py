"""The page on which a client approves a step of the deal. The link is the right to it."""

from odoo.http import Controller, request, route

from .sheet_portal import HEADERS, OPTIONS

PAGE = "/dosmart/deal/<string:state_id>/<string:token>"
NAME_LENGTH = 120


class DealPortal(Controller):
    @route(PAGE, methods=["GET"], readonly=True, **OPTIONS)
    def deal_page(self, state_id, token, **_kwargs):
        """Show what the client is asked to approve, or that it is approved. Writes nothing."""
        state = self._opened(state_id, token)
        return self._show(state) if state else self._refuse()

    @route(PAGE, methods=["POST"], **OPTIONS)
    def deal_approve(self, state_id, token, name="", **_kwargs):
        """Take the approval; whoever gives it types a name."""
        state = self._opened(state_id, token)
        if not state:
            return self._refuse()
        name = " ".join(name.split())[:NAME_LENGTH]
        if not name:
            return self._show(state, status=422)
        state._approve_by_client(name)
        return request.redirect(request.httprequest.path, code=303)

    def _opened(self, state_id, token):
        states = request.env["dosmart.lead.control.point"]
        state = states._opened_by(state_id, token, request.env.user)
        company = state.lead_id.company_id
        return state.with_company(company) if company else state

    def _show(self, state, status=200):
        # sudo: who may read the page may read whose it is.
        company = state.lead_id.company_id or request.env.company.sudo()
        values = {
            "deal": state.lead_id.name,
            "point": state.point_id.name,
            "help": state.point_id.help,
            "approved_by": state.client_name if state.done_on else "",
            "approved_on": state.done_on,
            # Whoever opens the link has no time zone of its own.
            "time_zone": state.lead_id.user_id.tz or company.partner_id.tz or "UTC",
            "is_name_missing": status == 422,
            "company": company,
            "res_company": company,
        }
        return self._page("dosmart_crm.deal_portal_approval", values, status)

    def _refuse(self):
        """Answer the same whatever is wrong with the link, so that nothing can be learnt."""
        return self._page("dosmart_crm.sheet_portal_refused", {}, 404)

    def _page(self, template, values, status):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "deal", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
