"""The page on which a client follows a deal: with a link, or logged in to the portal."""

from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..logic import secret_link
from .sheet_portal import HEADERS, OPTIONS

FOLLOWED = "/dosmart/follow/<string:link_id>/<string:token>"
LOGGED_IN = {"type": "http", "auth": "user", "website": True, "readonly": True, "sitemap": False}


class DealPage(CustomerPortal):
    @route(FOLLOWED, methods=["GET"], readonly=True, **OPTIONS)
    def deal_follow(self, link_id, token, **_kwargs):
        """Show the deal to the holder of the link. Writes nothing."""
        deal = self._followed_deal(link_id, token)
        return self._deal_page(deal, f"/dosmart/follow/{link_id}/{token}")

    @route(f"{FOLLOWED}/document/<string:document_id>", methods=["GET"], readonly=True, **OPTIONS)
    def deal_follow_document(self, link_id, token, document_id, **_kwargs):
        """Show the PDF of a document that was sent, to the holder of the link."""
        return self._deal_document(self._followed_deal(link_id, token), document_id)

    @route(["/my/deals", "/my/deals/page/<int:page>"], **LOGGED_IN)
    def my_deals(self, page=1, **_kwargs):
        """List the deals that are shared with the client."""
        leads, user, step = request.env["crm.lead"], request.env.user, self._items_per_page
        pages = pager("/my/deals", leads._count_shared_deals(user), page, step)
        values = {
            "deals": leads._shared_deals(user, limit=step, offset=pages["offset"]),
            "pager": pages,
            "page_name": "deals",
        }
        return request.render(
            "dosmart_crm.deal_page_list", self._prepare_portal_layout_values() | values
        )

    @route("/my/deal/<string:lead_id>", **LOGGED_IN)
    def my_deal(self, lead_id, **_kwargs):
        """Show a deal of the client who is logged in."""
        return self._deal_page(self._own_deal(lead_id), f"/my/deal/{lead_id}")

    @route("/my/deal/<string:lead_id>/document/<string:document_id>", **LOGGED_IN)
    def my_deal_document(self, lead_id, document_id, **_kwargs):
        """Show the PDF of a document that was sent, to the client who is logged in."""
        return self._deal_document(self._own_deal(lead_id), document_id)

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "deal_count" in counters:
            values["deal_count"] = request.env["crm.lead"]._count_shared_deals(request.env.user)
        return values

    def _followed_deal(self, link_id, token):
        return request.env["dosmart.deal.link"]._opened_by(link_id, token, request.env.user)

    def _own_deal(self, lead_id):
        asked = Domain("id", "=", secret_link.record_id(lead_id))
        return request.env["crm.lead"]._shared_deals(request.env.user, asked)

    def _deal_page(self, deal, address):
        """Show *deal*, or answer the same whatever is wrong, so that nothing can be learnt."""
        if not deal:
            return self._refuse()
        # sudo: the page shows the name and logo of whose deal it is, also to visitors.
        company = deal.company_id or request.env.company.sudo()
        values = deal.with_company(company)._prepare_deal_page()
        values |= {"address": address, "company": company, "res_company": company}
        return self._deal_answer("dosmart_crm.deal_page", values)

    def _deal_document(self, deal, document_id):
        document = deal and deal._documents_for_client().filtered(
            lambda document: document.id == secret_link.record_id(document_id)
        )
        if not document:
            return self._refuse()
        stream = request.env["ir.binary"]._get_stream_from(document.attachment_id)
        answer = stream.get_response(as_attachment=False)
        answer.headers.update(HEADERS)
        return answer

    def _refuse(self):
        return self._deal_answer("dosmart_crm.sheet_portal_refused", {}, 404)

    def _deal_answer(self, template, values, status=200):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "deal", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
