"""A salesperson's day in the browser: from a new lead to the quotation the client gets."""

import io

from pypdf import PdfReader

from ..common import DosmartHttpCase


class TestSalespersonJourney(DosmartHttpCase):
    def test_new_lead_becomes_a_sent_quotation_with_two_offers(self):
        self.env["product.product"].create({"name": "Tour Camera", "list_price": 10_000})
        self.start_tour("/odoo", "dosmart_crm_salesperson", login="salesperson")
        lead = self.env["crm.lead"].search([("name", "=", "Cámaras para la tienda")])
        self.assertEqual(lead.user_id, self.salesperson)
        self.assertEqual(lead.client_status_id, self.env.ref("dosmart_crm.client_status_potential"))
        order = lead.order_ids
        self.assertEqual(order.state, "sent")
        offers = order.offer_proposal_ids
        self.assertEqual(set(offers.mapped("state")), {"accepted"})
        self.assertEqual(
            set(offers.offer_id.mapped("name")),
            {"Complementary services at low cost", "Free maintenance"},
        )
        free = order.order_line.filtered(
            lambda line: line.offer_proposal_id.offer_id.name == "Free maintenance"
        )
        self.assertEqual((free.discount, free.price_subtotal), (100, 0))
        text = self.print_quotation(order)
        self.assertIn("Tour Camera", text)
        self.assertIn("Free maintenance", text)

    def print_quotation(self, order):
        """Return the text of the PDF."""
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        with self.allow_pdf_render():
            pdf, _format = report._render_qweb_pdf("sale.report_saleorder", order.ids)
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
