"""Who may see and answer requests."""

from odoo.exceptions import AccessError

from .request_common import RequestCase


class TestRequestAccess(RequestCase):
    def test_other_salesperson_neither_sees_nor_answers(self):
        request = self.ask()
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (stranger, self.other_salesperson):
            self.assertFalse(self.requests.with_user(user).search([("id", "=", request.id)]))
            with self.assertRaises(AccessError):
                request.with_user(user).action_answer()
            with self.assertRaises(AccessError):
                request.with_user(user).action_dismiss()
            with self.assertRaises(AccessError):
                wizards = self.env["dosmart.request.alternative"].with_user(user)
                wizards.create({"request_id": request.id, "alternative": "Nothing"}).action_offer()
        self.assertEqual(request.state, "waiting")

    def test_nobody_writes_requests_past_the_buttons(self):
        request = self.ask()
        for user in (self.salesperson, self.manager):
            with self.assertRaises(AccessError):
                request.with_user(user).state = "answered"
            with self.assertRaises(AccessError):
                self.requests.with_user(user).create({"name": "Mine", "channel": "call"})

    def test_portal_and_public_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.requests.with_user(user).search([])
