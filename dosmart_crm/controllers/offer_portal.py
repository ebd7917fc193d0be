from odoo.exceptions import AccessError, MissingError
from odoo.http import request, route

from odoo.addons.sale.controllers.portal import CustomerPortal


class OfferPortal(CustomerPortal):
    """What the client sees of a quotation whose offers wait for a manager: that it is revised.

    That closes all routes of the portal to it: page, PDF, signature, payment, documents.
    """

    def _document_check_access(self, model_name, document_id, access_token=None):
        document = super()._document_check_access(model_name, document_id, access_token)
        if model_name == "sale.order" and self._is_in_revision(document):
            raise AccessError(request.env._("This quotation is being revised."))
        return document

    def _is_in_revision(self, order):
        return request.env.user.share and order._awaits_offer_approval()

    @route()
    def portal_order_page(self, order_id, access_token=None, **kwargs):
        """Say so to a client whose link is right, instead of leading elsewhere."""
        try:
            order = super()._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return request.redirect("/my")
        if self._is_in_revision(order):
            values = {"sale_order": order, "page_name": "quote"}
            return request.render("dosmart_crm.quotation_in_revision", values)
        return super().portal_order_page(order_id, access_token=access_token, **kwargs)
