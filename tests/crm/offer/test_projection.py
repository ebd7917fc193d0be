"""The projection: what the client pays with the offers and would pay without, month by month."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...common import DosmartHttpCase
from .common import OfferCase


class ProjectionCase(OfferCase):
    """A contract of 12 months at 100, equipment of 1 200, and a siren of 50 for nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.equipment = cls.new_product(name="Alarm", list_price=1200, standard_price=700)
        cls.order = cls.new_quotation(
            cls.client_of_order(),
            [(cls.guard, 12, 100), (cls.equipment, 1, 1200)],
            contract_start="2027-01-31",
            user_id=cls.salesperson.id,
        )

    @classmethod
    def client_of_order(cls):
        return cls.new_client()

    def projection(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.order.with_user(self.salesperson).offer_projection

    def texts(self, *names):
        """Return these texts of the projection, with plain spaces."""
        projection = self.projection()
        return [projection[name].replace("\xa0", " ") for name in names]

    def paid(self):
        return [row["paid"] for row in self.projection()["rows"]]

    def without(self):
        return [row["without"] for row in self.projection()["rows"]]


class TestProjection(ProjectionCase):
    def test_gift_is_what_the_client_saves(self):
        self.accept(self.order, self.new_offer())
        self.assertEqual(self.paid(), [1300] + [100] * 11)
        self.assertEqual(self.without(), [1350] + [100] * 11)
        totals = self.texts("without", "paid", "saved")
        self.assertEqual(totals, ["$ 2,450.00", "$ 2,400.00", "$ 50.00"])

    def test_cost_is_what_we_give_away_and_margin_what_is_left_of_the_revenue(self):
        self.guard.standard_price = 40
        self.accept(self.order, self.new_offer())
        # 2 400 less 12 × 40, an alarm of 700 and a siren of 30.
        self.assertEqual(self.texts("cost", "margin"), ["$ 50.00", "$ 1,190.00"])

    def test_typed_cost_replaces_the_cost_of_the_products_of_its_offer(self):
        self.accept(self.order, self.new_offer(cost_mode="typed", typed_cost=200))
        self.assertEqual((self.order.offer_cost, self.order.offer_margin), (200, 2400 - 700 - 200))

    def test_interest_free_months_move_payments_but_save_nothing(self):
        self.accept(self.order, self.shipped("first_interest_free_months"))
        self.assertEqual(self.paid(), [400] * 6 + [0] * 6)
        self.assertEqual(self.without(), [1300] + [100] * 11)
        self.assertEqual(self.texts("saved"), ["$ 0.00"])

    def test_free_months_would_be_paid_when_the_others_are_over(self):
        self.accept(self.order, self.shipped("courtesy_months"))
        self.assertEqual(self.paid(), [1300] + [100] * 11 + [0] * 3)
        self.assertEqual(self.without(), [1300] + [100] * 14)
        row = self.projection()["rows"][12]
        self.assertEqual((row["number"], row["date"]), (13, "01/31/2028"))

    def test_paid_is_the_plan_of_instalments_to_the_cent(self):
        tax = self.env["account.tax"].create({"name": "16 %", "amount": 16})
        self.order.order_line[0].price_unit = 33.33
        self.accept(self.order, self.new_offer(discount_percent=33))
        self.order.order_line.write({"tax_ids": [Command.set(tax.ids)]})
        self.accept(self.order, self.shipped("first_interest_free_months"))
        plan = {row.month: row.amount for row in self.order.instalment_ids}
        self.assertEqual(self.paid(), [plan.get(month, 0) for month in range(12)])
        self.assertAlmostEqual(sum(self.paid()), self.order.amount_total)
        gift = self.order.order_line.filtered(lambda line: line.offer_discount == 33)
        listed = 50 * 1.16
        self.assertAlmostEqual(
            sum(self.without()) - sum(self.paid()), round(listed - gift.price_total, 2)
        )

    def test_price_typed_lower_on_a_gift_saves_as_much(self):
        self.accept(self.order, self.new_offer())
        self.order.order_line[-1].price_unit = 1
        self.assertEqual(self.texts("saved"), ["$ 50.00"])

    def test_dates_are_those_of_the_plan_wherever_the_salesperson_is_now(self):
        self.order.write({"contract_start": False, "date_order": "2026-11-22 04:00:00"})
        self.accept(self.order, self.new_offer())
        self.salesperson.tz = "America/Mexico_City"
        self.order.order_line[0].price_unit = 101
        self.env.flush_all()
        self.salesperson.tz = "UTC"
        row = self.projection()["rows"][0]
        self.assertEqual(
            (row["date"], str(self.order.instalment_ids[0].date_due)), ("11/21/2026", "2026-11-21")
        )

    def test_contract_of_600_months_is_told_by_year(self):
        self.order.contract_months = 600
        self.accept(self.order, self.new_offer())
        projection = self.projection()
        self.assertEqual((projection["by_year"], len(projection["rows"])), (True, 50))
        self.assertEqual(self.paid(), [2400] + [1200] * 49)
        self.assertEqual(projection["rows"][1]["date"], "01/31/2028")

    def test_24_months_are_told_by_month_25_by_year(self):
        self.accept(self.order, self.new_offer())
        for months, rows in ((24, 24), (25, 3)):
            self.order.contract_months = months
            numbers = [row["number"] for row in self.projection()["rows"]]
            self.assertEqual(numbers, list(range(1, rows + 1)))

    def test_other_currency_is_the_clients_cost_and_margin_are_ours(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "rate": 2,
                "currency_id": euro.id,
                "company_id": self.env.company.id,
            }
        )
        pricelist = self.env["product.pricelist"].create({"name": "€", "currency_id": euro.id})
        order = self.new_quotation(self.new_client(), pricelist_id=pricelist.id)
        self.accept(order, self.new_offer())
        projection = order.offer_projection
        self.assertIn("€", projection["saved"])
        self.assertIn("100.00", projection["saved"])
        self.assertEqual(projection["cost"], "$\xa050.00")
        # 1 200 € are 600; the siren costs 30.
        self.assertEqual(projection["margin"], "$\xa0570.00")

    def test_quotation_without_offers_or_plan_says_what_to_do(self):
        self.assertIn("Accept an offer", self.projection()["empty"])
        plain = self.new_quotation(self.new_client(), [(self.siren, 1, 50)])
        self.accept(plain, self.new_offer())
        self.assertIn("Add a service contract", plain.offer_projection["empty"])
        empty = self.new_quotation(self.new_client(), [])
        self.accept(empty, self.shipped("first_interest_free_months"))
        self.assertIn("Add a service contract", empty.offer_projection["empty"])

    def test_texts_are_in_the_language_of_the_reader(self):
        spanish = self.order.with_context(lang="es_MX")
        self.assertIn("Acepte una oferta", spanish.offer_projection["empty"])


