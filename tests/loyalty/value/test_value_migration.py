"""Who was in which class on one day and is in which on another (SG-7)."""

from datetime import date

from odoo.exceptions import AccessError, UserError

from .common import ValueCase

SPRING, SUMMER = date(2026, 2, 1), date(2026, 6, 1)


class TestValueMigration(ValueCase):
    def setUp(self):
        super().setUp()
        self.gone, self.kept, self.late = (
            self.new_client(name) for name in ("Gone", "Kept", "Late")
        )
        self.new_order(self.gone, "2026-01-10", 900)
        self.new_order(self.kept, "2026-01-11", 100)
        self.run_on(SPRING)
        self.new_order(self.kept, "2026-05-20", 9000)
        self.env["dosmart.client.value"].search([("partner_id", "=", self.late.id)]).unlink()
        self.new_order(self.late, "2026-05-21", 10)
        self.run_on(SUMMER)

    def clients(self):
        return [("partner_id", "in", (self.gone | self.kept | self.late).ids)]

    def migration(self, dimension="abc", day_from=SPRING, day_to=SUMMER, user=None):
        values = self.env["dosmart.client.value"].with_user(user or self.salesperson)
        return values.get_migration(self.clients(), dimension, day_from, day_to)

    def cells(self, *args, **options):
        """Return {(class then, class now): (number, share of the row, look)}."""
        return {
            (then, now): (cell["number"], cell["label"], cell["state"])
            for then, row in self.migration(*args, **options)["cells"].items()
            for now, cell in row.items()
        }

    def test_each_cell_counts_who_went_from_one_class_to_another(self):
        self.assertEqual(
            self.cells(),
            {
                ("a", "c"): (1, "100.0 %", "worse"),
                ("c", "a"): (1, "100.0 %", "better"),
                ("absent", "c"): (1, "100.0 %", "moved"),
            },
        )

    def test_any_class_that_is_kept_can_be_chosen(self):
        self.assertEqual(
            self.cells("life_cycle"),
            {
                ("new", "lost"): (1, "50.0 %", "worse"),
                ("new", "restored"): (1, "50.0 %", "moved"),
                ("absent", "new"): (1, "100.0 %", "moved"),
            },
        )
        self.assertEqual(self.cells("monetary_score")["5", "4"], (1, "100.0 %", "worse"))
        self.assertEqual(self.cells("stage")["primary", "ended"], (1, "50.0 %", "worse"))
        for dimension, _label in self.migration()["dimensions"]:
            self.assertEqual(self.migration(dimension)["count"], 3, dimension)

    def test_same_day_twice_changes_nothing(self):
        self.assertEqual(
            {look for _number, _share, look in self.cells(day_from=SUMMER).values()}, {"same"}
        )

    def test_cell_row_and_column_open_their_clients(self):
        values = self.env["dosmart.client.value"].with_user(self.salesperson)
        for then, now, expected in (
            ("a", "c", self.gone),
            ("absent", "c", self.late),
            ("c", None, self.kept),
            (None, "c", self.gone | self.late),
        ):
            action = values.action_view_migration(self.clients(), "abc", SPRING, SUMMER, then, now)
            self.assertEqual(values.search(action["domain"]).partner_id, expected, (then, now))
        self.assertEqual(
            values.action_view_migration([], "recency_score", SPRING, SUMMER, "5", "0")["name"],
            "Recency: 5 → Not Enough Data",
        )

    def test_days_are_a_quarter_apart_or_since_the_history_begins(self):
        grid = self.migration(day_from=None, day_to="2026-11-22")
        self.assertEqual((grid["day_from"], grid["day_to"]), ("2026-08-22", "2026-11-22"))
        grid = self.migration(day_from=None, day_to="2026-03-01")
        self.assertEqual((grid["day_from"], grid["first_day"]), ("2026-02-01", "2026-02-01"))

    def test_days_in_the_wrong_order_are_refused(self):
        with self.assertRaisesRegex(UserError, "06/01/2026, comes after the second, 02/01/2026"):
            self.migration(day_from=SUMMER, day_to=SPRING)

    def test_class_that_is_not_kept_is_refused(self):
        for name in ("turnover", "value_id", "abc; DROP TABLE res_users"):
            with self.assertRaisesRegex(UserError, "keeps no class"):
                self.migration(name)

    def test_class_that_does_not_exist_is_refused(self):
        values = self.env["dosmart.client.value"].with_user(self.salesperson)
        with self.assertRaisesRegex(UserError, "ABC has no class “d”"):
            values.action_view_migration([], "abc", SPRING, SUMMER, "d")

    def test_before_the_first_valuation_there_is_no_history(self):
        self.env["dosmart.client.value"].search([]).unlink()
        grid = self.migration(day_from=None, day_to=None)
        self.assertFalse(grid["first_day"])
        self.assertEqual((grid["count"], grid["cells"]), (0, {}))

    def test_user_counts_only_clients_it_may_read(self):
        self.kept.user_id = self.salesperson
        self.env["ir.rule"].create(
            {
                "name": "Own clients",
                "model_id": self.env["ir.model"]._get_id("dosmart.client.value"),
                "domain_force": "[('user_id', '=', user.id)]",
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
            }
        )
        self.assertEqual(self.cells(), {("c", "a"): (1, "100.0 %", "better")})
        with self.assertRaises(AccessError):
            self.migration(user=self.portal_user)

    def test_history_is_searched_by_the_day(self):
        history = self.env["dosmart.client.value.history"].with_user(self.salesperson)
        for day, expected in (("2026-01-31", set()), (SPRING, {"a", "c"}), (SUMMER, {"a", "c"})):
            found = history.search([("as_of", "=", day), ("partner_id", "=", self.gone.id)])
            self.assertLessEqual(set(found.mapped("abc")), expected)
            self.assertEqual(len(found), len(expected) and 1)

    def test_number_of_queries_does_not_grow_with_the_clients(self):
        self.migration()
        with self.assertQueryCount(2):
            self.migration()
