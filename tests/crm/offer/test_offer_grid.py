"""The rules as a grid: what it shows, who may click, and what a click does (spec OF-3)."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import convert_file

from .common import GridCase
from .test_offer_matrix import INHERITED, MATRIX, OCCASIONS, A, B, C, D, G


class TestOfferGrid(GridCase):
    def test_shipped_grid_is_the_table_of_the_specification(self):
        for status, names in MATRIX.items():
            for name in set(OCCASIONS) | {A, C, D, G}:
                with self.subTest(status=status, offer=name):
                    cell = self.cell(status, self.shipped(name))
                    self.assertEqual(bool(cell), name in names)
                    if cell:
                        inherited = status == "needs_more_offers" and name in INHERITED
                        state = "inherited" if inherited else "own"
                        limited = "_limited" if name in OCCASIONS else ""
                        self.assertEqual(cell["state"], state + limited)

    def test_statuses_and_offers_are_in_their_order(self):
        grid = self.rules.get_grid()
        statuses = [column["label"] for column in grid["columns"]]
        expected = [self.status(name).name for name in MATRIX]
        self.assertEqual([name for name in statuses if name in expected], expected)
        catalogue = self.env["dosmart.offer"].search([("company_id", "=", False)])
        self.assertEqual([row["id"] for row in grid["rows"]], catalogue.ids)

    def test_inherited_cell_says_from_where_and_on_what_occasion(self):
        cell = self.cell("needs_more_offers", self.shipped(B))
        self.assertEqual((cell["label"], cell["source"]), ("Renewal", "from Potential"))
        self.assertEqual(cell["tooltip"], "Inherited from “Potential”. Only: Renewal.")
        self.assertEqual(cell["rule_ids"], [])
        maintenance = self.cell("needs_more_offers", self.shipped(C))
        self.assertEqual(maintenance["source"], "from Potential, Possibly potential")

    def test_status_says_whose_offers_it_inherits(self):
        columns = {column["id"]: column for column in self.rules.get_grid()["columns"]}
        notes = [columns[self.status(name).id]["note"] for name in ("needs_more_offers", "loyal")]
        self.assertEqual(notes, ["Everything of Potential, Possibly potential", ""])

    def test_click_gives_the_offer_to_the_status_and_to_those_that_inherit(self):
        offer, client = self.new_offer(), self.new_client()
        self.set_status(client, "needs_more_offers")
        grid = self.set_cell("potential", offer, True)
        row = grid["cells"][offer.id]
        states = {status: row[self.status(status).id]["state"] for status in (
            "potential", "needs_more_offers")}  # fmt: skip
        self.assertEqual(states, {"potential": "own", "needs_more_offers": "inherited"})
        self.assertEqual(len(row), 2)
        self.assertIn(offer, self.eligible(client))
        grid = self.set_cell("potential", offer, False)
        self.assertNotIn(offer.id, grid["cells"])
        self.assertNotIn(offer, self.verdicts(client))

    def test_own_rule_of_an_inherited_offer_leaves_the_inherited_one_behind(self):
        offer = self.shipped(C)
        self.set_cell("needs_more_offers", offer, True)
        cell = self.cell("needs_more_offers", offer)
        self.assertEqual(
            (cell["state"], cell["source"]), ("own", "also from Potential, Possibly potential")
        )
        self.set_cell("needs_more_offers", offer, False)
        self.assertEqual(self.cell("needs_more_offers", offer)["state"], "inherited")

    def test_rule_with_an_occasion_or_condition_survives_every_click(self):
        condition = {"condition_model": "res.partner", "condition": "[('city', '=', 'León')]"}
        for limits in ({"occasion": "renewal"}, condition):
            offer = self.new_offer()
            rule = self.new_rule("loyal", offer, **limits)
            self.assertEqual(self.cell("loyal", offer)["state"], "own_limited")
            for given in (True, False):
                with self.assertRaisesRegex(UserError, "“Loyal” gives “Free siren” by a rule"):
                    self.set_cell("loyal", offer, given)
            self.assertEqual(self.own("loyal", offer), rule)

    def test_rule_beside_one_with_an_occasion_is_not_removed_either(self):
        offer = self.new_offer()
        rules = self.new_rule("loyal", offer) | self.new_rule("loyal", offer, occasion="renewal")
        with self.assertRaises(UserError):
            self.set_cell("loyal", offer, False)
        cell = self.cell("loyal", offer)
        self.assertEqual((cell["state"], cell["label"]), ("own_limited", "Renewal"))
        self.assertEqual(set(cell["rule_ids"]), set(rules.ids))

    def test_condition_about_a_lost_field_is_a_warning_and_survives_every_click(self):
        offer = self.new_offer()
        rule = self.new_rule("potential", offer, condition_model="res.partner")
        rule.flush_recordset()
        self.env.cr.execute(
            "UPDATE dosmart_offer_rule SET condition = %s WHERE id = %s",
            ["[('x_lost', '=', 1)]", rule.id],
        )
        self.env.invalidate_all()
        cell = self.cell("potential", offer)
        self.assertEqual(cell["state"], "own_broken")
        self.assertIn("Nobody gets it from “Potential”", cell["tooltip"])
        self.assertEqual(self.cell("needs_more_offers", offer)["state"], "inherited_broken")
        with self.assertRaises(UserError):
            self.set_cell("potential", offer, False)
        self.assertEqual(self.own("potential", offer), rule)

    def test_condition_is_named_and_an_empty_one_is_none(self):
        offer = self.new_offer()
        rule = self.new_rule("loyal", offer, condition_model="crm.lead")
        self.assertEqual(self.cell("loyal", offer)["state"], "own")
        rule.condition = "[('priority', '=', '3')]"
        self.assertEqual(self.cell("loyal", offer)["label"], "Condition on the lead or opportunity")

    def test_clicking_twice_is_clicking_once(self):
        offer = self.new_offer()
        for given, count in ((True, 1), (True, 1), (False, 0), (False, 0)):
            self.set_cell("loyal", offer, given)
            self.assertEqual(len(self.own("loyal", offer)), count)

    def test_archived_statuses_and_offers_are_not_shown(self):
        self.status("potential").active = False
        self.shipped(G).active = False
        grid = self.rules.with_context(active_test=False).get_grid()
        self.assertNotIn(self.status("potential").id, [c["id"] for c in grid["columns"]])
        self.assertNotIn(self.shipped(G).id, [row["id"] for row in grid["rows"]])
        self.assertNotIn(self.shipped(G).id, grid["cells"])
        self.assertEqual(
            self.cell("needs_more_offers", self.shipped(C))["source"], "from Possibly potential"
        )
        with self.assertRaisesRegex(UserError, "archived or deleted"):
            self.set_cell("potential", self.shipped(C), False)
        with self.assertRaisesRegex(UserError, "archived or deleted"):
            self.set_cell("loyal", self.shipped(G), False)

    def test_expired_offer_is_greyed_and_says_why(self):
        offer, yesterday = self.new_offer(), fields.Date.subtract(fields.Date.today(), days=1)
        row = self.row(offer)
        self.assertEqual((row["muted"], row["note"]), (False, ""))
        offer.date_to = yesterday
        row = self.row(offer)
        self.assertTrue(row["muted"])
        self.assertRegex(row["note"], "^Ended on .*[0-9].")

    def test_offer_for_financing_says_so(self):
        self.assertEqual(self.row(self.shipped(B))["note"], "Client Pays by: Financing")

    def row(self, offer):
        return next(row for row in self.rules.get_grid()["rows"] if row["id"] == offer.id)

    def test_deleted_shipped_rule_does_not_come_back_with_an_upgrade(self):
        offer = self.shipped(C)
        self.set_cell("loyal", offer, False)
        path = "data/offer/offer_rule.xml"
        convert_file(self.env, "dosmart_crm", path, {}, mode="update", noupdate=True)
        self.assertFalse(self.own("loyal", offer))
        self.assertTrue(self.own("potential", offer))

    def test_empty_catalogue_and_no_statuses_are_an_empty_grid(self):
        self.env["dosmart.offer"].search([]).active = False
        self.env["dosmart.client.status"].search([]).active = False
        grid = self.rules.get_grid()
        self.assertEqual((grid["columns"], grid["rows"], dict(grid["cells"])), ([], [], {}))
