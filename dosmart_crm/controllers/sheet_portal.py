"""The form in which clients fill in their part of the sheet. The link is the right to it."""

import json

from odoo.http import Controller, request, route

FORM = "/dosmart/sheet/<string:invitation_id>/<string:token>"
OPTIONS = {
    "type": "http",
    "auth": "public",
    "website": True,
    "sitemap": False,
    "text_only": True,
}
# The address is a secret: it is neither kept by a proxy nor told to the sites linked from here.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class SheetPortal(Controller):
    @route(FORM, methods=["GET"], readonly=True, **OPTIONS)
    def sheet_form(self, invitation_id, token, sent=None, **_kwargs):
        """Show the form, or after it was sent the thanks."""
        invitation = self._invitation(invitation_id, token)
        if not invitation:
            return self._refuse()
        if sent:
            return self._page("dosmart_crm.sheet_portal_thanks", {"form": request.httprequest.path})
        return self._form(invitation)

    @route(FORM, methods=["POST"], **OPTIONS)
    def sheet_answer(self, invitation_id, token, **post):
        """Take the answers, or show beside which question why not."""
        invitation = self._invitation(invitation_id, token)
        if not invitation:
            return self._refuse()
        sent = self._sent(invitation, post)
        seen = self._seen(post)
        if errors := invitation._take_form(sent, seen):
            return self._form(invitation, sent, seen, errors)
        return request.redirect(f"{request.httprequest.path}?sent=1", code=303)

    def _invitation(self, invitation_id, token):
        """Return what this link opens for who is here, none for any reason."""
        invitations = request.env["dosmart.sheet.invitation"]
        invitation = invitations._opened_by(invitation_id, token, request.env.user)
        company = invitation.company_id
        return invitation.with_company(company) if company else invitation

    def _sent(self, invitation, post):
        """Return the answers of the white list as text, several ticks by commas."""
        sections = invitation._form_sections()
        many = {one.name for _s, asked in sections for one in asked if one.type == "many2many"}
        names = {one.name for _section, asked in sections for one in asked}
        form = request.httprequest.form
        ticked = {name: ",".join(form.getlist(name)) for name in many}
        return {name: str(post.get(name) or "") for name in names} | ticked

    def _seen(self, post):
        """Return the answers that the page showed; what is not text there counts as not shown."""
        try:
            seen = json.loads(post.get("seen") or "{}")
        except (ValueError, RecursionError):
            return {}
        pairs = seen.items() if isinstance(seen, dict) else ()
        return {name: answer for name, answer in pairs if isinstance(answer, str)}

    def _form(self, invitation, sent=None, seen=None, errors=None):
        sections = invitation._form_sections()
        known = {one.name: one.raw for _section, asked in sections for one in asked}
        values = {
            "sections": sections,
            "answers": known | (sent or {}),
            "seen": json.dumps(known | (seen or {})),
            "errors": errors or {},
            "client": invitation._form_title(),
            "company": invitation.company_id,
            "res_company": invitation.company_id,
        }
        return self._page("dosmart_crm.sheet_portal_form", values, 422 if errors else 200)

    def _refuse(self):
        """Answer the same whatever is wrong with the link, so that nothing can be learnt."""
        return self._page("dosmart_crm.sheet_portal_refused", {}, 404)

    def _page(self, template, values, status=200):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "client_sheet", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
