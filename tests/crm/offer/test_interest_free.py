"""What the quotation says about instalments without interest."""

from odoo.tests import Form

from .common import OfferCase

NAME = "Interest-free: 6 months in year 1 and 12 in year 2:"
FIRST = "6 instalments without interest in contract year 1."
SECOND = "12 instalments without interest in contract year 2."
RENEWED = "If you renew for contract year 2: 12 instalments without interest."


class TestInterestFreeNote(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.order = self.new_quotation(self.client_)

    def apply(self):
        self.accept(self.order, self.shipped("two_interest_free_years"))

    def note(self, order=None):
        gifts = (order or self.order).order_line.filtered("offer_proposal_id")
        self.assertEqual(len(gifts), 1)
        return gifts.name.split("\n")

    def test_years_after_this_contract_wait_for_its_renewal(self):
        self.apply()
        self.assertEqual(self.note(), [NAME, FIRST, RENEWED])

    def test_longer_contract_has_all_its_years(self):
        self.order.contract_months = 13
        self.apply()
        self.assertEqual(self.note(), [NAME, FIRST, SECOND])

    def test_note_follows_the_months_of_the_contract(self):
        self.apply()
        with Form(self.order) as form:
            form.contract_months = 24
        self.assertEqual(self.note(), [NAME, FIRST, SECOND])
        self.order.order_line[0].product_uom_qty = 12
        self.env.flush_all()
        self.assertEqual(self.note(), [NAME, FIRST, RENEWED])

    def test_note_of_a_confirmed_order_stays(self):
        self.apply()
        self.order.action_confirm()
        self.order.order_line[0].product_uom_qty = 24
        self.env.flush_all()
        self.assertEqual(self.note(), [NAME, FIRST, RENEWED])

    def test_note_keeps_the_language_of_the_client(self):
        self.client_.lang = "es_MX"
        self.order.with_context(lang="en_US").contract_months = 24
        self.apply()
        spanish = "6 mensualidades sin intereses en el año 1 del contrato."
        self.assertEqual(self.note()[1], spanish)
        self.order.with_context(lang="en_US").contract_months = 12
        self.env.flush_all()
        self.assertEqual(self.note()[1], spanish)

    def test_order_without_a_contract_has_one_year(self):
        self.order = self.new_quotation(self.client_, [(self.siren, 1, 50)])
        self.apply()
        self.assertEqual(self.note(), [NAME, FIRST, RENEWED])
