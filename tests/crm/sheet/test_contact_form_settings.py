"""Each company says who gets the requests of its contact form, and what it offers."""

from odoo.exceptions import ValidationError

from .contact_form_case import ANSWERS, URL, ContactFormCase


class TestContactFormSettings(ContactFormCase):
    def test_team_and_salesperson_are_those_of_the_settings(self):
        team = self.env["crm.team"].create(
            {"name": "Web", "user_id": self.manager.id, "use_leads": False}
        )
        self.company.contact_form_team_id = team
        self.send(**ANSWERS)
        lead = self.sent()
        self.assertEqual((lead.team_id, lead.user_id), (team, self.manager))
        self.assertEqual(lead.type, "opportunity")
        team.use_leads = True
        self.company.contact_form_user_id = self.salesperson
        self.send(**ANSWERS | {"phone": "5512345678"})
        lead = self.sent() - lead
        self.assertEqual((lead.team_id, lead.user_id), (team, self.salesperson))
        self.assertEqual(lead.type, "lead")
        # A salesperson who left does not stop the form.
        self.salesperson.active = False
        self.send(**ANSWERS | {"phone": "5512345679"})
        self.assertFalse(self.sent().filtered(lambda lead: lead.phone == "5512345679").user_id)

    def test_settings_refuse_a_team_or_salesperson_of_another_company(self):
        team = self.env["crm.team"].create({"name": "T", "company_id": self.other_company.id})
        with self.assertRaisesRegex(ValidationError, "sells for another company"):
            self.company.contact_form_team_id = team
        self.company.invalidate_recordset(flush=False)
        with self.assertRaisesRegex(ValidationError, "does not work for"):
            self.company.contact_form_user_id = self.other_salesperson

    def test_source_is_one_of_those_offered(self):
        sign = self.env.ref("dosmart_crm.utm_source_sign")
        visit = self.env.ref("dosmart_crm.utm_source_visit")
        secret = self.env["utm.source"].create({"name": "Secret campaign"})
        self.company.contact_form_source_ids = visit
        page = self.url_open(URL).text
        self.assertIn(visit.client_label, page)
        self.assertNotIn(sign.client_label, page)
        for phone, value in (("5500000001", sign.id), ("5500000002", secret.id)):
            self.send(**ANSWERS | {"phone": phone, "source": value})
        self.send(**ANSWERS, source="1 OR 1=1")
        self.assertEqual(len(self.sent()), 3)
        self.assertFalse(self.sent().source_id)
        self.env["utm.source"].search([]).client_label = False
        self.company.contact_form_source_ids = False
        self.assertNotIn("How did you hear of us?", self.url_open(URL).text)

    def test_form_turned_off_is_not_found(self):
        self.company.contact_form_active = False
        self.assertEqual(self.url_open(URL).status_code, 404)
        self.assertEqual(self.send(**ANSWERS).status_code, 404)
        self.assertFalse(self.sent())

    def test_each_company_has_its_own_form(self):
        path = f"{URL}/{self.other_company.id}"
        self.assertTrue(self.other_company.contact_form_url.endswith(path))
        self.assertTrue(self.company.contact_form_url.endswith(URL))
        self.other_company.contact_form_promise = "We call on Monday."
        self.assertIn("Other Company", self.url_open(path).text)
        response = self.send(path, **ANSWERS)
        self.assertIn("We call on Monday.", self.url_open(response.headers["Location"]).text)
        self.assertEqual(self.sent().company_id, self.other_company)
        for wrong in ("0", "-1", "999999", "99999999999999999999"):
            self.assertEqual(self.url_open(f"{URL}/{wrong}").status_code, 404)
        # A company in the query is not looked at.
        page = self.url_open(f"{URL}?company_id={self.other_company.id}")
        self.assertNotIn("Other Company", page.text)
