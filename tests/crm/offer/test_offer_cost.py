"""What an offer costs us, before anybody accepts it."""

from .common import OfferCase


class TestOpenCost(OfferCase):
    def test_cost_of_free_months_depends_on_the_contract(self):
        months = {"kind": "free_months", "free_months": 3}
        offer = self.new_offer(**months, product_id=False)
        self.assertTrue(offer.is_cost_open)
        self.assertTrue(self.shipped("one_month_per_referral").is_cost_open)
        known = (
            self.new_offer(**months),
            self.new_offer(**months, product_id=False, cost_mode="typed", typed_cost=300),
            self.new_offer(),
            self.shipped("preferred_hours"),
        )
        self.assertEqual([offer.is_cost_open for offer in known], [False] * 4)

    def test_offer_counts_its_proposals(self):
        offer, other = self.new_offer(), self.new_offer()
        for _number in range(2):
            self.new_proposal(self.new_quotation(self.new_client()), offer)
        self.assertEqual((offer + other).mapped("proposal_count"), [2, 0])
