"""A class is kept from its first day to its last, and only changes are written (SG-6, SG-7)."""

from datetime import date

from .common import ValueCase


class TestValueHistory(ValueCase):
    def setUp(self):
        super().setUp()
        self.client = self.new_client()
        self.new_order(self.client, "2026-01-10")

    def test_change_of_class_ends_a_row_the_day_before_and_begins_another(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        self.assertEqual(
            self.stays(self.client, "life_cycle"),
            [("2026-02-01", "2026-05-31", "new"), ("2026-06-01", False, "lost")],
        )

    def test_run_without_change_writes_nothing(self):
        self.run_on(date(2026, 2, 1))
        before = self.written()
        self.run_on(date(2026, 2, 2))
        self.assertEqual(self.written(), before)

    def written(self):
        """Return where each row lies: PostgreSQL moves what is written."""
        self.env.cr.execute(
            """
            SELECT 'value', id, ctid::text FROM dosmart_client_value
             UNION ALL SELECT 'line', id, ctid::text FROM dosmart_client_value_line
             UNION ALL SELECT 'history', id, ctid::text FROM dosmart_client_value_history
             ORDER BY 1, 2
            """
        )
        return self.env.cr.fetchall()

    def test_second_run_of_the_day_replaces_what_the_first_said(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 3, 1))
        self.policy.period_months = 1
        self.run_on(date(2026, 3, 1))
        self.assertEqual(
            self.stays(self.client, "life_cycle"),
            [("2026-02-01", "2026-02-28", "new"), ("2026-03-01", False, "lost")],
        )
        self.policy.period_months = 3
        self.run_on(date(2026, 3, 1))
        self.assertEqual(self.stays(self.client, "life_cycle"), [("2026-02-01", False, "new")])

    def test_what_a_wrong_clock_said_of_days_to_come_is_dropped(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2027, 6, 1))
        self.run_on(date(2026, 2, 2))
        self.assertEqual(self.stays(self.client, "life_cycle"), [("2026-02-01", False, "new")])

    def test_any_day_can_be_read_again(self):
        self.run_on(date(2026, 2, 1))
        self.run_on(date(2026, 6, 1))
        found = {}
        history = self.env["dosmart.client.value.history"]
        for day in ("2026-01-31", "2026-05-31", "2026-06-01"):
            rows = history.search(history._as_of_domain(day) & history._client_domain(self.client))
            found[day] = rows.mapped("life_cycle")
        expected = {"2026-01-31": [], "2026-05-31": ["new"], "2026-06-01": ["lost"]}
        self.assertEqual(found, expected)

    def test_number_of_statements_does_not_grow_with_the_clients(self):
        self.run_on()
        few = self.statements()
        for number in range(20):
            self.new_order(self.new_client(f"Client {number}"), "2026-10-01")
        self.env.flush_all()
        self.assertEqual(self.statements(), few)

    def statements(self):
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        self.run_on()
        return self.env.cr.sql_log_count - start
