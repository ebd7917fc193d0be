"""The tour for a new salesperson: from an empty pipeline to an offer on the table."""

from ..common import DosmartHttpCase


class TestFirstSteps(DosmartHttpCase):
    def test_new_salesperson_follows_the_tour_from_an_empty_pipeline(self):
        self.follow_the_tour()

    def test_salesperson_who_reads_spanish_follows_the_same_tour(self):
        self.salesperson.lang = "es_MX"
        self.follow_the_tour()
        tour = self.env["web_tour.tour"].with_user(self.salesperson).with_context(lang="es_MX")
        message = tour.get_tour_json_by_name("dosmart_crm_tour")["rainbowManMessage"]
        self.assertIn("¡Bien hecho!", message)

    def follow_the_tour(self):
        """Leave a lead with the status potential and one offer on the table."""
        self.start_tour("/odoo", "dosmart_crm_tour", login="salesperson")
        lead = self.env["crm.lead"].search([("user_id", "=", self.salesperson.id)])
        self.assertEqual(lead.name, "Cámaras para la tienda")
        self.assertEqual(lead.client_status_id, self.env.ref("dosmart_crm.client_status_potential"))
        self.assertEqual(lead.offer_proposal_ids.mapped("state"), ["on_table"])
