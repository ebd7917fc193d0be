"""Clients find the documents they were sent on the page of their deal, and nobody else does."""

from odoo.tests import tagged

from odoo.addons.portal.controllers.portal import CustomerPortal

from ...common import DosmartHttpCase
from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDealDocuments(DocumentCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.without_printing()
        self.offer = self.new_document("offer")
        self.send(self.offer)
        self.visit = self.new_document("visit_order")
        self.visit.action_hand_over()
        self.draft = self.new_document("minutes")
        self.portal_user.partner_id.parent_id = self.client_
        link = self.deal.with_user(self.salesperson).action_share_deal()["context"]["follow_link"]
        self.link = link[link.index("/dosmart/") :]
        self.page = f"/my/deal/{self.deal.id}"
        self.foreign = self.new_deal(name="Of somebody else", client_follows=True)
        self.env.flush_all()
        self.authenticate(None, None)

    def status(self, page, document):
        return self.url_open(f"{page}/document/{document.id}").status_code

    def test_only_what_was_sent_and_is_for_clients_is_listed(self):
        text = self.url_open(self.link).text
        self.assertIn(f"{self.link}/document/{self.offer.id}", text)
        self.assertIn("Commercial Offer", text)
        for hidden in (self.visit, self.draft):
            self.assertNotIn(f"/document/{hidden.id}", text)
        self.form("visit_order").client_sees = True
        self.env.flush_all()
        self.assertIn(f"/document/{self.visit.id}", self.url_open(self.link).text)

    def test_document_opens_as_it_was_sent(self):
        for login, page in ((None, self.link), ("portal_user", self.page)):
            self.authenticate(login, login)
            answer = self.url_open(f"{page}/document/{self.offer.id}")
            self.assertEqual(answer.content, self.offer.attachment_id.raw)
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("no-store", answer.headers["Cache-Control"])

    def test_drafts_and_what_is_internal_open_nothing(self):
        self.authenticate("portal_user", "portal_user")
        for page in (self.link, self.page):
            for document in (self.visit, self.draft):
                self.assertEqual(self.status(page, document), 404)
            for broken in ("x", "0", "99999999", "9" * 40):
                self.assertEqual(self.url_open(f"{page}/document/{broken}").status_code, 404)

    def test_documents_of_other_deals_and_clients_open_nothing(self):
        self.assertEqual(self.status(f"{self.link}x", self.offer), 404)
        self.authenticate("portal_user", "portal_user")
        self.assertEqual(self.status(f"/my/deal/{self.foreign.id}", self.offer), 404)
        self.portal_user.partner_id.parent_id = False
        self.env.flush_all()
        for page in (self.link, self.page):
            self.assertEqual(self.status(page, self.offer), 404)
        self.authenticate("salesperson", "salesperson")
        self.assertEqual(self.status(self.page, self.offer), 404)

    def test_documents_end_with_the_sharing(self):
        self.deal.with_user(self.salesperson).action_stop_sharing()
        self.env.flush_all()
        self.assertEqual(self.status(self.link, self.offer), 404)
        self.authenticate("portal_user", "portal_user")
        self.assertEqual(self.status(self.page, self.offer), 404)

    def test_many_deals_are_listed_page_by_page(self):
        self.patch(CustomerPortal, "_items_per_page", 2)
        for number in range(4):
            self.new_deal(name=f"Deal {number}", partner_id=self.client_.id, client_follows=True)
        self.env.flush_all()
        self.authenticate("portal_user", "portal_user")
        for page, shown in (("", "Deal 3"), ("/page/2", "Deal 1"), ("/page/3", "Alarm for a shop")):
            text = self.url_open(f"/my/deals{page}").text
            self.assertIn(shown, text)
            self.assertEqual(text.count('href="/my/deal/'), 1 if page == "/page/3" else 2)
            self.assertIn("/my/deals/page/3", text)
        self.assertIn("Alarm for a shop", self.url_open("/my/deals/page/99").text)
