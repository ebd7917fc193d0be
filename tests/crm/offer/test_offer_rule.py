"""Rules: inheritance, duplicates, and conditions typed by administrators."""

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from .common import OfferCase


class TestOfferRule(OfferCase):
    def test_cycle_is_refused_with_its_path(self):
        loyal, potential = self.status("loyal"), self.status("potential")
        loyal.inherited_status_ids = potential
        with self.assertRaisesRegex(ValidationError, "Potential → Loyal → Potential"):
            potential.inherited_status_ids = loyal
        potential.invalidate_recordset()

    def test_longer_cycle_names_every_status_on_its_way(self):
        self.status("possibly_potential").inherited_status_ids = self.status("loyal")
        with self.assertRaisesRegex(
            ValidationError,
            "Loyal → Needs more offers → Possibly potential → Loyal",
        ):
            self.status("loyal").inherited_status_ids = self.status("needs_more_offers")

    def test_status_cannot_inherit_from_itself(self):
        loyal = self.status("loyal")
        with self.assertRaisesRegex(ValidationError, "Loyal → Loyal"):
            loyal.inherited_status_ids = loyal

    def test_inheritance_goes_through_several_statuses(self):
        self.status("will_not_buy").inherited_status_ids = self.status("needs_more_offers")
        client = self.new_client()
        self.set_status(client, "will_not_buy")
        verdict = self.verdicts(client)[self.shipped("free_maintenance")]
        self.assertEqual(verdict.inherited_from, self.status("potential"))
        self.assertEqual(verdict.reason, "Earned with everything of “Potential”.")

    def test_archived_status_gives_nothing_to_others(self):
        self.status("potential").active = False
        client = self.new_client()
        self.set_status(client, "needs_more_offers")
        self.assertNotIn(self.shipped("complementary_services"), self.verdicts(client))

    @mute_logger("odoo.sql_db")
    def test_same_rule_twice_is_refused(self):
        offer = self.new_offer()
        self.new_rule("loyal", offer)
        self.new_rule("loyal", offer, occasion="renewal")
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.new_rule("loyal", offer)

    def test_eligible_way_wins_over_one_that_is_not(self):
        offer = self.new_offer()
        self.new_rule("loyal", offer, occasion="renewal")
        any_time = self.new_rule("loyal", offer)
        client = self.new_client()
        self.set_status(client, "loyal")
        verdict = self.verdicts(client)[offer]
        self.assertEqual((verdict.eligible, verdict.rule), (True, any_time))

    def test_condition_that_cannot_be_used_is_refused_on_save(self):
        rule = self.new_rule("loyal", self.new_offer(), condition_model="res.partner")
        bad = (
            "[('no_such_field', '=', 1)]",
            "[('name', 'almost', 'x')]",
            "[('name', '=']",
            "__import__('os').getcwd()",
            "[('id', '=', uid)]",
        )
        for condition in bad:
            with (
                self.assertRaisesRegex(ValidationError, "cannot be used"),
                mute_logger("odoo.domains"),
                self.env.cr.savepoint(),
            ):
                rule.condition = condition

    def test_condition_is_judged_the_same_for_every_user(self):
        offer = self.new_offer()
        self.new_rule(
            "loyal",
            offer,
            condition_model="sale.order",
            condition="[('amount_total', '>', 10)]",
        )
        client = self.new_client(user_id=self.salesperson.id)
        self.set_status(client, "loyal")
        self.new_quotation(client, user_id=self.manager.id)
        mine = client.with_user(self.salesperson)
        verdicts = {v.offer: v.eligible for v in mine._offer_eligibility()[mine]}
        self.assertTrue(verdicts[offer])
