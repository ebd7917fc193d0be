"""Whoever leaves a request in the form reads at once for which day it is promised."""

from odoo.tools import format_date

from ..sheet.contact_form_case import ANSWERS, URL, ContactFormCase


class TestRequestForm(ContactFormCase):
    def thanks(self, **answers):
        response = self.send(**ANSWERS | answers)
        return self.url_open(response.headers["Location"]).text

    def test_thanks_name_the_promised_day(self):
        thanks = self.thanks(email="")
        request = self.sent().request_ids
        day = format_date(self.env, request.expected_date, "en_US", "full")
        self.assertIn(f"<strong>{day}</strong>", thanks)
        self.assertTrue(request.acknowledged_on)
        self.assertIn(day, self.thanks(email=""), "Sending it again tells the same day")

    def test_thanks_tell_other_visitors_and_programs_nothing(self):
        self.thanks()
        self.opener.cookies.pop("session_id")
        self.assertNotIn("You will have what you ask for", self.url_open(f"{URL}?sent=1").text)
        self.authenticate(None, None)
        self.assertNotIn("You will have", self.thanks(website_url="https://example.com"))
