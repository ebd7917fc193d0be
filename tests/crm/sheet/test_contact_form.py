"""A visitor without a login leaves a request; what a program sends leaves none."""

import re
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .contact_form_case import ANSWERS, URL, ContactFormCase


class TestContactForm(ContactFormCase):
    def test_visitor_leaves_a_request(self):
        source = self.env.ref("dosmart_crm.utm_source_sign")
        page = self.url_open(URL)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Saw a sign or banner", page.text)
        response = self.send(**ANSWERS, source=source.id)
        self.assertEqual(response.status_code, 303)
        self.assertURLEqual(response.headers["Location"], f"{URL}?sent=1")
        thanks = self.url_open(response.headers["Location"])
        self.assertIn("will call you or write to you", thanks.text)
        lead = self.sent()
        need = "Cámaras para 2 tiendas 📷 Urgente <script>alert(1)</script>"
        self.assertEqual(lead.name, f"Abarrotes Ñandú: {need}")
        self.assertEqual(lead.contact_name, "José Ñúñez 🙂")
        self.assertEqual(lead.partner_name, "Abarrotes Ñandú")
        self.assertEqual(lead.phone, "+52 (55) 1234-5678")
        self.assertEqual(lead.email_from, "jose@example.com")
        self.assertIn("📷<br>Urgente &lt;script&gt;", lead.description)
        self.assertEqual(lead.source_id, source)
        self.assertEqual(lead.medium_id, self.env.ref("utm.utm_medium_website"))
        self.assertEqual(lead.company_id, self.company)
        self.assertEqual(lead.lang_id.code, "en_US")
        self.assertFalse(lead.partner_id)

    def test_refused_answers_are_marked_and_kept(self):
        refused = {
            "name": (" \t", "Type your name."),
            "need": ("", "Tell us in a few words what you need."),
            "phone": ("call me", "Type the phone number in figures"),
            "email": ("a@b.com, c@d.com", "Type one email address"),
            "company": ("Ñ" * 101, "Shorten it to 100 characters"),
        }
        for name, (value, reason) in refused.items():
            response = self.send(**ANSWERS | {name: value})
            self.assertEqual(response.status_code, 422)
            self.assertIn(reason, response.text)
            self.assertEqual(response.text.count("is-invalid"), 1)
            kept = next(text for key, text in ANSWERS.items() if key not in (name, "need"))
            self.assertIn(kept, response.text)
        response = self.send(**ANSWERS | {"phone": "", "email": ""})
        self.assertIn("Type a phone number or an email", response.text)
        self.assertFalse(self.sent())

    def test_longest_answers_are_taken(self):
        response = self.send(
            name="ñ" * 100,
            phone="5512345678",
            email=f"{'a' * 60}@{'b' * 50}.{'c' * 50}.com",
            company="🙂" * 100,
            need="Cámaras para 2 tiendas " + "é" * 2977,
        )
        self.assertEqual(response.status_code, 303)
        self.assertEqual(len(self.env["crm.lead"].search([("contact_name", "=", "ñ" * 100)])), 1)

    def test_known_email_gets_the_same_answer(self):
        self.env["res.partner"].create({"name": "José", "email": "jose@example.com"})
        known = self.send(**ANSWERS)
        unknown = self.send(**ANSWERS | {"email": "nobody@example.com"})
        self.assertEqual(known.status_code, unknown.status_code)
        self.assertEqual(known.headers["Location"], unknown.headers["Location"])
        self.assertEqual(known.content, unknown.content)
        self.assertEqual(len(self.sent()), 2)
        self.assertFalse(self.sent().partner_id)

    def test_trap_for_programs_gets_thanks_and_leaves_no_lead(self):
        response = self.send(**ANSWERS, website_url="https://example.com")
        self.assertURLEqual(response.headers["Location"], f"{URL}?sent=1")
        self.assertFalse(self.sent())

    def test_sending_twice_makes_one_lead(self):
        first, second = self.send(**ANSWERS), self.send(**ANSWERS)
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(len(self.sent()), 1)
        form = self.env["dosmart.contact.form"].with_context(lang="en_US")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=61)):
            form._receive(form._read(ANSWERS))
        self.assertEqual(len(self.sent()), 2)

    def test_without_a_token_nothing_is_taken(self):
        with mute_logger("odoo.http"):
            response = self.url_open(URL, data=ANSWERS)
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.sent())

    def test_page_is_in_the_language_of_the_visitor(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.opener.cookies.pop("session_id")  # somebody who never was here
        page = self.url_open(URL, headers={"Accept-Language": "es-MX,es;q=0.9"})
        self.assertRegex(page.url, r"/es\w*/dosmart/contact")
        self.assertIn("¿En qué podemos ayudarle?", page.text)
        self.assertIn("Vio un letrero o una lona", page.text)
        path = re.search(r"/es\w*/dosmart/contact", page.url)[0]
        token = re.search(r'name="csrf_token" value="(\w+)"', page.text)[1]
        response = self.send(path, **ANSWERS, csrf_token=token)
        self.assertIn("Gracias", self.url_open(response.headers["Location"]).text)
        self.assertEqual(self.sent().lang_id.code, "es_MX")

    def test_fields_tell_people_and_browsers_what_they_are(self):
        page = self.url_open(URL).text
        for name in ("name", "phone", "email", "company", "need", "source"):
            self.assertIn(f'for="contact_{name}"', page)
            self.assertIn(f'id="contact_{name}"', page)
        for value in ("name", "tel", "email", "organization"):
            self.assertIn(f'autocomplete="{value}"', page)
