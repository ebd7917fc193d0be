"""The chatter of an opportunity tells what became of its offers."""

from odoo.tests import freeze_time

from .common import OfferCase


@freeze_time("2027-11-21 15:00:00")
class TestOfferLog(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.lead = self.new_lead(partner_id=self.client_.id)
        self.set_status(self.lead, "potential")
        self.order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        self.before = self.lead.message_ids

    def put(self, offer="free_maintenance"):
        self.lead.action_put_on_table(self.shipped(offer).id)
        return self.lead.offer_proposal_ids.sorted("id")[-1]

    def notes(self):
        """Return the text of the new notes, the oldest first."""
        messages = (self.lead.message_ids - self.before).sorted("id")
        self.assertTrue(all(messages.mapped("is_internal")))
        return [body.striptags() for body in messages.mapped("body")]

    def test_each_decision_is_noted_down(self):
        proposal = self.put()
        proposal.action_accept()
        proposal.action_withdraw()
        proposal._refuse("<b>Too</b> expensive")
        self.assertEqual(
            self.notes(),
            [
                "Offer on the table: Free maintenance",
                f"Offer accepted on {self.order.name}: Free maintenance",
                "Offer on the table: Free maintenance",
                "Free maintenance: Refused on 11/21/2027: <b>Too</b> expensive",
            ],
        )

    def test_author_is_who_decides(self):
        self.lead.user_id = self.salesperson
        self.lead.with_user(self.salesperson).action_put_on_table(
            self.shipped("free_maintenance").id
        )
        note = (self.lead.message_ids - self.before)[:1]
        self.assertEqual(note.author_id, self.salesperson.partner_id)

    def test_offers_that_expire_together_are_one_note(self):
        proposals = self.put() + self.put("complementary_services")
        self.before = self.lead.message_ids
        proposals._expire()
        self.assertEqual(len(self.notes()), 1)
        self.assertEqual(self.notes()[0].count("Expired on 11/21/2027."), 2)

    def test_other_changes_are_not_noted_down(self):
        proposal = self.put()
        self.before = self.lead.message_ids
        proposal.next_step_date = "2027-12-01"
        proposal._expire()
        proposal._expire()
        self.assertEqual(len(self.notes()), 1)
