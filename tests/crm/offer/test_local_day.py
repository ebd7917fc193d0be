"""Dates that a quotation promises are those of the place where it is sold."""

from odoo.tests import freeze_time

from .common import OfferCase


@freeze_time("2027-11-22 02:30:00")
class TestLocalDay(OfferCase):
    """It is 2:30 in London and 20:30 the day before in Mexico."""

    def setUp(self):
        super().setUp()
        self.salesperson.tz = "America/Mexico_City"
        self.env.company.resource_calendar_id.tz = "Europe/London"

    def new_quotation_of(self, user, **values):
        return self.new_quotation(self.new_client(), user_id=user and user.id, **values)

    def first_due(self, order):
        return str(order.instalment_ids[0].date_due)

    def test_plan_begins_on_the_day_of_the_salesperson(self):
        self.assertEqual(self.first_due(self.new_quotation_of(self.salesperson)), "2027-11-21")

    def test_without_a_salesperson_the_company_says_which_day(self):
        self.assertEqual(self.first_due(self.new_quotation_of(False)), "2027-11-22")

    def test_contract_signed_by_the_client_starts_on_that_day_too(self):
        order = self.new_quotation_of(self.salesperson)
        order.with_user(self.env.ref("base.public_user")).sudo().action_confirm()
        self.assertEqual(str(order.contract_start), "2027-11-21")

    def test_contracts_confirmed_together_start_each_on_its_own_day(self):
        orders = self.new_quotation_of(self.salesperson) + self.new_quotation_of(False)
        orders.action_confirm()
        starts = [str(order.contract_start) for order in orders]
        self.assertEqual(starts, ["2027-11-21", "2027-11-22"])

    def test_trial_counts_from_that_day(self):
        order = self.new_quotation_of(self.salesperson)
        proposal = self.accept(order, self.new_offer(kind="trial", trial_days=9, product_id=False))
        self.assertEqual(str(proposal.activity_ids.date_deadline), "2027-11-30")

    def test_cost_is_converted_at_the_rate_of_that_day(self):
        currency = self.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        for day, rate in (("2027-11-21", 2), ("2027-11-22", 4)):
            self.env["res.currency.rate"].create(
                {"name": day, "rate": rate, "currency_id": currency.id}
            )
        order = self.new_quotation_of(self.salesperson)
        offer = self.new_offer(cost_mode="typed", typed_cost=100)
        offer.company_id = self.env.company
        proposal = self.new_proposal(order, offer)
        offer.currency_id = currency
        proposal.action_accept()
        self.assertEqual(proposal.cost, 50)
