"""One of us fills in a questionnaire for a client on the phone, and never as the client."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...common import DosmartHttpCase
from .common import SatisfactionCase


class PhoneCase(SatisfactionCase):
    def take(self, record, user=None):
        """Return the number of the sheet that *user* is led to for *record*."""
        self.env.flush_all()
        action = record.with_user(user or self.salesperson).action_answer_by_phone()
        self.assertEqual(action["type"], "ir.actions.act_url")
        return self.sheets.browse(int(action["url"].removeprefix("/dosmart/phone_answer/")))

    def key(self, sheet, user=None):
        return sheet.with_user(user or self.salesperson)._phone_key()


class TestAnswerByPhone(PhoneCase):
    def test_client_that_was_not_asked_gets_a_sheet_about_its_last_purchase(self):
        self.buyer.email = False
        sheet = self.take(self.buyer)
        self.assertEqual((sheet.sale_order_id, sheet.product_id), (self.order, self.guard))
        self.assertEqual((sheet.partner_id, sheet.salesperson_id), (self.buyer, self.salesperson))
        self.assertFalse(self.env["mail.mail"].search([("model", "=", sheet._name)]))
        self.assertIn("Asked for satisfaction.", self.notes(self.buyer))
        self.assertEqual(self.take(self.buyer), sheet)

    def test_questionnaire_that_was_sent_is_the_one_filled_in(self):
        sheet = self.ask()
        self.assertEqual(self.take(self.buyer), sheet)
        self.assertEqual(self.take(self.row(sheet)), sheet)
        other = self.new_order(self.buyer, user_id=self.salesperson.id)
        window = self.env["dosmart.satisfaction.ask"].with_user(self.salesperson)
        about_other = self.take(window._prepare(self.buyer, other))
        self.assertNotEqual(about_other, sheet)
        self.assertEqual(about_other.sale_order_id, other)

    def test_client_that_answered_lately_is_asked_again_after_a_warning_alone(self):
        sheet = self.answer(self.ask(), 5, 5, 5)
        self.env.flush_all()
        action = self.buyer.with_user(self.salesperson).action_answer_by_phone()
        self.assertEqual(action["res_model"], "dosmart.satisfaction.ask")
        window = self.env[action["res_model"]].browse(action["res_id"])
        again = self.take(window)
        self.assertNotEqual(again, sheet)

    def test_nobody_changes_what_the_client_sent(self):
        sheet = self.answer(self.ask(), 2, 5, 5)
        with self.assertRaisesRegex(UserError, "has answered already"):
            self.row(sheet, self.salesperson).action_answer_by_phone()
        self.assertEqual(sheet.satisfaction_lowest, 2)

    def test_client_of_a_colleague_or_another_company_is_not_called(self):
        sheet = self.ask()
        self.order.user_id = self.buyer.user_id = sheet.salesperson_id = self.manager
        self.env.flush_all()
        self.env.invalidate_all()
        for user in (self.salesperson, self.other_salesperson, self.portal_user):
            for record in (self.buyer, self.row(sheet, user)):
                with self.assertRaises(AccessError):
                    self.take(record, user)
            self.assertFalse(sheet.with_user(user)._may_be_taken())
        self.assertEqual(self.take(self.buyer, self.salesperson_all), sheet)

    def test_several_clients_are_called_one_by_one(self):
        other = self.new_client(email="o@example.com", user_id=self.salesperson.id)
        window = self.env["dosmart.satisfaction.ask"].with_user(self.salesperson)
        with self.assertRaises(UserError):
            self.take(window._prepare(self.buyer | other))

    def test_seller_of_the_order_reads_and_takes_what_is_asked_about_it(self):
        self.buyer.user_id = self.manager
        sheet = self.take(
            self.env["dosmart.satisfaction.ask"]
            .with_user(self.salesperson)
            ._prepare(self.buyer, self.order)
        )
        self.assertEqual(sheet.salesperson_id, self.salesperson)
        self.order.user_id.active = False
        self.assertEqual(self.ask().salesperson_id, self.manager)

    def test_key_is_of_one_user_and_one_sheet(self):
        sheet, other = self.ask(), self.ask()
        key = self.key(sheet)
        sheets = self.sheets.with_user(self.salesperson)
        self.assertEqual(sheets._opened_by_phone(key), sheet)
        self.assertNotIn(sheet.access_token, key)
        leader = self.sheets.with_user(self.salesperson_all)
        for wrong in (
            key.replace(f"-{sheet.id}-", f"-{other.id}-"),
            sheet.access_token,
            f"phone-{sheet.id}-",
            f"phone-{sheet.id}-ñ",
            f"phone-{'9' * 40}-x",
            "phone",
            "ñ",
        ):
            self.assertFalse(sheets._opened_by_phone(wrong))
        self.assertFalse(leader._opened_by_phone(key))
        self.buyer.user_id = sheet.salesperson_id = self.manager
        self.env.flush_all()
        self.assertFalse(sheets._opened_by_phone(key))


@tagged("post_install", "-at_install")
class TestPhonePage(PhoneCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.sheet = self.ask()
        self.authenticate(self.salesperson.login, self.salesperson.login)

    def open(self):
        self.env.flush_all()
        return self.url_open(f"/dosmart/phone_answer/{self.sheet.id}")

    def call(self, step, **answers):
        path = f"/survey/{step}/{self.survey.access_token}/{self.key(self.sheet)}"
        return self.make_jsonrpc_request(path, answers)

    def test_page_says_who_is_on_the_phone_and_tells_no_secret(self):
        page = self.open()
        self.assertIn("On the phone with", page.text)
        self.assertIn(self.buyer.name, page.text)
        self.assertIn(self.key(self.sheet), page.text)
        self.assertNotIn(self.sheet.access_token, page.text + page.url)

    def test_answers_are_those_of_the_client_and_noted_as_taken(self):
        self.open()
        begun = self.call("begin")
        done = self.call("submit", **self.typed(2, 5, 5))
        self.assertNotIn(self.sheet.access_token, str(begun) + str(done))
        self.assertEqual((self.sheet.state, self.sheet.satisfaction), ("done", "open"))
        self.assertEqual(self.sheet.taken_by_id, self.salesperson)
        complaint = self.env["dosmart.complaint"].search([("user_input_id", "=", self.sheet.id)])
        self.assertEqual((complaint.severity, complaint.partner_id), ("high", self.buyer))
        self.assertEqual(self.row(self.sheet, self.salesperson).taken_by_id, self.salesperson)

    def test_sheet_that_was_sent_stays_as_it_is(self):
        self.answer(self.sheet, 5, 5, 5)
        _right, refusal = self.call("submit", **self.typed(1, 1, 1))
        self.assertEqual(refusal["error"], "unauthorized")
        self.assertEqual(self.sheet.satisfaction_lowest, 5)
        self.assertFalse(self.sheet.taken_by_id)

    def test_answers_that_are_not_complete_are_not_taken(self):
        self.call("begin")
        _right, refusal = self.call("submit", **self.typed(2))
        self.assertEqual(refusal["error"], "validation")
        self.assertFalse(self.sheet.taken_by_id)
        self.authenticate(None, None)
        path = f"/survey/submit/{self.survey.access_token}/{self.sheet.access_token}"
        self.make_jsonrpc_request(path, self.typed(4, 4, 4))
        self.assertEqual(self.sheet.state, "done")
        self.assertFalse(self.sheet.taken_by_id)

    def test_other_users_open_nothing_with_the_key(self):
        page = f"/survey/{self.survey.access_token}/{self.key(self.sheet)}"
        other_pages = (
            f"/survey/start/{self.survey.access_token}?answer_token={self.key(self.sheet)}",
            f"/survey/retry/{self.survey.access_token}/{self.key(self.sheet)}",
            f"/survey/print/{self.survey.access_token}?answer_token={self.key(self.sheet)}",
        )
        for path in other_pages:
            answer = self.url_open(path)
            self.assertNotIn(self.sheet.access_token, answer.text + answer.url)
        for login in (None, self.portal_user.login, self.other_salesperson.login):
            self.authenticate(login, login)
            self.assertNotIn(self.buyer.name, self.url_open(page).text)
            _right, refusal = self.call("submit", **self.typed(1, 1, 1))
            self.assertEqual(refusal["error"], "token_wrong")
        self.assertEqual(self.open().status_code, 404)
        self.assertEqual(self.url_open("/dosmart/phone_answer/x").status_code, 404)
        self.assertFalse(self.sheet.user_input_line_ids)
