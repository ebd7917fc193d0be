"""Two workers that accept at the same moment apply the offer once."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import LockError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import OfferCase


class TestAcceptingAtOnce(OfferCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            product = env["product.product"].create({"name": "Bell", "type": "service"})
            client = env["res.partner"].create({"name": "Client at once"})
            order = env["sale.order"].create({"partner_id": client.id})
            group = env["dosmart.offer.group"].create({"name": "Bells"})
            values = {"kind": "discount", "product_id": product.id, "exclusive_group_id": group.id}
            offers = env["dosmart.offer"].create(
                [values | {"name": "Bell"}, values | {"name": "Rival"}]
            )
            proposals = env["dosmart.offer.proposal"].create(
                [{"order_id": order.id, "offer_id": offer.id} for offer in offers]
            )
            self.order_id, self.proposal_ids = order.id, proposals.ids
            created = (proposals, order, offers, group, client, product)
            self.created = [(records._name, records.ids) for records in created]
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            env["dosmart.offer.proposal"].browse(self.proposal_ids).action_withdraw()
            for model, ids in self.created:
                env[model].browse(ids).unlink()

    def proposal_in(self, cr, number=0):
        env = api.Environment(cr, self.env.uid, {})
        return env["dosmart.offer.proposal"].browse(self.proposal_ids[number])

    def test_second_worker_waits_its_turn_and_changes_nothing(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.proposal_in(first), self.proposal_in(second)
            self.assertEqual(theirs.state, "on_table")
            ours.action_accept()
            first.flush()
            with self.assertRaisesRegex(LockError, "Somebody else is working on the offers"):
                theirs.action_accept()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs.action_accept()
            second.rollback()
            # Odoo repeats a refused request: the second time the offer is accepted already.
            theirs = self.proposal_in(second)
            theirs.action_accept()
            second.commit()
            self.assertEqual(len(theirs.order_id.order_line), 1)

    def test_rivals_accepted_at_once_do_not_both_apply(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.proposal_in(first, 0), self.proposal_in(second, 1)
            self.assertEqual(theirs.state, "on_table")
            ours.action_accept()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs.action_accept()
            second.rollback()


@tagged("post_install", "-at_install")
class TestDecidingAtOnce(TransactionCase):
    """Two managers decide, or one salesperson asks twice, at the same moment.

    Without our users by role: creating users here and in other cursors would wait for each other.
    """

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            users = [self.new_manager(env, f"manager {number} at once") for number in range(3)]
            self.asker, self.first, self.second = (user.id for user in users)
            product = env["product.product"].create({"name": "Horn", "type": "service"})
            client = env["res.partner"].create({"name": "Client of managers"})
            order = env["sale.order"].create({"partner_id": client.id, "user_id": self.asker})
            values = {"kind": "discount", "product_id": product.id, "cost_mode": "typed"}
            offer = env["dosmart.offer"].create(values | {"name": "Horn", "typed_cost": 500})
            proposals = env["dosmart.offer.proposal"].create(
                {"order_id": order.id, "offer_id": offer.id}
            )
            proposals.action_accept()
            self.order_id, self.proposals = order.id, proposals.ids
            partners = [user.partner_id.id for user in users]
            created = (order, offer, client, product)
            self.created = [(records._name, records.ids) for records in created]
            self.created += [("res.users", [user.id for user in users]), ("res.partner", partners)]
        self.addCleanup(self.delete_all)

    def new_manager(self, env, login):
        group = env.ref("sales_team.group_sale_manager")
        return env["res.users"].create(
            {"name": login, "login": login, "group_ids": [(6, 0, group.ids)]}
        )

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            env["dosmart.offer.proposal"].browse(self.proposals).action_withdraw()
            env["dosmart.offer.proposal"].browse(self.proposals).unlink()
            for model, ids in self.created:
                env[model].browse(ids).unlink()

    def order_of(self, user, cr):
        return api.Environment(cr, user, {})["sale.order"].browse(self.order_id)

    def test_asking_twice_at_once_makes_one_request(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.order_of(self.asker, first), self.order_of(self.asker, second)
            self.assertEqual(theirs.offer_approval_state, "needed")
            ours.action_ask_approval()
            first.flush()
            with self.assertRaisesRegex(LockError, "Somebody else is working on"):
                theirs.action_ask_approval()
            first.commit()
            second.rollback()
            theirs = self.order_of(self.asker, second)
            theirs.action_ask_approval()
            second.commit()
            self.assertEqual(len(theirs.offer_approval_ids), 1)

    def test_first_of_two_managers_decides(self):
        with self.registry.cursor() as cr:
            self.order_of(self.asker, cr).action_ask_approval()
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.order_of(self.first, first), self.order_of(self.second, second)
            self.assertEqual(theirs.offer_approval_state, "requested")
            ours._decide_offer_approval("refused", "too dear")
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._decide_offer_approval("approved", "")
            second.rollback()
            theirs = self.order_of(self.second, second)
            with self.assertRaisesRegex(UserError, "not asked for any more"):
                theirs._decide_offer_approval("approved", "")
            self.assertEqual(theirs.offer_approval_state, "refused")
