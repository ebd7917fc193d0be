"""The page on which a client follows a deal: with a link, or logged in to the portal."""

from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from .sheet_portal import HEADERS, OPTIONS


class DealPage(CustomerPortal):
    @route(
        "/dosmart/follow/<string:link_id>/<string:token>", methods=["GET"], readonly=True, **OPTIONS
    )
    def deal_follow(self, link_id, token, **_kwargs):
        """Show the deal to the holder of the link. Writes nothing."""
        links = request.env["dosmart.deal.link"]
        return self._deal_page(links._opened_by(link_id, token, request.env.user))

    @route("/my/deals", type="http", auth="user", website=True, readonly=True, sitemap=False)
    def my_deals(self, **_kwargs):
        """List the deals that are shared with the client."""
        deals = request.env["crm.lead"]._deals_of_client(request.env.user)
        values = {"deals": deals, "page_name": "deals"}
        return request.render(
            "dosmart_crm.deal_page_list", self._prepare_portal_layout_values() | values
        )

    @route(
        "/my/deal/<string:lead_id>",
        type="http",
        auth="user",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def my_deal(self, lead_id, **_kwargs):
        """Show a deal of the client who is logged in."""
        deals = request.env["crm.lead"]._deals_of_client(request.env.user)
        return self._deal_page(deals.filtered(lambda deal: str(deal.id) == lead_id))

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "deal_count" in counters:
            values["deal_count"] = len(request.env["crm.lead"]._deals_of_client(request.env.user))
        return values

    def _deal_page(self, deal):
        """Show *deal*, or answer the same whatever is wrong, so that nothing can be learnt."""
        if not deal:
            return self._deal_answer("dosmart_crm.sheet_portal_refused", {}, 404)
        # sudo: the page shows the name and logo of whose deal it is, also to visitors.
        company = deal.company_id or request.env.company.sudo()
        values = deal.with_company(company)._prepare_deal_page()
        values |= {"company": company, "res_company": company}
        return self._deal_answer("dosmart_crm.deal_page", values)

    def _deal_answer(self, template, values, status=200):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "deal", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
