"""Rules: inheritance, duplicates, and conditions typed by administrators."""

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

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
        self.assertEqual(verdict.reason, "Inherited from “Potential”.")

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


class TestUnreadableCondition(OfferCase):
    """A field that a condition names goes away with what added it; here it never was there."""

    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.set_status(self.client_, "loyal")
        self.rule = self.new_rule("loyal", self.new_offer(), condition_model="res.partner")
        self.other = self.new_rule("loyal", self.new_offer(name="Other"))

    def lose(self, rule, condition, column="condition"):
        """Have *rule* hold a *condition* that could be saved in better days."""
        rule.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(rule._table),
                SQL.identifier(column),
                condition,
                rule.id,
            )
        )
        self.env.invalidate_all()

    def test_lost_field_loses_that_offer_with_the_reason_and_no_other(self):
        for condition in (
            "[('x_lost', '=', 1)]",
            "[('country_id.x_lost', '=', 1)]",
            "[('color', '=', 'was a text')]",
            "[('name', '=']",
        ):
            with self.subTest(condition=condition):
                self.lose(self.rule, condition)
                verdict = self.verdicts(self.client_)[self.rule.offer_id]
                self.assertEqual(
                    (verdict.eligible, verdict.reason),
                    (
                        False,
                        "Its condition on the client can no longer be read. An administrator "
                        "must correct it in CRM, Configuration, DOSmart, Offer Rules.",
                    ),
                )
                self.assertTrue(self.verdicts(self.client_)[self.other.offer_id].eligible)

    def test_board_of_every_lead_is_shown(self):
        self.lose(self.rule, "[('x_lost', '=', 1)]")
        leads = self.new_lead(partner_id=self.client_.id) + self.new_lead()
        boards = leads.with_user(self.manager).mapped("offer_board")
        shown = {row["offer_id"]: row["eligible"] for row in boards[0]["offers"]}
        self.assertEqual(shown[self.rule.offer_id.id], False)
        self.assertEqual(shown[self.other.offer_id.id], True)
        self.assertFalse(boards[1])

    def test_administrator_finds_the_rule_and_corrects_it(self):
        rules = self.env["dosmart.offer.rule"].with_user(self.manager)
        broken = [("condition_error", "!=", False)]
        self.assertFalse(rules.search(broken))
        self.lose(self.rule, "[('x_lost', '=', 1)]")
        self.assertEqual(rules.search(broken), self.rule)
        self.assertIn(self.other, rules.search([("condition_error", "=", False)]))
        with Form(self.rule.with_user(self.manager)) as form:
            self.assertIn("Invalid field res.partner.x_lost", form.condition_error)
            form.condition = "[('color', '=', 0)]"
        self.assertFalse(rules.search(broken))
        self.assertTrue(self.verdicts(self.client_)[self.rule.offer_id].eligible)

    def test_statements_do_not_grow_with_the_leads_of_a_lost_condition(self):
        self.lose(self.rule, "[('x_lost', '=', 1)]")
        leads = self.env["crm.lead"].create(
            [{"name": "L", "partner_id": self.client_.id} for _number in range(30)]
        )
        counts = []
        for judged in (leads[0], leads[0], leads):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            judged._offer_eligibility()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_status_rule_of_a_lost_answer_matches_nobody_and_the_next_one_is_tried(self):
        rules = self.env["dosmart.status.rule"]
        rules.search([]).active = False
        lost, kept = rules.create(
            [
                {
                    "status_id": self.status(status).id,
                    "domain": "[('payment_preference', '=', 'cash')]",
                    "sentence": status,
                }
                for status in ("potential", "loyal")
            ]
        )
        lead = self.new_lead(payment_preference="cash")
        sheet = lead.client_sheet_id
        self.assertEqual(sheet.suggested_status_id, self.status("potential"))
        self.lose(lost, "[('x_lost', '!=', 'cash')]", "domain")
        self.assertEqual(sheet.suggested_status_id, self.status("loyal"))
        found = rules.with_user(self.manager).search([("condition_error", "!=", False)])
        self.assertEqual(found, lost)
        kept.active = False
        sheet.invalidate_recordset()
        self.assertFalse(lead.client_sheet_id.suggested_status_id)
