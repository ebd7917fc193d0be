"""What Odoo knows by itself needs nobody to type it."""

from odoo import fields
from odoo.fields import Command

from .date_common import DateCase


class TestDealFacts(DateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.env.company, install_demo=False
        )
        cls.env.user.group_ids += cls.env.ref("account.group_account_manager")
        guard = cls.env["product.product"].create(
            {"name": "Guard", "type": "service", "invoice_policy": "order", "taxes_id": False}
        )
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.client_.id,
                "opportunity_id": cls.deal.id,
                "order_line": [Command.create({"product_id": guard.id, "price_unit": 100})],
            }
        )

    def test_sent_quotation_is_the_offer_issued(self):
        self.plan("offer", -2)
        self.assertEqual(self.state("offer")[0], "late")
        self.order.action_quotation_sent()
        self.assertEqual(self.state("offer"), ("done", self.day(-2), self.day()))
        self.assertTrue(self.line("offer").is_known)

    def test_day_of_the_first_sending_stays(self):
        self.order.action_quotation_sent()
        self.order.quotation_sent_on = self.day(-9)
        self.order.action_confirm()
        self.assertEqual(self.order.quotation_sent_on, self.day(-9))
        self.assertFalse(self.order.copy().quotation_sent_on)

    def test_cancelled_quotation_was_not_issued(self):
        self.order.action_quotation_sent()
        self.order._action_cancel()
        self.assertEqual(self.state("offer"), ("open", False, False))

    def test_posted_invoice_is_the_invoice_issued_and_what_was_typed_yields_to_it(self):
        self.order.action_confirm()
        invoice = self.order._create_invoices()
        self.assertEqual(self.state("invoice")[0], "open")
        self.note("invoice", -5)
        self.assertEqual(self.state("invoice")[2], self.day(-5))
        invoice.invoice_date = self.day(-1)
        invoice.action_post()
        self.assertEqual(self.state("invoice")[2], self.day(-1))
        invoice.button_draft()
        self.assertEqual(self.state("invoice")[2], self.day(-5))

    def test_day_promised_on_the_order_is_that_of_the_service(self):
        self.order.action_confirm()
        moment = fields.Datetime.to_datetime(self.day(6)).replace(hour=12)
        self.order.commitment_date = moment
        self.assertEqual(self.state("service"), ("planned", self.day(6), False))
        self.plan("service", 8)
        self.assertEqual(self.state("service")[1], self.day(8))

    def test_installation_of_the_account_is_the_service(self):
        self.order.action_confirm()
        account = self.env["dosmart.service.account"].create(
            {
                "name": "SC-1",
                "company_id": self.order.company_id.id,
                "partner_id": self.client_.id,
                "installation_date": self.day(-4),
            }
        )
        self.order.service_account_id = account
        self.assertEqual(self.state("service")[2], self.day(-4))
        account.installation_date = self.day(4)
        self.assertEqual(self.state("service")[2], False)

    def test_retry_is_the_day_chosen_when_the_deal_was_lost(self):
        self.lose(self.deal, retry_date=self.day(5))
        self.assertEqual(self.state("retry"), ("planned", self.day(5), False))
        self.assertFalse(self.line("minutes"))
        self.deal._try_again()
        self.assertEqual(self.state("retry"), ("done", self.day(5), self.day()))
        self.lose(self.deal, retry_date=self.day(9))
        self.assertEqual(self.state("retry"), ("planned", self.day(9), False))

    def test_late_list_costs_the_same_for_one_and_for_forty_deals(self):
        def cost(leads):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            lines = self.env["dosmart.deal.timeline"].with_user(self.manager)
            lines = lines.search([("state", "=", "late"), ("lead_id", "in", leads.ids)])
            lines.mapped(lambda line: (line.lead_id.name, line.kind_id.name, line.late_days))
            return len(lines), self.cr.sql_log_count - start

        deals = self.env["crm.lead"].concat(*(self.new_deal() for _n in range(40)))
        for deal in deals:
            self.plan("minutes", -3, deal)
        cost(deals)
        (one, few), (many, queries) = cost(deals[0]), cost(deals)
        self.assertEqual((one, many), (1, 40))
        self.assertEqual(few, queries)

    def test_teams_without_dates_cost_no_query(self):
        deal = self.new_deal(team_id=self.other_team().id)
        deal.mapped(lambda lead: (lead.name, lead.team_id.name))
        self.env["crm.team"]._dated_team_ids()
        with self.assertQueryCount(0):
            self.assertFalse(deal.deal_board)
        self.assertFalse(self.line("minutes", deal))
