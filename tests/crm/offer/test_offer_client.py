"""A quotation for another client, or of another company, has no offers of the first."""

from odoo.exceptions import UserError
from odoo.tests import Form

from .common import OfferCase


class TestOtherClient(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(self.client_, user_id=self.salesperson.id)
        self.proposal = self.accept(self.order, self.new_offer(discount_percent=40))
        self.gift = self.order.order_line.filtered("offer_proposal_id")
        self.other = self.new_client(name="Other")
        self.refusal = f"are applied to {self.order.name}. Withdraw them first"

    def assert_refused(self, orders, **values):
        with self.assertRaisesRegex(UserError, self.refusal), self.env.cr.savepoint():
            orders.write(values)
        self.env.invalidate_all()
        self.assertEqual(self.order.partner_id, self.client_)
        self.assertEqual((self.proposal.state, self.proposal.order_id), ("accepted", self.order))
        self.assertEqual(self.gift.offer_proposal_id, self.proposal)

    def test_quotation_with_accepted_offers_keeps_its_client(self):
        self.assert_refused(self.order.with_user(self.salesperson), partner_id=self.other.id)
        self.order.action_confirm()
        self.assert_refused(self.order, partner_id=self.other.id)

    def test_one_of_several_quotations_refuses_for_all(self):
        plain = self.new_quotation(self.client_)
        self.assert_refused(plain + self.order, partner_id=self.other.id)
        self.assertEqual(plain.partner_id, self.client_)

    def test_form_refuses_another_client_when_it_is_saved(self):
        order = self.order.with_user(self.salesperson)
        form = Form(order)
        form.partner_id = self.other
        with self.assertRaisesRegex(UserError, self.refusal), self.env.cr.savepoint():
            form.save()
        self.env.invalidate_all()
        self.assertEqual(self.order.partner_id, self.client_)

    def test_other_company_does_not_take_over_what_ours_gave(self):
        self.order.order_line.product_id.company_id = False
        self.assert_refused(self.order, company_id=self.other_company.id)

    def test_contact_of_the_same_client_keeps_the_offers(self):
        contact = self.new_client(name="Lupita", parent_id=self.client_.id)
        self.order.partner_id = contact
        self.assertEqual((self.proposal.state, self.proposal.order_id), ("accepted", self.order))

    def test_client_changes_once_the_offers_are_withdrawn(self):
        self.proposal.action_withdraw()
        self.order.with_user(self.salesperson).partner_id = self.other
        self.assertEqual(self.order.partner_id, self.other)
        self.assertFalse(self.proposal.order_id)
        self.assertEqual(
            (self.proposal.state, self.proposal.partner_id), ("on_table", self.client_)
        )

    def test_offer_on_the_table_stays_with_its_opportunity(self):
        lead = self.new_lead(partner_id=self.client_.id)
        order = self.new_quotation(self.client_, opportunity_id=lead.id)
        proposal = self.new_proposal(order, self.new_offer(name="Later"), lead_id=lead.id)
        order.partner_id = self.other
        self.assertEqual((bool(proposal.order_id), proposal.lead_id), (False, lead))
        self.assertEqual((proposal.state, proposal.partner_id), ("on_table", self.client_))
