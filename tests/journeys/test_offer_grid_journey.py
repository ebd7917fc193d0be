"""The grid of offers in the browser: a sales administrator changes it, a salesperson reads it."""

from ..common import DosmartHttpCase


class TestOfferGridJourney(DosmartHttpCase):
    def rules(self, status, offer):
        return self.env["dosmart.offer.rule"].search(
            [
                ("status_id", "=", self.env.ref(f"dosmart_crm.client_status_{status}").id),
                ("offer_id", "=", self.env.ref(f"dosmart_crm.offer_{offer}").id),
            ]
        )

    def test_administrator_changes_the_grid_by_mouse_and_keyboard(self):
        self.start_tour("/odoo", "dosmart_crm_offer_grid", login="manager")
        for status in ("potential", "possibly_potential"):
            self.assertEqual(self.rules(status, "extra_sensors").occasion, "any")
        self.assertFalse(self.rules("loyal", "financed_renewal"))
        potential, loyal = (
            self.env.ref(f"dosmart_crm.client_status_{name}") for name in ("potential", "loyal")
        )
        self.assertEqual(loyal.inherited_status_ids, potential)
        self.assertFalse(potential.inherited_status_ids)

    def test_salesperson_reads_the_grid(self):
        before = self.env["dosmart.offer.rule"].search([]).ids
        self.start_tour("/odoo", "dosmart_crm_offer_grid_reader", login="salesperson")
        self.assertEqual(self.env["dosmart.offer.rule"].search([]).ids, before)

    def test_empty_grid_opened_in_settings_leads_to_the_catalogue(self):
        self.env["dosmart.offer"].search([]).active = False
        self.start_tour("/odoo/settings", "dosmart_crm_offer_grid_empty", login="admin")
