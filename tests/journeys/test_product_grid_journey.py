"""The grid of clients and product lines in the browser, as a salesperson."""

from odoo import fields

from ..common import DosmartHttpCase
from ..crm.offer.common import OfferCase


class TestProductGridJourney(DosmartHttpCase, OfferCase):
    def test_salesperson_finds_what_to_offer_and_notes_what_was_said(self):
        guards, cameras = self.env["product.category"].create(
            [{"name": "Guards"}, {"name": "Cameras"}]
        )
        self.guard.categ_id, self.siren.categ_id = guards, cameras
        client = self.new_client(is_company=True)
        self.new_client(name="Papelería Paz", is_company=True)
        self.new_contract(client)
        self.start_tour("/odoo", "dosmart_crm_product_grid", login="salesperson")
        note = self.env["dosmart.product.approach"].search([("partner_id", "=", client.id)])
        self.assertEqual(
            (note.line_id, note.state, note.refusal_reason), (cameras, "refused", "Has some")
        )
        self.assertEqual(note.user_id, self.salesperson)
        self.assertEqual(note.next_step_date, fields.Date.context_today(note))
