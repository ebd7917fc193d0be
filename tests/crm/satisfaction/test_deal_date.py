"""A questionnaire about an order of a deal is the date on which satisfaction was asked."""

from ..process.date_common import DateCase


class TestDealDate(DateCase):
    def asked_on(self):
        return self.line("satisfaction").actual_date

    def test_day_of_the_first_questionnaire_is_the_actual_date(self):
        self.client_.email = "lupita@example.com"
        self.new_order(self.client_, opportunity_id=self.deal.id)
        self.assertFalse(self.asked_on())
        sheet = self.client_._ask_satisfaction()
        sheet.asked_on = self.day(-3)
        self.client_._ask_satisfaction()
        self.assertEqual(self.asked_on(), self.day(-3))
        sheet.sale_order_id = False
        self.assertEqual(self.asked_on(), self.day())
