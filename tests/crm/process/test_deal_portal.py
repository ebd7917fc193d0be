"""The page on which a client approves, without an account."""

from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged

from ...common import DosmartHttpCase
from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestDealPortal(ProcessCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.point = self.new_point(name="Dates of work", kind="client", help="In <May>")
        client = self.new_client(email="lupita@example.com")
        self.deal = self.new_deal(partner_id=client.id)
        action = self.deal.with_user(self.salesperson).action_send_point(self.point.id)
        link = action["context"]["approval_link"]
        self.link = link[link.index("/dosmart/") :]
        self.state = self.deal.lead_point_ids
        self.authenticate(None, None)

    def approve(self, **values):
        values["csrf_token"] = Request.csrf_token(self)
        return self.url_open(self.link, data=values)

    def test_client_reads_and_approves_once(self):
        page = self.url_open(self.link)
        for text in ("Alarm for a shop", "Dates of work", "In &lt;May&gt;"):
            self.assertIn(text, page.text)
        self.assertFalse(self.state.done_on)
        page = self.approve(name=" Lupita  Ríos ")
        self.assertIn("Lupita Ríos", page.text)
        self.assertTrue(self.is_met(self.deal, self.point))
        self.assertIn("Lupita Ríos approved: Dates of work", self.notes(self.deal))
        self.approve(name="Somebody Else")
        self.assertEqual(self.state.client_name, "Lupita Ríos")

    def test_time_of_the_approval_is_that_of_the_salesperson(self):
        self.salesperson.tz = "America/Mexico_City"
        self.state.write({"done_on": "2026-01-05 18:07:00", "client_name": "Lupita"})
        self.env.flush_all()
        self.assertIn("12:07", self.url_open(self.link).text)

    def test_get_writes_nothing(self):
        self.url_open(f"{self.link}?name=Lupita")
        self.assertFalse(self.state.done_on)

    def test_approval_without_a_name_or_from_another_site_is_refused(self):
        self.assertEqual(self.approve(name="  ").status_code, 422)
        self.assertEqual(self.url_open(self.link, data={"name": "Eve"}).status_code, 400)
        self.assertFalse(self.state.done_on)

    def assert_opens_nothing(self, link=None):
        answer = self.url_open(link or self.link)
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("Alarm for a shop", answer.text)

    def test_foreign_broken_and_expired_links_open_nothing(self):
        start, _token = self.link.rsplit("/", 1)
        self.assert_opens_nothing(f"{start}/wrong")
        self.assert_opens_nothing(self.link.replace(f"/{self.state.id}/", "/99999999/"))
        self.assert_opens_nothing(self.link.replace(f"/{self.state.id}/", "/x/"))
        self.state.link_expires_on = fields.Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        self.assert_opens_nothing()

    def test_newer_link_ends_the_older(self):
        self.deal.action_send_point(self.point.id)
        self.env.flush_all()
        self.assert_opens_nothing()

    def test_link_of_a_lost_deal_or_removed_point_opens_nothing(self):
        self.deal.action_set_lost(lost_reason_id=self.env.ref("crm.lost_reason_1").id)
        self.env.flush_all()
        self.assert_opens_nothing()
        self.deal.action_restore()
        self.point.active = False
        self.env.flush_all()
        self.assert_opens_nothing()

    def test_our_own_people_and_other_clients_cannot_approve(self):
        for login in ("salesperson", "portal_user"):
            self.authenticate(login, login)
            self.assert_opens_nothing()
            self.assertEqual(self.approve(name="Me").status_code, 404)
        self.assertFalse(self.state.done_on)

    def test_page_is_kept_from_search_engines_and_other_sites(self):
        headers = self.url_open(self.link).headers
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["X-Robots-Tag"], "noindex, nofollow")
