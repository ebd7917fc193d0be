"""The client reads the accepted offers and the plan: on the quotation's PDF and in the portal."""

from odoo.tests import tagged

from ...common import DosmartHttpCase
from .common import OfferCase


class TestQuotationReport(OfferCase):
    def html(self, order):
        report = self.env["ir.actions.report"]
        return report._render_qweb_html("sale.report_saleorder", order.ids)[0].decode()

    def test_quotation_prints_offers_and_plan(self):
        order = self.new_quotation(self.new_client(), contract_start="2027-01-31")
        self.accept(order, self.shipped("first_interest_free_months"))
        html = self.html(order)
        for text in ("Your offers", "6 interest-free months in the first contract", "02/28/2027"):
            self.assertIn(text, html)
        self.assertEqual(html.count("without interest<"), 6)

    def test_quotation_is_printed_in_the_language_of_the_client(self):
        self.shipped("free_maintenance").with_context(lang="es_MX").name = "Mantenimiento gratis"
        order = self.new_quotation(self.new_client(lang="es_MX"))
        self.accept(order, self.shipped("free_maintenance"))
        self.assertIn("Mantenimiento gratis", self.html(order))

    def test_plain_quotation_prints_neither(self):
        html = self.html(self.new_quotation(self.new_client(), [(self.siren, 1, 50)]))
        for text in ("Your offers", "Payment plan"):
            self.assertNotIn(text, html)


@tagged("post_install", "-at_install")
class TestPortal(OfferCase, DosmartHttpCase):
    def test_client_reads_offers_and_plan_but_no_cost(self):
        order = self.new_quotation(self.portal_user.partner_id, contract_start="2027-01-31")
        offer = self.new_offer(name="Gift for you", cost_mode="typed", typed_cost=87654321)
        self.accept(order, offer)
        order.action_quotation_sent()
        self.authenticate("portal_user", "portal_user")
        page = self.url_open(order.get_portal_url()).text
        for text in ("Your offers", "Gift for you", "Payment plan", "02/28/2027"):
            self.assertIn(text, page)
        # Long enough that no random token on the page holds it.
        self.assertNotIn("87,654,321", page)
        self.assertNotIn("87654321", page)
