"""Documents are written from the deal, sent once and filed."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from .date_common import DateCase
from .document_common import DocumentCase


class TestDocument(DocumentCase, DateCase):
    def setUp(self):
        super().setUp()
        self.without_printing()

    def test_what_the_deal_knows_is_filled_in(self):
        minutes = self.new_document("minutes")
        self.assertEqual(minutes.event_id, self.meeting)
        self.assertIn("Where the cameras go", minutes.topics)
        self.meeting.visit_minutes = "Two doors\nOne yard"
        agreement = {"name": "Send the plan", "lead_id": self.deal.id, "due_date": self.day(3)}
        self.meeting.agreement_ids = [Command.create(agreement)]
        data = self.meeting._get_report_minutes_data()
        self.assertIn("Two doors<br/>One yard", data["agenda"])
        self.assertIn("<li>Send the plan (", data["agreements"])
        offer = self.new_document("offer")
        self.assertEqual(offer.order_id, self.order)
        self.assertIn("<li>3 × Guard</li>", offer.deliverables)
        visit = self.new_document("visit_order")
        self.assertEqual(visit.contact_id, self.client_)
        self.assertEqual(visit._visit_address(), "Hidalgo 12, Tonalá")

    def test_minutes_of_a_deal_without_a_meeting_are_written_by_hand(self):
        lead = self.new_deal(partner_id=self.client_.id)
        minutes = self.new_document("minutes", lead_id=lead.id, agreements=False)
        self.env.flush_all()
        self.assertFalse(minutes.event_id)
        self.assertFalse(minutes.topics or minutes.agreements)

    def test_what_somebody_wrote_is_not_replaced(self):
        offer = self.new_document("offer", deliverables="<p>Three guards</p>")
        offer.order_id = False
        offer.order_id = self.order
        self.assertEqual(offer.deliverables, "<p>Three guards</p>")

    def test_emailed_document_is_filed_on_the_deal_with_who_and_when(self):
        document = self.new_document("offer")
        self.send(document)
        self.assertEqual((document.state, document.sent_way), ("sent", "email"))
        self.assertEqual((document.sent_on, document.sent_by_id), (self.day(), self.salesperson))
        self.assertEqual(document.form_id, self.form("offer"))
        file = document.attachment_id
        self.assertEqual((file.res_model, file.res_id), ("crm.lead", self.deal.id))
        self.assertEqual(file.name, "Commercial Offer - Alarm for a shop.pdf")
        message = self.deal.message_ids[0]
        self.assertIn("attached you find", message.body)
        self.assertEqual(message.attachment_ids, file)
        self.assertEqual(message.partner_ids, self.client_)

    def test_closing_the_message_sends_nothing(self):
        document = self.new_document("offer")
        document.action_send()
        self.assertEqual(document.state, "draft")

    def test_message_without_the_document_is_refused(self):
        document = self.new_document("offer")
        deal = self.deal.with_user(self.salesperson).with_context(sent_document_id=document.id)
        with self.assertRaisesRegex(UserError, "Leave the document attached"):
            deal.message_post(body="Hello")
        other = self.new_deal().with_user(self.salesperson)
        for document_id in (document.id, 99999999):
            with self.assertRaises(UserError):
                other.with_context(sent_document_id=document_id).message_post(body="Hello")
        self.assertEqual(document.state, "draft")

    def test_printed_document_is_filed_too(self):
        document = self.new_document("contract")
        action = document.action_hand_over()
        self.assertEqual(action["url"], f"/web/content/{document.attachment_id.id}")
        self.assertEqual((document.state, document.sent_way), ("sent", "paper"))
        self.assertIn("to be handed over", self.notes(self.deal))

    def test_sent_document_stays_as_it_is_and_is_sent_once(self):
        document = self.new_document("offer")
        document.action_hand_over()
        for change in (
            lambda: document.write({"benefit": "<p>More</p>"}),
            document.unlink,
            document.action_send,
            document.action_hand_over,
        ):
            with self.assertRaisesRegex(UserError, "stays as it is"):
                change()
        self.assertEqual(document.copy().state, "draft")

    def test_all_that_is_missing_is_named_at_once(self):
        offer = self.new_document("offer", present_state=False, not_included="<p><br></p>")
        with self.assertRaisesRegex(UserError, "Present State, What Is Not Included"):
            offer.action_send()
        self.client_.write({"street": False, "city": False, "country_id": False})
        with self.assertRaisesRegex(UserError, "the address of Abarrotes Lupita"):
            self.new_document("visit_order").action_send()

    def test_client_without_email_gets_it_on_paper(self):
        self.client_.email = False
        document = self.new_document("offer")
        with self.assertRaisesRegex(UserError, "has no email"):
            document.action_send()
        self.assertTrue(document.action_hand_over())

    def test_nobody_says_it_was_sent_without_sending(self):
        document = self.new_document("offer", state="sent", sent_on="2026-01-01")
        self.assertEqual((document.state, document.sent_on), ("draft", False))
        for user in (self.salesperson, self.manager):
            with self.assertRaisesRegex(UserError, "Send the document instead"):
                document.with_user(user).write({"state": "sent"})

    def test_foreign_orders_and_meetings_are_refused(self):
        other = self.new_order(self.client_)
        with self.assertRaisesRegex(UserError, "of this opportunity"):
            self.new_document("offer", order_id=other.id)

    def test_contact_of_another_company_is_refused(self):
        foreign = self.new_client(name="Secret", company_id=self.other_company.id)
        with self.assertRaises(AccessError):
            self.new_document("visit_order", contact_id=foreign.id)

    def test_draft_is_not_moved_to_the_deal_of_somebody_else(self):
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        foreign = self.new_deal(user_id=stranger.id)
        draft = self.new_document("minutes")
        with self.assertRaises(AccessError):
            draft.write({"lead_id": foreign.id})
            self.env.flush_all()
        self.assertEqual(draft.lead_id, self.deal)

    def test_merged_deals_keep_the_documents_of_both(self):
        sent, draft = self.new_document("offer"), self.new_document("minutes")
        self.send(sent)
        other = self.new_deal(partner_id=self.client_.id, probability=99)
        older = self.new_document("contract", lead_id=other.id)
        merged = (other | self.deal).merge_opportunity()
        documents = sent | draft | older
        self.assertEqual(documents.exists().lead_id, merged)
        self.assertEqual((sent.order_id, sent.state), (self.order, "sent"))
        self.assertEqual(sent.attachment_id.res_id, merged.id)
        self.assertFalse(older.order_id)

    def test_other_salespeople_and_clients_see_nothing(self):
        document = self.new_document("offer")
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                document.with_user(user).read(["benefit"])
            with self.assertRaises(AccessError):
                document.with_user(user).action_send()

    def test_sent_document_meets_its_control_point_alone(self):
        point = self.new_point(name="Offer", kind="document", document_kind="offer")
        other = self.new_point(name="Minutes", kind="document", document_kind="minutes")
        document = self.new_document("offer")
        self.assertFalse(self.is_met(self.deal, point))
        self.send(document)
        self.assertTrue(self.is_met(self.deal, point))
        self.assertFalse(self.is_met(self.deal, other))
        action = self.deal.with_user(self.salesperson).action_write_document(other.id)
        self.assertEqual(action["context"]["default_kind"], "minutes")

    def test_sent_documents_are_dates_of_the_deal(self):
        for kind, name in (("minutes", "minutes"), ("satisfaction", "satisfaction")):
            self.assertEqual(self.state(name)[0], "open")
            self.new_document(kind).action_hand_over()
            self.assertEqual(self.state(name)[2], self.day())
        self.new_document("offer").action_hand_over()
        self.assertEqual(self.state("offer")[2], self.day())
        self.assertEqual(self.state("adjusted")[2], False)
        self.new_document("offer").action_hand_over()
        self.assertEqual(self.state("adjusted")[2], self.day())


class TestAcceptance(DocumentCase):
    def test_acceptance_act_takes_the_posted_invoices_along(self):
        self.without_printing()
        self.env["account.chart.template"].try_loading(
            "generic_coa", self.env.company, install_demo=False
        )
        self.env.user.group_ids += self.env.ref("account.group_account_manager")
        self.order.action_confirm()
        invoice = self.order._create_invoices()
        document = self.new_document("acceptance")
        self.assertEqual(document._prepare_enclosures(), [])
        invoice.action_post()
        self.assertIn(invoice.name, self.html(document))
        self.send(document)
        names = self.deal.message_ids[0].attachment_ids.mapped("name")
        self.assertIn("Acceptance Act - Alarm for a shop.pdf", names)
        self.assertEqual(len(names), 2)
        self.assertEqual(document.attachment_id.name, "Acceptance Act - Alarm for a shop.pdf")
