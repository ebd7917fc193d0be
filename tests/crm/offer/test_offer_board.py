"""What the page Offers of a lead, client or quotation shows, and what can be done there."""

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import OfferCase

FREE, CHEAP = "Free maintenance", "Complementary services at low cost"


class TestOfferBoard(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client(user_id=self.salesperson.id)
        self.lead = self.new_lead(partner_id=self.client_.id, user_id=self.salesperson.id)
        self.set_status(self.lead, "potential")
        self.order = self.new_quotation(
            self.client_, opportunity_id=self.lead.id, user_id=self.salesperson.id
        )

    def put(self, offer="free_maintenance"):
        self.lead.action_put_on_table(self.shipped(offer).id)
        return self.lead.offer_proposal_ids.sorted("id")[-1]

    def row(self, subject, name=FREE):
        row = self.board(subject, self.salesperson).get(name, {})
        return [row.get(key) for key in ("state", "eligible", "reason")]

    def test_open_offers_stay_when_the_status_no_longer_gives_them(self):
        accepted = self.put()
        self.put("complementary_services")
        accepted.action_accept()
        self.set_status(self.lead, "will_not_buy")
        reason = "The client's status does not include it."
        for subject in (self.lead, self.client_, self.order):
            self.assertEqual(self.row(subject), ["accepted", False, reason])
            self.assertEqual(self.row(subject, CHEAP), ["on_table", False, reason])
        accepted.with_user(self.salesperson).action_withdraw()
        self.assertEqual(self.row(self.order), ["on_table", False, reason])

    def test_open_offers_stay_when_the_client_has_no_status_any_more(self):
        self.put()
        self.lead.client_sheet_id.client_status_id = False
        for subject in (self.lead, self.client_, self.order):
            self.assertEqual(self.row(subject)[:2], ["on_table", False])

    def test_lost_condition_is_the_reason_of_an_accepted_offer(self):
        self.put().action_accept()
        self.shipped("free_maintenance").date_to = "2020-01-01"
        state, eligible, reason = self.row(self.lead)
        self.assertEqual((state, eligible), ("accepted", False))
        self.assertRegex(reason, "Ended on")

    def test_offer_of_a_confirmed_order_is_decided_for_good(self):
        proposal = self.put()
        proposal.action_accept()
        self.order.action_confirm()
        self.assertEqual(self.row(self.lead)[0], "")
        self.assertEqual(proposal.order_state, "sale")

    @freeze_time("2027-11-21 15:00:00")
    def test_refused_and_expired_offers_say_when_and_why(self):
        self.put()._refuse("Too expensive")
        self.put("complementary_services")._expire()
        for subject in (self.lead, self.client_, self.order):
            board = self.board(subject, self.salesperson)
            self.assertEqual(board[FREE]["past"], "Refused on 11/21/2027: Too expensive")
            self.assertEqual(board[CHEAP]["past"], "Expired on 11/21/2027.")
            self.assertEqual(board[FREE]["state"], "")

    @freeze_time("2027-11-21 15:00:00")
    def test_latest_of_several_refusals_is_told(self):
        self.put()._refuse("Too expensive")
        self.put()._refuse("Bought elsewhere")
        past = self.board(self.lead)[FREE]["past"]
        self.assertEqual(past, "Refused on 11/21/2027: Bought elsewhere")

    def test_next_step_is_on_the_board(self):
        self.put().next_step_date = "2027-12-01"
        board = self.board(self.lead)
        self.assertEqual(board[FREE]["next_step_date"], "2027-12-01")
        self.assertEqual(board[CHEAP]["next_step_date"], "")

    def test_quotation_of_a_colleagues_opportunity_shows_its_own_offers(self):
        self.accept(self.order, self.shipped("free_maintenance"))
        self.lead.user_id = self.manager
        with mute_logger("odoo.addons.base.models.ir_rule"):
            self.assertEqual(self.row(self.order)[0], "accepted")


class TestLostOpportunity(OfferCase):
    def setUp(self):
        super().setUp()
        self.lead = self.new_lead(partner_id=self.new_client().id)
        self.set_status(self.lead, "potential")
        self.offer = self.shipped("free_maintenance")
        self.lead.action_put_on_table(self.offer.id)
        self.proposal = self.lead.offer_proposal_ids
        self.order = self.new_quotation(self.lead.partner_id, opportunity_id=self.lead.id)
        self.lead.action_set_lost()
        self.env.invalidate_all()

    def test_boards_say_that_its_offers_rest(self):
        text = "“Alarm for a shop” is lost, so its offers rest. Restore it to go on with them."
        for subject in (self.lead, self.order):
            self.assertEqual(subject.offer_board["closed"], text)
            self.assertEqual(self.board(subject)[self.offer.name]["state"], "on_table")
        self.assertEqual(Form(self.proposal).resting_reason, text)
        self.assertEqual(self.lead.partner_id.offer_board["closed"], "")

    def test_nothing_is_decided_until_it_is_restored(self):
        put = self.lead.action_put_on_table
        actions = (self.proposal.action_accept, self.proposal.action_refuse)
        for act, *args in ((put, self.offer.id), *((action,) for action in actions)):
            with self.assertRaisesRegex(UserError, "is lost, so its offers rest"):
                act(*args)
        self.assertEqual((self.proposal.state, len(self.order.order_line)), ("on_table", 1))
        self.lead.action_unarchive()
        self.proposal.action_accept()
        self.assertEqual(self.proposal.state, "accepted")
        self.assertEqual(self.lead.offer_board["closed"], "")

    def test_its_offers_expire_all_the_same(self):
        self.offer.date_to = "2020-01-01"
        self.proposal._find_expired()._expire()
        self.assertEqual(self.proposal.state, "expired")


class TestProposalForm(OfferCase):
    def test_list_names_the_prospect_of_a_lead_without_a_client(self):
        offer = self.shipped("free_maintenance")
        client = self.new_client()
        lead = self.new_lead(partner_name="Taller Vega", contact_name="Efraín")
        for subject in (lead, client):
            self.set_status(subject, "potential")
            subject.action_put_on_table(offer.id)
        proposals = lead.offer_proposal_ids + client.offer_proposal_ids
        self.assertEqual(proposals.mapped("client_name"), ["Taller Vega", "Abarrotes Lupita"])

    def test_date_is_not_labelled_with_a_button(self):
        labels = self.env["dosmart.offer.proposal"].with_context(lang="es_MX").fields_get()
        self.assertEqual(labels["date"]["string"], "Sobre la mesa desde")
