"""What offers do not allow: past their buttons, for somebody else, twice, or by accident."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import OfferCase


class TestOfferGuard(OfferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(cls.env, "colleague", groups="sales_team.group_sale_salesman")
        cls.offer = cls.new_offer(discount_percent=100)
        cls.new_rule("potential", cls.offer)
        cls.client_ = cls.new_client()
        cls.set_status(cls.client_, "potential")

    def own_quotation(self, client=None):
        return self.new_quotation(client or self.client_, user_id=self.salesperson.id)

    def as_salesperson(self, **values):
        proposals = self.env["dosmart.offer.proposal"].with_user(self.salesperson)
        return proposals.create({"offer_id": self.offer.id, **values})

    def test_offer_the_client_does_not_earn_cannot_be_created_by_rpc(self):
        order = self.own_quotation(self.new_client(name="Without status"))
        with self.assertRaises(UserError) as refusal:
            self.as_salesperson(order_id=order.id)
        self.assertIn("is not for the status of", str(refusal.exception))
        self.assertFalse(order.offer_proposal_ids)

    def test_decision_and_cost_are_not_written_by_hand(self):
        proposal = self.as_salesperson(order_id=self.own_quotation().id)
        for values in ({"state": "accepted"}, {"cost": -5}, {"status_id": False}):
            with self.subTest(values=values), self.assertRaisesRegex(AccessError, "its buttons"):
                proposal.write(values)
        with self.assertRaisesRegex(AccessError, "its buttons"):
            self.as_salesperson(order_id=self.own_quotation().id, state="accepted")
        proposal.action_accept()
        with self.assertRaisesRegex(AccessError, "Withdraw it first"):
            proposal.offer_id = self.new_offer(name="Other")
        self.assertEqual(proposal.state, "accepted")

    def test_what_was_earned_does_not_become_another_offer_or_anothers(self):
        proposal = self.as_salesperson(partner_id=self.client_.id)
        other = self.new_offer(name="Other")
        self.new_rule("potential", other)
        with self.assertRaisesRegex(AccessError, "stays the one it is"):
            proposal.offer_id = other
        stranger = self.new_client(name="Without status")
        with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
            proposal.partner_id = stranger
        self.assertIn("is not for the status of", str(refusal.exception))
        self.env.invalidate_all()
        self.assertEqual((proposal.offer_id, proposal.partner_id), (self.offer, self.client_))
        proposal.write({"order_id": self.own_quotation().id, "offer_id": self.offer.id})
        proposal.action_accept()
        self.assertEqual(proposal.state, "accepted")

    def test_colleagues_lead_or_quotation_is_refused_and_tells_nothing(self):
        lead = self.new_lead(user_id=self.colleague.id)
        self.set_status(lead, "potential")
        order = self.new_quotation(self.client_, user_id=self.colleague.id)
        for values in ({"lead_id": lead.id}, {"order_id": order.id}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.as_salesperson(**values)
        self.assertFalse(lead.offer_proposal_ids | order.offer_proposal_ids)

    def test_same_offer_is_not_applied_twice_to_a_quotation(self):
        order = self.own_quotation()
        self.accept(order, self.offer)
        with self.assertRaisesRegex(UserError, "exclude each other"):
            self.accept(order, self.offer)
        self.assertEqual(len(order.order_line.filtered("offer_proposal_id")), 1)

    def test_discount_on_all_lines_leaves_the_gift_free(self):
        order = self.own_quotation()
        self.accept(order, self.offer)
        wizard = self.env["sale.order.discount"].create(
            {
                "sale_order_id": order.id,
                "discount_type": "sol_discount",
                "discount_percentage": 0.1,
            }
        )
        wizard.action_apply_discount()
        self.assertEqual(sorted(order.order_line.mapped("discount")), [10, 100])

    def test_larger_gift_costs_more(self):
        order = self.own_quotation()
        proposal = self.accept(order, self.offer)
        self.assertEqual(proposal.cost, 50)
        order.order_line.filtered("offer_proposal_id").product_uom_qty = 10
        self.assertEqual(proposal.cost, 500)

    def test_deleting_a_line_of_an_offer_withdraws_it(self):
        order = self.own_quotation()
        proposal = self.accept(order, self.offer)
        order.order_line.filtered("offer_proposal_id").unlink()
        self.assertEqual((proposal.state, proposal.cost), ("on_table", 0))
        self.assertFalse(order.offer_terms)
        proposal.action_accept()
        self.assertEqual(len(order.order_line.filtered("offer_proposal_id")), 1)

    def test_deleted_quotation_gives_its_offers_back(self):
        order = self.own_quotation()
        lead = self.new_lead(partner_id=self.client_.id)
        proposal = self.new_proposal(order, self.offer, lead_id=lead.id)
        proposal.action_accept()
        order.unlink()
        self.assertEqual((proposal.state, bool(proposal.order_id)), ("on_table", False))

    def test_copy_for_another_client_takes_no_offers_along(self):
        order = self.own_quotation()
        proposal = self.accept(order, self.offer)
        copy = order.copy({"partner_id": self.new_client(name="Other").id})
        self.assertFalse(copy.order_line.offer_proposal_id)
        self.assertFalse(copy.offer_terms)
        self.assertEqual(proposal.state, "accepted")

    def test_copy_of_a_confirmed_order_can_lose_its_offers(self):
        order = self.own_quotation()
        proposal = self.accept(order, self.offer)
        order.action_confirm()
        copy = order.copy({"user_id": self.colleague.id})
        own = copy.with_user(self.colleague).offer_proposal_ids
        own.action_withdraw()
        self.assertFalse(copy.order_line.offer_proposal_id)
        self.assertEqual(proposal.state, "accepted")
        self.assertTrue(order.order_line.offer_proposal_id)

    def test_offer_of_a_confirmed_order_can_be_put_on_the_table_again(self):
        order = self.own_quotation()
        self.accept(order, self.offer)
        order.action_confirm()
        self.client_.action_put_on_table(self.offer.id)
        states = self.client_.offer_proposal_ids.mapped("state")
        self.assertEqual(sorted(states), ["accepted", "on_table"])

    def test_opportunity_gets_another_customer_although_an_offer_was_accepted(self):
        lead = self.new_lead(partner_id=self.client_.id)
        order = self.new_quotation(self.client_, opportunity_id=lead.id)
        proposal = self.accept(order, self.offer)
        other = self.new_client(name="Other", need_level="high")
        lead.partner_id = other
        self.assertEqual((lead.partner_id, proposal.partner_id), (other, self.client_))

    def test_leads_of_another_company_do_not_meet_a_condition(self):
        offer = self.new_offer(name="For a high need")
        self.new_rule(
            "potential",
            offer,
            condition_model="crm.lead",
            condition="[('name', '=', 'Alarm for a shop')]",
        )
        lead = self.new_lead(partner_id=self.client_.id, company_id=self.other_company.id)
        self.assertFalse(self.verdicts(self.client_)[offer].eligible)
        lead.company_id = self.env.company
        self.assertTrue(self.verdicts(self.client_)[offer].eligible)

    def test_cycle_through_an_archived_status_is_refused(self):
        first, second, third = self.env["dosmart.client.status"].create(
            [{"name": f"Status {number}"} for number in range(3)]
        )
        first.inherited_status_ids = second
        second.inherited_status_ids = third
        second.active = False
        with self.assertRaisesRegex(UserError, "Status 2 → Status 0 → Status 1 → Status 2"):
            third.inherited_status_ids = [Command.link(first.id)]
            third.flush_recordset()

    def test_contact_counts_the_proposals_of_its_company(self):
        company = self.new_client(name="SA", is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        self.set_status(company, "potential")
        contact.action_put_on_table(self.offer.id)
        self.assertEqual((contact.offer_proposal_count, company.offer_proposal_count), (1, 1))

    def test_removed_referrer_leaves_no_name(self):
        lead = self.new_lead(referrer_id=self.client_.id)
        lead.referrer_id = False
        self.assertFalse(lead.referred)

    def test_free_months_need_a_contract_whatever_their_product(self):
        order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        offer = self.new_offer(kind="free_months", free_months=3, product_id=self.guard.id)
        with self.assertRaisesRegex(UserError, "no service contract"):
            self.accept(order, offer)
