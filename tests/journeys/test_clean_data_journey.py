"""Client data kept clean in the browser: duplicates, how to contact, and whether it is right."""

from odoo import fields

from ..common import DosmartHttpCase


class TestCleanDataJourney(DosmartHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana, cls.eva = (
            cls.env["res.partner"].create(
                [{"name": name, "email": email}, {"name": f"{name} Ruiz", "email": email}]
            )
            for name, email in (
                ("Tour Ana", "ana@tour.example.com"),
                ("Tour Eva", "eva@tour.example.com"),
            )
        )

    def test_salesperson_tells_apart_and_asks_to_merge(self):
        self.start_tour("/odoo", "dosmart_crm_duplicates", login="salesperson")
        self.assertEqual(self.ana[0].distinct_partner_ids, self.ana[1])
        merge = self.env.ref("dosmart_crm.mail_activity_merge")
        self.assertEqual(self.eva[0].activity_ids.activity_type_id, merge)

    def test_administrator_merges_with_odoos_wizard(self):
        self.manager.group_ids += self.env.ref("base.group_partner_manager")
        self.start_tour("/odoo", "dosmart_crm_merge_duplicates", login="manager")
        self.assertEqual(len(self.eva.exists()), 1)

    def test_salesperson_notes_how_to_contact_and_verifies(self):
        client = self.env["res.partner"].create({"name": "Tour Luz", "email": "luz"})
        url = f"/odoo/res.partner/{client.id}"
        self.start_tour(url, "dosmart_crm_how_to_contact", login="salesperson")
        self.assertEqual(client.preferred_channel, "whatsapp")
        self.assertEqual(client.contact_weekday_ids, self.env.ref("dosmart_crm.weekday_friday"))
        self.assertEqual(client.contact_day_part_ids.name, "Evening")
        self.assertEqual(client.verified_by_id, self.salesperson)
        self.assertEqual(client.verified_on, fields.Date.today())
