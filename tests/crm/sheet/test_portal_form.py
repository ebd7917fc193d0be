"""What clients answer in the form: only what is theirs is asked, and taken once it is right."""

from datetime import timedelta

from odoo import fields

from .common import PortalHttpCase


class TestPortalForm(PortalHttpCase):
    def test_company_answers_reach_the_sheet_the_client_and_the_main_contact(self):
        _invitation, link = self.invite(self.client)
        camera = self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        regime = self.env.ref("dosmart_crm.tax_regime_601")
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        industry = self.env["res.partner.industry"].search([], limit=1)
        page = self.post(
            link,
            contact_name="Ana Ríos",
            function="Gerente",
            phone="+52 81 1234 5678",
            email_from="ana@lupita.mx",
            legal_form="entity",
            legal_name="Lupita SA 🏪",
            vat="ABC010101AB1",
            tax_regime_id=regime.id,
            industry_id=industry.id,
            business_kind="other",
            business_kind_other="Tiendita",
            employee_count="12",
            branch_count="2",
            founded_year="1999",
            trusted_name_1="Eva",
            trusted_phone_1="81 8765 4321",
            heard_source_id=source.id,
            ticked_product_ids=camera.id,
        )
        self.assertEqual(page.status_code, 200)
        self.assertIn("Thank you", page.text)
        client, contact = self.client, self.client.main_contact_id
        self.assertEqual(
            (contact.name, contact.function, contact.phone, contact.email, contact.parent_id),
            ("Ana Ríos", "Gerente", "+52 81 1234 5678", "ana@lupita.mx", client),
        )
        self.assertEqual(
            (client.legal_form, client.legal_name, client.vat, client.tax_regime_id),
            ("entity", "Lupita SA 🏪", "ABC010101AB1", regime),
        )
        self.assertEqual(
            (client.business_kind, client.business_kind_other, client.industry_id),
            ("other", "Tiendita", industry),
        )
        self.assertEqual(
            (client.employee_count, client.branch_count, client.founded_year), (12, 2, 1999)
        )
        self.assertEqual((client.trusted_name_1, client.trusted_phone_1), ("Eva", "81 8765 4321"))
        self.assertEqual((client.heard_source_id, client.ticked_product_ids), (source, camera))

    def test_person_answers_facts_of_the_own_contact(self):
        _invitation, link = self.invite(self.person)
        self.post(link, birthdate_date="1990-05-17", marital_status="married", children="2")
        self.assertEqual(str(self.person.birthdate_date), "1990-05-17")
        self.assertEqual((self.person.marital_status, self.person.children), ("married", 2))
        self.assertEqual(self.person.has_children, "yes")

    def test_lead_without_contact_answers_on_the_lead(self):
        lead = self.new_lead(email_from="new@example.com", user_id=self.salesperson.id)
        _invitation, link = self.invite(lead)
        self.post(link, contact_name="Luis", vat="XAXX010101000", birthdate_date="1980-01-01")
        self.assertEqual((lead.contact_name, lead.vat), ("Luis", "XAXX010101000"))
        self.assertEqual(str(lead.birthdate_date), "1980-01-01")

    def test_title_of_a_lead_is_not_told(self):
        lead = self.new_lead(
            name="Pays late, call again", email_from="new@example.com", user_id=self.salesperson.id
        )
        _invitation, link = self.invite(lead)
        self.assertNotIn("Pays late", self.url_open(link).text)

    def test_our_judgement_is_neither_shown_nor_taken(self):
        self.client.write({"conclusions": "Pays late", "attitude": "bad", "need_level": "low"})
        _invitation, link = self.invite(self.client)
        page = self.url_open(link).text
        for word in ("Pays late", "conclusions", "attitude", "need_level", "client_status"):
            self.assertNotIn(word, page)
        status = self.status("loyal")
        self.post(
            link,
            contact_name="Ana",
            conclusions="Lovely",
            attitude="excellent",
            need_level="high",
            client_status_id=status.id,
            payment_preference="cash",
            name="Renamed",
            user_id=self.manager.id,
            credit_limit="1",
        )
        client = self.client
        self.assertEqual(
            (client.conclusions, client.attitude, client.need_level), ("Pays late", "bad", "low")
        )
        self.assertEqual((client.name, client.user_id), ("Abarrotes Lupita", self.salesperson))
        self.assertFalse(client.client_status_id or client.payment_preference)

    def test_facts_of_the_person_are_not_shown_to_the_company(self):
        contact = self.new_client(name="Eva", parent_id=self.client.id, birthdate_date="1990-05-17")
        self.client.main_contact_id = contact
        _invitation, link = self.invite(self.client)
        self.assertNotIn("1990-05-17", self.url_open(link).text)
        self.post(link, contact_name="Eva", birthdate_date="2000-01-01")
        self.assertEqual(str(contact.birthdate_date), "1990-05-17")

    def test_bad_answers_are_named_beside_the_question_and_nothing_is_lost_or_saved(self):
        _invitation, link = self.invite(self.client)
        unlisted = self.env["product.template"].create({"name": "Secret"})
        self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        bad = {
            "contact_name": " ",
            "phone": "call me",
            "email_from": "no email",
            "legal_name": "L" * 121,
            "vision": "V" * 2001,
            "employee_count": "-3",
            "branch_count": "99999999999999999999",
            "founded_year": "1e3",
            "legal_form": "alien",
            "tax_regime_id": str(2**31),
            "heard_source_id": "1; DROP TABLE",
            "ticked_product_ids": str(unlisted.id),
        }
        page = self.post(link, trusted_name_1="Kept <b>as typed</b>", **bad)
        self.assertEqual(page.status_code, 422)
        for name in bad:
            with self.subTest(name):
                self.assertIn(f'id="error_{name}"', page.text)
        self.assertIn("Kept &lt;b&gt;as typed&lt;/b&gt;", page.text)
        self.assertFalse(self.client.trusted_name_1)
        self.assertFalse(self.client.ticked_product_ids)

    def test_answers_a_model_refuses_are_named_beside_the_question(self):
        _invitation, link = self.invite(self.person)
        tomorrow = fields.Date.today() + timedelta(days=1)
        page = self.post(link, birthdate_date=str(tomorrow), legal_name="Lost?")
        self.assertEqual(page.status_code, 422)
        self.assertIn('id="error_birthdate_date"', page.text)
        self.assertIn("Lost?", page.text)
        self.env.invalidate_all()
        self.assertFalse(self.person.birthdate_date or self.person.legal_name)

    def test_broken_seen_and_binary_rubbish_do_no_harm(self):
        _invitation, link = self.invite(self.person)
        for seen in ("[1]", "{", '{"legal_name": 3}', "\x00"):
            page = self.post(link, seen=seen, legal_name="A\x00B\x07")
            self.assertEqual(page.status_code, 200)
        self.assertEqual(self.person.legal_name, "AB")
