"""The client neither sees, signs nor pays a quotation whose offers wait for a manager."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
from .approval_common import ApprovalCase

SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestPortalApproval(ApprovalCase, DosmartHttpCase):
    @classmethod
    def client_of_order(cls):
        return cls.portal_user.partner_id

    def setUp(self):
        super().setUp()
        self.order.write({"require_signature": True, "require_payment": False})
        self.url = self.order.get_portal_url()

    def page(self, login="portal_user", url=None):
        self.authenticate(login, login)
        return self.url_open(url or self.url)

    def sign(self, login="portal_user"):
        self.authenticate(login, login)
        url = f"/my/orders/{self.order.id}/accept"
        params = {"access_token": self.order.access_token, "name": "X", "signature": SIGNATURE}
        return self.make_jsonrpc_request(url, params)

    def test_client_reads_that_the_quotation_is_revised_and_nothing_of_it(self):
        for login in ("portal_user", None):
            text = self.page(login).text
            self.assertIn("is being revised", text)
            for secret in ("Camera", "1,000.00", "Free camera"):
                self.assertNotIn(secret, text)

    def test_link_without_its_token_tells_strangers_nothing(self):
        self.new_user("stranger", "base.group_portal")
        text = self.page("stranger", f"/my/orders/{self.order.id}").text
        self.assertNotIn("revised", text)
        self.assertNotIn(self.order.name, text)

    def test_client_gets_no_pdf(self):
        answer = self.page(url=self.url + "&report_type=html")
        self.assertIn("is being revised", answer.text)
        self.assertNotIn("Camera", answer.text)

    def test_client_cannot_sign(self):
        for login in ("portal_user", None):
            self.assertIn("error", self.sign(login))
        self.assertEqual((self.order.state, self.order.signature), ("draft", False))

    def test_internal_user_cannot_sign_for_the_client(self):
        self.assertIn("not in a state", self.sign("salesperson")["error"])

    def test_client_cannot_pay(self):
        self.order.write({"require_payment": True, "prepayment_percent": 1})
        self.authenticate("portal_user", "portal_user")
        url = f"/my/orders/{self.order.id}/transaction"
        with mute_logger("odoo.http"), self.assertRaisesRegex(Exception, "ValidationError"):
            self.make_jsonrpc_request(url, {"access_token": self.order.access_token})
        self.assertFalse(self.order.transaction_ids)

    def test_approved_quotation_is_seen_and_signed(self):
        self.approve()
        self.order.action_quotation_sent()
        self.assertIn("Camera", self.page().text)
        self.assertIn("redirect_url", self.sign())
        self.assertEqual(self.order.state, "sale")

    def test_sent_quotation_that_costs_more_now_is_hidden_again(self):
        self.approve()
        self.order.action_quotation_sent()
        self.gift_line().product_uom_qty = 2
        self.assertIn("is being revised", self.page().text)
        self.assertIn("error", self.sign())
        self.assertNotIn(self.order.name, self.page(url="/my/quotes").text)

    def test_portal_user_reads_no_unapproved_quotation_by_rpc(self):
        for records in (self.order, self.order.order_line):
            with self.assertRaises(AccessError):
                records.with_user(self.portal_user).read(["name"])
        self.approve()
        self.assertTrue(self.order.with_user(self.portal_user).read(["name"]))

    def test_portal_user_never_reads_costs_or_approvals(self):
        self.approve()
        order = self.order.with_user(self.portal_user)
        for name in (
            "offer_cost",
            "offer_list_total",
            "offer_approval_state",
            "offer_approval_ids",
        ):
            with self.assertRaises(AccessError):
                order.read([name])
        with self.assertRaises(AccessError):
            self.env["dosmart.offer.approval"].with_user(self.portal_user).search([])

    def test_client_cannot_give_himself_more_among_the_optional_products(self):
        self.order.company_id.offer_limit_percent = 100
        extras = {"display_type": "line_section", "name": "Extras", "is_optional": True}
        self.order.order_line = [
            Command.create(extras | {"sequence": 90}),
            Command.create({"product_id": self.siren.id, "product_uom_qty": 0, "sequence": 91}),
        ]
        gift, optional = self.gift_line(), self.order.order_line[-1]
        gift.sequence = 92
        self.authenticate("portal_user", "portal_user")
        for line in (gift, optional):
            url = f"/my/orders/{self.order.id}/update_line_dict"
            token = {"access_token": self.order.access_token}
            self.make_jsonrpc_request(url, token | {"line_id": line.id, "input_quantity": 50})
        self.assertEqual((gift.product_uom_qty, optional.product_uom_qty), (1, 50))

    def test_portal_and_public_users_do_not_read_the_limit(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            company = self.order.company_id.with_user(user)
            self.assertTrue(company.name)
            for name in ("offer_limit_percent", "has_offer_limit"):
                with self.assertRaises(AccessError):
                    company.read([name])

    def test_salesperson_previews_it_as_not_approved(self):
        self.assertIn("Not approved.", self.page("salesperson").text)

    def test_printed_draft_says_that_it_is_not_approved(self):
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("sale.report_saleorder", self.order.ids)[0].decode()
        self.assertIn("Not approved.", html)
        self.approve()
        html = report._render_qweb_html("sale.report_saleorder", self.order.ids)[0].decode()
        self.assertNotIn("Not approved.", html)


class TestPayment(ApprovalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls.env["payment.provider"].create({"name": "Bank", "code": "none"})
        cls.method = cls.env["payment.method"].create({"name": "Card", "code": "test_card"})

    def new_transaction(self, order, **values):
        return self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "reference": f"tx-{order.id}",
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": [Command.set(order.ids)],
                **values,
            }
        )

    def test_payment_of_unapproved_offers_cannot_start(self):
        with self.assertRaisesRegex(UserError, "without approval"):
            self.new_transaction(self.order)

    def test_payment_started_before_is_kept_and_confirms_nothing(self):
        self.approve()
        self.order.require_payment = True
        transaction = self.new_transaction(self.order, state="pending")
        self.gift_line().product_uom_qty = 2
        transaction._set_done()
        transaction._check_amount_and_confirm_order()
        self.assertEqual((transaction.state, self.order.state), ("done", "draft"))
        warning = self.order.activity_ids.filtered(lambda a: "Paid" in (a.summary or ""))
        self.assertEqual(warning.user_id, self.salesperson)

    def test_payment_of_approved_offers_confirms(self):
        self.approve()
        self.order.require_payment = True
        transaction = self.new_transaction(self.order, state="done")
        transaction._check_amount_and_confirm_order()
        self.assertEqual(self.order.state, "sale")
