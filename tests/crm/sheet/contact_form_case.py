"""What the tests of the public contact form share."""

from odoo.http import Request

from ...common import DosmartHttpCase

URL = "/dosmart/contact"
ANSWERS = {
    "name": "José Ñúñez 🙂",
    "phone": "+52 (55) 1234-5678",
    "email": "jose@example.com",
    "company": "Abarrotes Ñandú",
    "need": "Cámaras para 2 tiendas 📷\nUrgente <script>alert(1)</script>",
}


class ContactFormCase(DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.company = self.env.company

    def send(self, path=URL, **answers):
        """Post *answers*, with a good token, and return the response."""
        data = {"csrf_token": Request.csrf_token(self)} | answers
        return self.url_open(path, data=data, allow_redirects=False)

    def sent(self):
        """Return the leads of the form, with the need of the answers above."""
        return self.env["crm.lead"].search([("name", "like", "Cámaras para 2 tiendas")])
