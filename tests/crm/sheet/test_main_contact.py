"""Whom the personal facts of a company are about, and what is known of its main contact."""

from odoo.tests import Form, freeze_time

from .common import SheetCase


class TestMainContact(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.new_client(name="La Espiga SA", is_company=True, need_level="high")
        cls.lupita = cls.new_client(name="Lupita", parent_id=cls.company.id)
        cls.ramiro = cls.new_client(name="Ramiro", parent_id=cls.company.id)

    def test_company_shows_and_changes_the_facts_of_its_main_contact(self):
        self.company.main_contact_id = self.lupita
        self.lupita.birthdate_date = "1990-05-05"
        self.assertEqual(str(self.company.main_contact_birthdate_date), "1990-05-05")
        self.company.write({"main_contact_marital_status": "married", "main_contact_phone": "331"})
        self.assertEqual((self.lupita.marital_status, self.lupita.phone), ("married", "331"))
        self.assertFalse(self.company.marital_status)

    def test_new_main_contact_and_the_phone_that_comes_with_it_belong_together(self):
        self.company.main_contact_id = self.lupita
        lead = self.new_lead(partner_id=self.company.id)
        for record in (self.company, lead):
            record.write({"main_contact_id": self.lupita.id, "main_contact_phone": "33 1"})
            values = {"main_contact_phone": "33 2", "main_contact_id": self.ramiro.id}
            record.write(values)
            with self.subTest(record=record):
                self.assertEqual((self.lupita.phone, self.ramiro.phone), ("33 1", "33 2"))

    def test_phone_that_comes_with_another_client_is_the_new_main_contacts(self):
        self.company.main_contact_id = self.lupita
        other = self.new_client(name="Other SA", is_company=True)
        contact = self.new_client(name="Ana", parent_id=other.id)
        lead = self.new_lead(partner_id=self.company.id)
        lead.write(
            {
                "partner_id": other.id,
                "main_contact_phone": "33 5",
                "main_contact_id": contact.id,
            }
        )
        self.assertEqual((self.lupita.phone, contact.phone), (False, "33 5"))

    def test_new_lead_keeps_the_phone_typed_for_the_main_contact(self):
        self.new_lead(
            partner_id=self.company.id, main_contact_id=self.lupita.id, main_contact_phone="33 3"
        )
        self.assertEqual(self.lupita.phone, "33 3")

    def test_phone_without_a_main_contact_makes_no_sheet(self):
        lead = self.new_lead(main_contact_phone="33 4")
        self.assertFalse(lead.client_sheet_id)

    def test_lead_of_a_company_shows_and_changes_the_facts_of_its_main_contact(self):
        self.lupita.birthdate_date = "1990-05-05"
        lead = self.new_lead(partner_id=self.company.id)
        self.assertFalse(lead.birthdate_date)
        self.company.main_contact_id = self.lupita
        self.assertEqual(str(lead.birthdate_date), "1990-05-05")
        lead.write({"children": 2})
        self.assertEqual((self.lupita.children, self.company.children), (2, 0))

    def test_facts_that_come_with_a_new_main_contact_are_about_that_one(self):
        self.company.main_contact_id = self.lupita
        lead = self.new_lead(partner_id=self.company.id)
        lead.write({"marital_status": "single", "main_contact_id": self.ramiro.id})
        facts = (self.ramiro | self.lupita | self.company).mapped("marital_status")
        self.assertEqual(facts, ["single", False, False])

    def test_facts_noted_on_a_company_go_to_the_main_contact_named_later(self):
        lead = self.new_lead(partner_id=self.company.id)
        with freeze_time("2026-01-01"):
            self.lupita.marital_status = "single"
        with freeze_time("2026-02-01"):
            lead.write({"birthdate_date": "1990-05-05", "marital_status": "married"})
        self.assertEqual(self.company.marital_status, "married")
        self.company.main_contact_id = self.lupita
        self.assertEqual(str(self.lupita.birthdate_date), "1990-05-05")
        self.assertEqual((self.lupita.marital_status, lead.marital_status), ("married", "married"))
        self.assertFalse(self.company.marital_status)
        self.assertIn("Single", self.notes(self.lupita))

    def test_lead_of_a_contact_keeps_showing_the_facts_of_that_contact(self):
        self.company.main_contact_id = self.lupita
        lead = self.new_lead(partner_id=self.ramiro.id)
        lead.birthdate_date = "1980-01-01"
        self.assertEqual(str(self.ramiro.birthdate_date), "1980-01-01")
        self.assertFalse(self.lupita.birthdate_date)

    def test_main_contact_made_before_saving_belongs_to_the_client(self):
        with Form(self.env["crm.lead"]) as form:
            form.name = "Alarm"
            form.partner_id = self.company
            self.assertEqual(form.sheet_client_id, self.company)
            form.partner_id = self.ramiro
            self.assertEqual(form.sheet_client_id, self.company)
