"""The form of the client sheet opens for nobody but whom its link is for; refusals first."""

import re
from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import PortalHttpCase


class TestSheetPortal(PortalHttpCase):
    def test_refused_links_all_show_the_same_page_and_take_nothing(self):
        invitation, good = self.invite(self.client)
        other, _other_link = self.invite(self.person)
        expired, expired_link = self.invite(self.client)
        expired.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        revoked, revoked_link = self.invite(self.client)
        revoked.action_revoke()
        token = good.rpartition("/")[2]
        links = {
            "expired": expired_link,
            "revoked": revoked_link,
            "tampered": good[:-1] + ("A" if good[-1] != "A" else "B"),
            "of another client": f"/dosmart/sheet/{other.id}/{token}",
            "of nobody": f"/dosmart/sheet/{2**40}/{token}",
            "of no number": f"/dosmart/sheet/{'9' * 5000}/{token}",
            "not a number": f"/dosmart/sheet/x/{token}",
        }
        self.assertEqual(self.url_open(good).status_code, 200)
        for login in (None, "portal_user"):
            self.authenticate(login, login)
            for lang in ("", "/es_MX"):
                pages = {self.refused_page(lang + link) for link in links.values()}
                with self.subTest(login=login, lang=lang):
                    self.assertEqual(len(pages), 1)
        self.assertFalse(self.client.legal_name)
        self.assertFalse((invitation | expired | revoked).filtered("answered_on"))

    def refused_page(self, link):
        """Return the page at *link* without what differs at every visit; it takes nothing."""
        page = self.url_open(link)
        self.assertEqual(
            (page.status_code, self.post(link, legal_name="X").status_code), (404, 404)
        )
        self.assertNotIn("Lupita", page.text)
        return re.sub(r'csrf_token: "\w+"|/dosmart/sheet/[\w/-]+', "", page.text)

    def test_portal_user_of_another_client_gains_nothing(self):
        _invitation, link = self.invite(self.client)
        self.authenticate("portal_user", "portal_user")
        page = self.url_open(link)
        self.assertEqual(page.status_code, 404)
        self.assertNotIn("Lupita", page.text)
        self.assertEqual(self.post(link, legal_name="Mine").status_code, 404)
        self.assertFalse(self.client.legal_name)

    def test_portal_user_of_the_client_answers(self):
        self.portal_user.partner_id.parent_id = self.client
        _invitation, link = self.invite(self.client)
        self.authenticate("portal_user", "portal_user")
        self.post(link, legal_name="Lupita SA", contact_name="Ana")
        self.assertEqual(self.client.legal_name, "Lupita SA")

    def test_internal_user_who_may_not_read_the_sheet_is_refused(self):
        new_test_user(self.env, "accountant", groups="base.group_user")
        _invitation, link = self.invite(self.client)
        self.authenticate("accountant", "accountant")
        self.assertEqual(self.url_open(link).status_code, 404)
        self.authenticate("salesperson", "salesperson")
        self.assertEqual(self.url_open(link).status_code, 200)

    def test_refusal_is_in_the_language_of_the_visitor(self):
        page = self.url_open("/es_MX/dosmart/sheet/1/nonsense")
        self.assertEqual(page.status_code, 404)
        self.assertIn("Este enlace no abre nada", page.text)

    def test_form_is_in_the_language_of_its_address(self):
        _invitation, link = self.invite(self.client)
        self.assertIn("Razón social", self.url_open(f"/es_MX{link}").text)

    def test_page_is_not_cached_nor_told_to_other_sites(self):
        _invitation, link = self.invite(self.client)
        headers = self.url_open(link).headers
        self.assertIn("no-store", headers["Cache-Control"])
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_answers_without_csrf_token_are_refused(self):
        _invitation, link = self.invite(self.client)
        with mute_logger("odoo.http"):
            answer = self.url_open(link, data={"legal_name": "Forged", "contact_name": "Ana"})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.client.legal_name)

    def test_what_no_browser_sends_is_refused_without_an_error_of_ours(self):
        _invitation, link = self.invite(self.client)
        odd = {
            "seen nested deeply": ({"seen": "[" * 200_000}, None, 200),
            "a name of ours": ({"self": "x"}, None, 400),
            "a file as answer": ({}, {"legal_name": ("a.txt", b"x")}, 400),
            "a file as what was seen": ({}, {"seen": ("a.txt", b"{}")}, 400),
        }
        for name, (answers, files, status) in odd.items():
            answers |= {"csrf_token": Request.csrf_token(self), "contact_name": "Ana"}
            with self.subTest(name), mute_logger("odoo.http"):
                page = self.url_open(link, data=answers, files=files)
                self.assertEqual(page.status_code, status)
        self.assertFalse(self.client.legal_name)

    def test_looking_writes_nothing(self):
        invitation, link = self.invite(self.client)
        self.env.flush_all()
        before = invitation.read()
        self.url_open(link)
        self.url_open(f"{link}?sent=1")
        self.env.invalidate_all()
        self.assertEqual(invitation.read(), before)
