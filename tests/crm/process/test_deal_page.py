"""The page on which a client follows a deal, with a link or logged in."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ...common import DosmartHttpCase
from .date_common import DateCase


@tagged("post_install", "-at_install")
class TestDealPage(DateCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.deal.write({"description": "Haggles", "expected_revenue": 987654})
        self.plan("service", 6)
        self.note("minutes", -2)
        action = self.deal.with_user(self.salesperson).action_share_deal()
        link = action["context"]["follow_link"]
        self.link = link[link.index("/dosmart/") :]
        self.authenticate(None, None)
        self.env.flush_all()

    def assert_opens_nothing(self, link):
        answer = self.url_open(link)
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("Alarm for a shop", answer.text)

    def test_client_sees_steps_and_what_comes_next(self):
        text = self.url_open(self.link).text
        for shown in (
            "Alarm for a shop",
            "Minutes of our meeting",
            "Installation or service",
            self.day(6).strftime("%m/%d/%Y"),
            self.day(-2).strftime("%m/%d/%Y"),
        ):
            self.assertIn(shown, text)

    def test_client_sees_nothing_internal(self):
        text = self.url_open(self.link).text
        for hidden in (
            *("Haggles", "987654", "987,654", "Retry after a refusal", "Next contact"),
            *("Client study", "Minutes sent"),
        ):
            self.assertNotIn(hidden, text)

    def test_promises_are_shown_as_the_hook_tells_them(self):
        promise = {"name": "Plans <by mail>", "due_date": self.day(1), "state": "Open"}
        leads = type(self.env["crm.lead"])
        self.patch(leads, "_prepare_deal_promises", lambda lead: [promise])
        text = self.url_open(self.link).text
        self.assertIn("Plans &lt;by mail&gt;", text)
        self.assertIn("What We Promised You", text)

    def test_foreign_broken_and_expired_links_open_nothing(self):
        start, _token = self.link.rsplit("/", 1)
        link = self.env["dosmart.deal.link"].search([("lead_id", "=", self.deal.id)])
        self.assert_opens_nothing(f"{start}/wrong")
        self.assert_opens_nothing(self.link.replace(f"/{link.id}/", "/99999999/"))
        self.assert_opens_nothing(self.link.replace(f"/{link.id}/", "/x/"))
        link.expires_on = fields.Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        self.assert_opens_nothing(self.link)

    def test_newer_links_leave_the_older_ones_open(self):
        self.deal.with_user(self.salesperson).action_share_deal()
        self.env.flush_all()
        self.assertIn("Alarm for a shop", self.url_open(self.link).text)

    def test_link_of_a_lost_or_no_longer_shared_deal_opens_nothing(self):
        self.lose(self.deal)
        self.env.flush_all()
        self.assert_opens_nothing(self.link)
        self.deal.action_restore()
        self.deal.with_user(self.salesperson).action_stop_sharing()
        self.env.flush_all()
        self.assert_opens_nothing(self.link)

    def test_merged_deal_is_followed_by_its_own_client_with_the_same_link(self):
        self.team.member_ids |= self.salesperson  # else Odoo moves the merged deal elsewhere
        head = self.new_deal(partner_id=self.client_.id, name="Alarms", probability=99)
        merged = (head | self.deal).merge_opportunity()
        self.assertEqual(merged, head)
        self.env.flush_all()
        self.assertIn("Minutes of our meeting", self.url_open(self.link).text)
        stranger = self.new_deal(partner_id=self.new_client(name="B").id, probability=100)
        merged = (stranger | head).merge_opportunity()
        self.assertEqual(merged, stranger)
        self.env.flush_all()
        self.assertFalse(merged.client_follows)
        self.assert_opens_nothing(self.link)

    def test_our_people_and_other_clients_open_nothing(self):
        for login in ("salesperson", "portal_user"):
            self.authenticate(login, login)
            self.assert_opens_nothing(self.link)
            self.assert_opens_nothing(f"/my/deal/{self.deal.id}")

    def test_client_who_logs_in_finds_the_shared_deals_alone(self):
        self.portal_user.partner_id.parent_id = self.client_
        other = self.new_deal(partner_id=self.client_.id, name="Not shared")
        foreign = self.new_deal(name="Of somebody else", client_follows=True)
        self.env.flush_all()
        self.authenticate("portal_user", "portal_user")
        deals = self.url_open("/my/deals").text
        self.assertIn("Alarm for a shop", deals)
        for hidden in ("Not shared", "Of somebody else"):
            self.assertNotIn(hidden, deals)
        page = self.url_open(f"/my/deal/{self.deal.id}")
        self.assertIn("Minutes of our meeting", page.text)
        for deal in (other, foreign):
            self.assertEqual(self.url_open(f"/my/deal/{deal.id}").status_code, 404)
        self.assertEqual(self.url_open("/my/deal/x").status_code, 404)

    def test_page_is_kept_from_search_engines_and_other_sites(self):
        headers = self.url_open(self.link).headers
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["X-Robots-Tag"], "noindex, nofollow")
