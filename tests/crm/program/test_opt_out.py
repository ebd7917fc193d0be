"""The link with which a client wants no more emails."""

from lxml import html as lxml_html

from ...common import DosmartHttpCase


class TestOptOut(DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.person = self.env["res.partner"].create({"name": "Ana", "email": "ana@example.com"})
        self.program = self.env.ref("dosmart_crm.contact_program_birthday")
        self.touch = self.env["dosmart.touchpoint"].create(
            {
                "program_id": self.program.id,
                "step_id": self.program.step_ids[:1].id,
                "channel": "email",
                "company_id": self.env.company.id,
                "partner_id": self.person.id,
                "anchor_model": "res.partner",
                "anchor_id": self.person.id,
                "anchor_date": "2026-03-10",
                "open_on": "2026-03-10",
                "close_on": "2026-03-11",
            }
        )
        self.address = f"/dosmart/opt_out/program/{self.touch.id}/{self.touch._opt_out_token()}"

    def is_out(self):
        self.env.invalidate_all()
        return self.person.is_blacklisted

    def test_link_asks_first_and_takes_off_the_list_then(self):
        page = self.url_open(self.address)
        self.assertIn("Do you want no more emails like this one?", page.text)
        self.assertFalse(self.is_out())
        token = lxml_html.fromstring(page.text).xpath("//input[@name='csrf_token']/@value")[0]
        page = self.url_open(self.address, data={"csrf_token": token})
        self.assertIn("We will write no more emails", page.text)
        self.assertTrue(self.is_out())

    def test_other_links_open_nothing(self):
        for wrong in (
            f"/dosmart/opt_out/program/{self.touch.id}/{'0' * 64}",
            f"/dosmart/opt_out/program/{self.touch.id + 1}/{self.touch._opt_out_token()}",
            f"/dosmart/opt_out/survey/{self.touch.id}/{self.touch._opt_out_token()}",
            f"/dosmart/opt_out/res.partner/{self.touch.id}/{self.touch._opt_out_token()}",
            f"/dosmart/opt_out/program/{'9' * 40}/x",
            f"/dosmart/opt_out/program/{self.touch.id}/t%C3%A1ctica",
            f"/dosmart/opt_out/program/x/{self.touch._opt_out_token()}",
        ):
            self.assertEqual(self.url_open(wrong).status_code, 404)
        self.assertFalse(self.is_out())

    def test_changed_address_makes_the_link_invalid(self):
        self.person.email = "other@example.com"
        self.assertEqual(self.url_open(self.address).status_code, 404)
