"""The catalogue of offers: what is refused, and what an offer costs us."""

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import mute_logger

from .common import OfferCase

SHARED = {"company_id": False}


class TestOffer(OfferCase):
    def assert_refused_by_database(self, error=CheckViolation, **values):
        with mute_logger("odoo.sql_db"), self.assertRaises(error), self.env.cr.savepoint():
            self.new_offer(**values)
            self.env.flush_all()

    def test_discount_beyond_a_hundred_percent_is_refused(self):
        self.assert_refused_by_database(discount_percent=101)
        self.assert_refused_by_database(discount_percent=-1)

    def test_negative_quantities_months_and_costs_are_refused(self):
        self.assert_refused_by_database(quantity=-1)
        self.assert_refused_by_database(kind="free_months", free_months=601)
        self.assert_refused_by_database(kind="referral", months_per_referral=-1)
        self.assert_refused_by_database(kind="trial", trial_days=4000)
        self.assert_refused_by_database(cost_mode="typed", typed_cost=-1)

    def test_offer_cannot_end_before_it_starts(self):
        self.assert_refused_by_database(date_from="2027-02-01", date_to="2027-01-31")
        self.assertTrue(self.new_offer(date_from="2027-02-01", date_to="2027-02-01"))

    def test_interest_free_years_and_instalments_are_plausible(self):
        for year, count in ((0, 6), (1, 0), (1, 13), (51, 6)):
            row = Command.create({"contract_year": year, "instalment_count": count})
            self.assert_refused_by_database(kind="interest_free", year_ids=[row])
        twice = [Command.create({"contract_year": 1, "instalment_count": 6})] * 2
        self.assert_refused_by_database(UniqueViolation, kind="interest_free", year_ids=twice)

    def test_each_kind_says_what_it_still_needs(self):
        missing = {
            "discount": "Product",
            "interest_free": "Interest-Free Years",
            "free_months": "Free Months",
            "referral": "Months per Referral",
            "upgrade": "Product",
            "trial": "Days of Trial",
            "note": "Terms",
        }
        for kind, label in missing.items():
            with self.assertRaisesRegex(ValidationError, f"still needs: {label}\\."):
                self.new_offer(kind=kind, product_id=False)

    def test_every_kind_can_be_applied(self):
        for kind, _label in self.env["dosmart.offer"]._fields["kind"].selection:
            self.assertTrue(hasattr(self.env["sale.order"], f"_apply_offer_{kind}"), kind)

    def test_cost_is_what_is_given_away_or_typed(self):
        self.assertEqual(self.new_offer(quantity=3, discount_percent=40).cost, 60)
        dear = self.new_product(list_price=80)
        upgrade = self.new_offer(
            kind="upgrade", product_id=dear.id, replaced_product_id=self.siren.id
        )
        self.assertEqual(upgrade.cost, 30)
        months = self.new_offer(kind="free_months", product_id=self.guard.id, free_months=3)
        self.assertEqual(months.cost, 300)
        self.assertEqual(self.new_offer(cost_mode="typed", typed_cost=7).cost, 7)
        self.assertEqual(self.shipped("two_interest_free_years").cost, 0)

    def new_currency(self, rate):
        return self.env["res.currency"].create(
            {
                "name": "XTS",
                "symbol": "X",
                "rate_ids": [Command.create({"name": "2020-01-01", "rate": rate} | SHARED)],
            }
        )

    def test_typed_cost_is_the_same_money_in_every_company(self):
        self.other_company.currency_id = self.new_currency(rate=4)
        shared = self.new_offer(cost_mode="typed", typed_cost=100)
        theirs = self.new_offer(
            cost_mode="typed",
            typed_cost=100,
            company_id=self.other_company.id,
        )
        ours = self.env.company.currency_id
        for company in (self.env.company, self.other_company):
            offers = (shared + theirs).with_company(company)
            self.assertEqual(offers[0].currency_id, ours)
            self.assertEqual(offers[1].currency_id, self.other_company.currency_id)
            self.assertEqual(offers.mapped("cost"), [100, 100])

    def test_typed_cost_is_converted_for_the_company_that_gives_it(self):
        self.other_company.currency_id = self.new_currency(rate=4)
        offer = self.new_offer(cost_mode="typed", typed_cost=100)
        order = self.new_quotation(self.new_client(), company_id=self.other_company.id)
        proposal = self.accept(order, offer)
        self.assertEqual(proposal.currency_id.name, "XTS")
        self.assertEqual(proposal.cost, 400)
        copied = order.copy().offer_proposal_ids
        self.assertEqual((copied.cost, copied.currency_id.name), (400, "XTS"))

    def test_computed_cost_of_a_company_is_in_its_currency(self):
        self.other_company.currency_id = self.new_currency(rate=4)
        offer = self.new_offer(company_id=self.other_company.id, discount_percent=50)
        self.assertEqual((offer.currency_id.name, offer.cost), ("XTS", 100))

    def test_product_of_another_company_is_refused(self):
        product = self.new_product(company_id=self.other_company.id)
        with self.assertRaises(UserError):
            self.new_offer(company_id=self.env.company.id, product_id=product.id)

    def test_long_names_with_emoji_and_markup_are_kept_as_text(self):
        name = "🎁 <script>alert(1)</script> " + "ñ" * 300
        offer = self.new_offer(name=name)
        client = self.new_client()
        self.set_status(client, "potential")
        self.new_rule("potential", offer)
        self.assertIn(name, self.board(client))

    def test_offer_that_was_proposed_cannot_be_deleted(self):
        offer = self.new_offer()
        self.new_proposal(self.new_quotation(self.new_client()), offer)
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            offer.unlink()
        self.assertTrue(offer.exists())

    def test_groups_of_the_shipped_offers_exclude_interest_free_months(self):
        group = self.env.ref("dosmart_crm.offer_group_interest_free")
        names = ("financed_renewal", "two_interest_free_years", "first_interest_free_months")
        self.assertEqual(set(group.offer_ids), set(map(self.shipped, names)))
