"""A visitor leaves a request on a phone; the manager minds the form and an odd RFC."""

from ..common import DosmartHttpCase


class TestContactOnPhone(DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_visitor_leaves_a_request_on_a_phone(self):
        self.start_tour("/dosmart/contact", "dosmart_crm_contact_form")
        lead = self.env["crm.lead"].search([("contact_name", "=", "José Ñúñez")])
        self.assertEqual(lead.phone, "55 1234 5678")
        self.assertEqual(lead.source_id, self.env.ref("dosmart_crm.utm_source_sign"))


class TestContactManager(DosmartHttpCase):
    def test_administrator_sets_up_the_contact_form(self):
        self.manager.group_ids += self.env.ref("base.group_system")
        self.start_tour("/odoo/settings", "dosmart_crm_contact_settings", login=self.manager.login)
        self.assertEqual(self.env.company.contact_form_limit, 3)
        self.assertEqual(self.env.company.contact_form_promise, "We call tomorrow.")

    def test_manager_confirms_an_unusual_rfc(self):
        client = self.env["res.partner"].create(
            {"name": "Abarrotes Lupita", "country_id": self.env.ref("base.mx").id}
        )
        url = f"/odoo/res.partner/{client.id}"
        self.start_tour(url, "dosmart_crm_confirm_rfc", login=self.manager.login)
        self.assertEqual(client.vat, "VACE460910SX6")
