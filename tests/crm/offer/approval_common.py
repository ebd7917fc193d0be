"""A quotation whose offers cost too much, and who decides about it."""

from odoo.exceptions import UserError
from odoo.tests import Form

from .common import OfferCase


class ApprovalCase(OfferCase):
    """A quotation of 1 000 with a gift of 200: 16.67 % of 1 200, more than 15 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write({"has_offer_limit": True, "offer_limit_percent": 15})
        cls.leader = cls.new_user("leader", "sales_team.group_sale_salesman_all_leads")
        cls.team = cls.env["crm.team"].create({"name": "North", "user_id": cls.leader.id})
        cls.order = cls.new_quotation(
            cls.client_of_order(),
            [(cls.guard, 10, 100)],
            user_id=cls.salesperson.id,
            team_id=cls.team.id,
        )
        cls.gift = cls.new_product(name="Camera", list_price=200)
        cls.offer = cls.new_offer(name="Free camera", product_id=cls.gift.id)
        cls.proposal = cls.accept(cls.order, cls.offer)

    @classmethod
    def client_of_order(cls):
        return cls.new_client(email="client@example.com")

    def setUp(self):
        super().setUp()
        self.mine = self.order.with_user(self.salesperson)

    def gift_line(self):
        return self.order.order_line.filtered("offer_proposal_id")

    def decide(self, user, state, reason=""):
        """Let *user* decide in the form that the button opens."""
        order = self.order.with_user(user)
        name = "action_approve_offers" if state == "approved" else "action_refuse_offers"
        action = getattr(order, name)()
        wizard = Form(self.env[action["res_model"]].with_user(user).with_context(action["context"]))
        wizard.reason = reason
        return wizard.save().action_decide()

    def approve(self):
        self.mine.action_ask_approval()
        self.decide(self.leader, "approved", "good client")

    def to_dos(self):
        return self.order.activity_ids.filtered(lambda a: a.summary == "Approve the offers")

    def assert_blocked(self, call, *args, **kwargs):
        state = self.order.state
        with (
            self.assertRaisesRegex(UserError, "cost more than may be given without approval"),
            self.env.cr.savepoint(),
        ):
            call(*args, **kwargs)
        self.env.invalidate_all()
        self.assertEqual(self.order.state, state)
