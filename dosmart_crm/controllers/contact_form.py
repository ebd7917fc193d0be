"""The public contact form: a visitor without a login leaves a request (CS-9)."""

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..models.sheet.contact_form import LIMITS

PATHS = ["/dosmart/contact", "/dosmart/contact/<int:company_id>"]
OPTIONS = {
    "type": "http",
    "auth": "public",
    "website": True,
    "sitemap": False,
    "text_only": True,
    "max_content_length": 64 * 1024,  # bytes; the longest allowed answers need a quarter
}
THANKS = "dosmart_contact_thanks"
TRAP = "website_url"  # a field that people do not see; programs fill it in
BIGGEST_ID = 2**31 - 1


class ContactForm(Controller):
    @route(PATHS, methods=["GET"], readonly=True, **OPTIONS)
    def contact_form(self, company_id=None, sent=None, **_kwargs):
        """Show the form, or after it was sent the thanks."""
        form = self._form_of(company_id)
        return self._thanks(form) if sent else self._page(form)

    @route(PATHS, methods=["POST"], **OPTIONS)
    def contact_send(self, company_id=None, **post):
        """Take the answers; what is known of the visitor never changes what is said."""
        form = self._form_of(company_id)
        answers = form._read(post)
        # Behind a proxy Odoo's own proxy_mode puts the visitor's address here.
        if wait := form._minutes_to_wait(request.httprequest.remote_addr):
            return self._page(form, answers, wait=wait, status=429)
        if not post.get(TRAP):
            if errors := form._errors(answers):
                return self._page(form, answers, errors=errors, status=422)
            lead = form._receive(answers)
            if lead:
                # Only the visitor reads it: the address of the thanks says nothing of anybody.
                request.session[THANKS] = form._tell_received(lead)
        return request.redirect(f"{request.httprequest.path}?sent=1", code=303)

    def _form_of(self, company_id):
        """Return the form of the company in the path, or of the one that this site is of."""
        # sudo: a visitor may read no company and make no lead. What the form takes is text that
        # it checks, and the choice of a source among those offered.
        form = request.env["dosmart.contact.form"].sudo()
        if isinstance(company_id, int):  # text comes from the query, not from the path
            company_id = company_id if 0 < company_id <= BIGGEST_ID else 0
            company = form.env["res.company"].browse(company_id).exists()
        else:
            company = form.env.company
        if not company.contact_form_active:
            raise NotFound
        return form.with_company(company)

    def _page(self, form, answers=None, errors=None, wait=0, status=200):
        values = {
            "answers": answers or {},
            "errors": errors or {},
            "wait": wait and form._please_wait(wait),
        }
        response = self._render(form, "dosmart_crm.contact_form", values, status)
        if wait:
            response.headers["Retry-After"] = str(wait * 60)
        return response

    def _thanks(self, form):
        told = request.session.get(THANKS) or {}
        return self._render(form, "dosmart_crm.contact_form_thanks", {"told": told})

    def _render(self, form, template, values, status=200):
        company = form.env.company
        values |= {
            "limits": LIMITS,
            "trap": TRAP,
            "sources": [(str(s.id), s.client_label) for s in company._contact_form_sources()],
            "company": company,
            "res_company": company,
            "path": request.httprequest.path,
        }
        return request.render(template, values, status=status)
