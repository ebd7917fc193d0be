"""Two workers that accept at the same moment apply the offer once."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import LockError
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