@tagged("post_install", "-at_install")
class TestProjectionForClients(ProjectionCase, DosmartHttpCase):
    """Nothing that a client can reach tells what the offers cost us."""

    SECRETS = ("87,654,321", "87654321")  # no random token on the page holds these

    @classmethod
    def client_of_order(cls):
        return cls.portal_user.partner_id

    def setUp(self):
        super().setUp()
        self.accept(self.order, self.new_offer(cost_mode="typed", typed_cost=87654321))
        self.order.action_quotation_sent()

    def assert_no_secret(self, text):
        for secret in self.SECRETS:
            self.assertNotIn(secret, text)
        self.assertNotIn("margin&#34;", text)
        self.assertNotIn("offer_cost", text)

    def test_portal_shows_what_is_saved_and_no_cost(self):
        for login in ("portal_user", None):
            self.authenticate(login, login)
            page = self.url_open(self.order.get_portal_url()).text
            self.assertIn("What you save", page)
            self.assertIn("2,450.00", page)
            self.assertIn("data-projection", page)
            self.assert_no_secret(page)

    def test_printed_quotation_shows_bars_and_no_cost(self):
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("sale.report_saleorder", self.order.ids)[0].decode()
        self.assertIn("What you save", html)
        self.assertIn("width: 96%", html)  # 1 300 of 1 350
        self.assertNotIn("data-projection", html)
        self.assert_no_secret(html)

    def test_chart_speaks_the_language_of_the_client(self):
        answer = self.url_open("/website/translations?lang=es_MX").json()
        messages = answer["modules"]["dosmart_crm"]["messages"]
        texts = {message["id"]: message["string"] for message in messages}
        self.assertEqual(texts["With the offers"], "Con las ofertas")

    def test_report_in_the_browser_of_the_client_has_no_cost(self):
        self.authenticate("portal_user", "portal_user")
        url = self.order.get_portal_url(report_type="html")
        self.assert_no_secret(self.url_open(url).text)

    def test_portal_user_reads_neither_projection_nor_margin_by_rpc(self):
        self.authenticate("portal_user", "portal_user")
        for name in ("offer_projection", "offer_margin", "offer_cost"):
            with self.assertRaises(AccessError):
                self.order.with_user(self.portal_user).read([name])
            params = {"model": "sale.order", "method": "read", "args": [[self.order.id], [name]]}
            answer = self.url_open(
                "/web/dataset/call_kw", json={"params": params | {"kwargs": {}}}
            ).text
            self.assertIn("error", answer)
            self.assert_no_secret(answer.replace(name, ""))

    def test_quotation_without_offers_shows_the_client_nothing(self):
        order = self.new_quotation(self.portal_user.partner_id)
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("sale.report_saleorder", order.ids)[0].decode()
        for text in ("What you save", "Accept an offer"):
            self.assertNotIn(text, html)
