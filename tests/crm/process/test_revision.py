"""Quotations count how often the client got another one."""

from .common import ProcessCase


class TestRevision(ProcessCase):
    def setUp(self):
        super().setUp()
        product = self.env["product.product"].create({"name": "Camera", "list_price": 100})
        self.quotation = self.env["sale.order"].create(
            {
                "partner_id": self.new_client().id,
                "order_line": [(0, 0, {"product_id": product.id})],
            }
        )

    def send(self):
        self.quotation.with_context(mark_so_as_sent=True).message_post(body="Here it is")

    def test_sending_the_same_again_is_no_revision(self):
        self.send()
        self.send()
        self.assertEqual((self.quotation.state, self.quotation.revision_count), ("sent", 0))

    def test_sending_other_prices_is_a_revision(self):
        self.send()
        for price in (90, 80):
            self.quotation.order_line.price_unit = price
            self.send()
        self.assertEqual(self.quotation.revision_count, 2)

    def test_changes_before_the_first_sending_are_none(self):
        self.quotation.order_line.price_unit = 90
        self.quotation.action_quotation_sent()
        self.assertEqual(self.quotation.revision_count, 0)

    def test_change_agreed_on_the_telephone_counts_when_it_is_confirmed(self):
        self.send()
        self.quotation.order_line.discount = 10
        self.quotation.action_confirm()
        self.assertEqual(self.quotation.revision_count, 1)

    def test_copy_begins_anew(self):
        self.send()
        self.quotation.order_line.price_unit = 90
        self.send()
        self.assertEqual(self.quotation.copy().revision_count, 0)
