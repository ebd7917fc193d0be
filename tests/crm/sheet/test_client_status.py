"""Statuses, the rules that suggest them with a reason, and the history of changes."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .common import SheetCase


class TestClientStatus(SheetCase):
    def test_shipped_rules_suggest_the_status_of_each_answer(self):
        cases = [
            ("no", "low", "will_not_buy"),
            ("yes", "high", "potential"),
            ("yes", "medium", "possibly_potential"),
            ("no", "high", "needs_more_offers"),
            ("no", "medium", "needs_more_offers"),
        ]
        for attracted, need, expected in cases:
            lead = self.new_lead(attracted=attracted, need_level=need)
            with self.subTest(attracted=attracted, need=need):
                self.assertEqual(lead.suggested_status_id, self.status(expected))

    def test_unknown_or_missing_answers_suggest_nothing(self):
        for attracted, need in (
            ("unknown", "low"),
            (False, "high"),
            ("yes", False),
            ("yes", "low"),
        ):
            lead = self.new_lead(attracted=attracted, need_level=need, conclusions="Visited")
            with self.subTest(attracted=attracted, need=need):
                self.assertFalse(lead.suggested_status_id)
                self.assertFalse(lead.suggested_status_reason)

    def test_unknown_does_not_match_a_condition_that_says_is_not(self):
        self.env["dosmart.status.rule"].search([]).active = False
        self.new_rule(domain="[('attracted', '!=', 'yes')]")
        unknown = self.new_lead(attracted="unknown")
        silent = self.new_lead(need_level="high")
        negative = self.new_lead(attracted="no")
        self.assertFalse(unknown.suggested_status_id)
        self.assertFalse(silent.suggested_status_id)
        self.assertEqual(negative.suggested_status_id, self.status("loyal"))

    def test_missing_numbers_texts_and_relations_match_nothing(self):
        self.env["dosmart.status.rule"].search([]).active = False
        lead = self.new_lead(conclusions="Visited")
        for domain in (
            "[('employee_count', '<', 10)]",
            "[('founded_year', '!=', 2000)]",
            "[('personality_id', 'not in', [1])]",
            "[('legal_name', 'not ilike', 'x')]",
        ):
            rule = self.new_rule(domain=domain)
            with self.subTest(domain=domain):
                self.assertFalse(lead.suggested_status_id)
            rule.unlink()
            self.env.invalidate_all()

    def test_answer_asked_of_a_lead_instead_of_the_sheet_is_refused(self):
        for domain in (
            "[('lead_ids.need_level', '!=', 'high')]",
            "[('lead_ids', 'any', [('need_level', '=', 'high')])]",
        ):
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self.new_rule(domain=domain)

    def test_rules_mean_the_same_in_every_language(self):
        self.env["dosmart.status.rule"].search([]).active = False
        self.new_rule(domain="[('personality_id', 'ilike', 'Silent')]")
        lead = self.new_lead(personality_id=self.env.ref("dosmart_crm.personality_silent").id)
        for lang in ("en_US", "es_MX"):
            found = lead.with_context(lang=lang).suggested_status_id
            self.assertEqual(found, self.status("loyal"))

    def test_suggested_status_may_come_with_the_answers_that_suggest_it(self):
        lead = self.new_lead(
            need_level="high", attracted="yes", client_status_id=self.status("potential").id
        )
        self.assertEqual(
            lead.status_reason, "Potential: the need is high and our offers attract them"
        )

    def test_joined_history_ends_in_the_present_status(self):
        client, lead = self.new_client(), self.new_lead()
        with freeze_time("2026-01-01"):
            self.change(lead, "loyal", "Signed")
        with freeze_time("2026-02-01"):
            self.change(client, "potential", "Needs alarms")
        with freeze_time("2026-03-01"):
            client.write({"client_status_id": False, "status_reason": "Mistyped"})
        lead.partner_id = client
        running = client.status_history_ids.filtered(lambda stay: not stay.date_end)
        self.assertEqual(running.status_id, client.client_status_id)
        self.assertEqual(len(running), 1)

    def test_three_orders_in_twelve_months_make_loyal_with_the_numbers(self):
        client = self.new_client(need_level="high", attracted="yes")
        for _index in range(2):
            self.new_order(client)
        self.assertEqual(client.suggested_status_id, self.status("potential"))
        self.new_order(client)
        self.env.invalidate_all()
        self.assertEqual(client.suggested_status_id, self.status("loyal"))
        self.assertEqual(
            client.suggested_status_reason, "Loyal: 3 orders in 12 months and no open complaint"
        )

    def test_orders_older_than_the_months_of_the_rule_do_not_count(self):
        client = self.new_client(need_level="high", attracted="yes")
        orders = [self.new_order(client) for _index in range(3)]
        orders[0].date_order = datetime.now() - timedelta(days=400)
        self.env.invalidate_all()
        self.assertEqual(client.suggested_status_id, self.status("potential"))

    def test_orders_of_another_company_do_not_count(self):
        client = self.new_client(need_level="high", attracted="yes")
        for _index in range(3):
            self.new_order(client, company_id=self.other_company.id)
        self.env.invalidate_all()
        self.assertEqual(client.suggested_status_id, self.status("potential"))

    def test_first_matching_rule_wins(self):
        rule = self.new_rule(domain="[('need_level', '=', 'high')]", sequence=1)
        lead = self.new_lead(attracted="yes", need_level="high")
        self.assertEqual(lead.suggested_status_id, self.status("loyal"))
        rule.sequence = 99
        self.env.invalidate_all()
        self.assertEqual(lead.suggested_status_id, self.status("potential"))

    def test_broken_condition_is_refused_on_save(self):
        for domain in ("[('no_such_field', '=', 1)]", "[('need_level'", "[]", "os.getcwd()"):
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self.new_rule(domain=domain)

    def test_accepting_writes_status_reason_and_history(self):
        lead = self.new_lead(attracted="yes", need_level="high", user_id=self.salesperson.id)
        lead.with_user(self.salesperson).action_accept_status()
        self.assertEqual(lead.client_status_id, self.status("potential"))
        stay = lead.status_history_ids
        self.assertEqual(stay.status_id, self.status("potential"))
        self.assertFalse(stay.previous_status_id)
        self.assertEqual(stay.user_id, self.salesperson)
        self.assertEqual(stay.reason, "Potential: the need is high and our offers attract them")

    def test_accepting_twice_keeps_one_row_of_history(self):
        lead = self.new_lead(attracted="yes", need_level="high")
        lead.action_accept_status()
        lead.action_accept_status()
        self.assertEqual(len(lead.status_history_ids), 1)

    def test_other_status_needs_a_reason(self):
        lead = self.new_lead(attracted="yes", need_level="high")
        with self.assertRaisesRegex(UserError, "Say why"):
            lead.client_status_id = self.status("will_not_buy")
        self.assertFalse(lead.client_status_id)

    def test_other_status_is_picked_in_the_dialog_with_a_reason(self):
        lead = self.new_lead(user_id=self.salesperson.id).with_user(self.salesperson)
        context = lead.action_change_status()["context"]
        wizard = self.env["dosmart.status.change"].with_user(self.salesperson)
        wizard.with_context(**context).create(
            {"status_id": self.status("will_not_buy").id, "reason": "Closes the shop"}
        ).action_apply()
        self.assertEqual(lead.client_status_id, self.status("will_not_buy"))
        self.assertEqual(lead.status_reason, "Closes the shop")

    def test_declined_suggestion_is_remembered_until_another_one_comes(self):
        lead = self.new_lead(attracted="yes", need_level="high")
        self.assertFalse(lead.declined_status_id)
        self.change(lead, "loyal", "Bought last year")
        self.assertEqual(lead.declined_status_id, self.status("potential"))
        lead.action_accept_status()
        self.assertFalse(lead.declined_status_id)

    def test_report_averages_the_days_spent_in_a_status(self):
        with freeze_time("2026-01-01 10:00:00"):
            lead, other = self.new_lead(), self.new_lead()
            self.change(lead | other, "potential", "Needs alarms")
        with freeze_time("2026-01-05 10:00:00"):
            self.change(lead, "loyal", "Signed")
        with freeze_time("2026-01-11 10:00:00"):
            stays = self.env["dosmart.status.history"]
            groups = stays._read_group(
                [("sheet_id", "in", (lead | other).client_sheet_id.ids)],
                ["previous_status_id", "status_id"],
                ["days:avg"],
            )
        potential, loyal = self.status("potential"), self.status("loyal")
        found = {(old, new): round(days, 2) for old, new, days in groups}
        self.assertEqual(found, {(potential.browse(), potential): 7.0, (potential, loyal): 6.0})
        self.assertEqual(stays.fields_get(["days"])["days"]["aggregator"], "avg")

    def test_row_of_the_report_opens_the_client_or_the_lead(self):
        client, lead = self.new_client(), self.new_lead()
        for record in (client, lead):
            self.change(record, "loyal", "Signed")
            action = record.status_history_ids.action_open_client()
            self.assertEqual((action["res_model"], action["res_id"]), (record._name, record.id))

    def test_history_tells_the_time_spent_in_each_status(self):
        with freeze_time("2026-01-01 10:00:00"):
            lead = self.new_lead()
            self.change(lead, "potential", "Needs alarms")
        with freeze_time("2026-01-11 22:00:00"):
            self.change(lead, "loyal", "Signed")
            first, last = lead.status_history_ids.sorted("date")
            self.assertEqual(round(first.days, 1), 10.5)
            self.assertEqual(last.previous_status_id, self.status("potential"))
            self.assertEqual(last.days, 0)
            self.assertFalse(last.date_end)

    def test_history_of_two_sheets_is_joined_with_them(self):
        client, lead = self.new_client(), self.new_lead()
        with freeze_time("2026-01-01"):
            self.change(client, "potential", "Needs alarms")
        with freeze_time("2026-02-01"):
            self.change(lead, "loyal", "Signed")
        with freeze_time("2026-02-02"):
            lead.partner_id = client
        self.assertEqual(client.client_status_id, self.status("loyal"))
        reasons = client.status_history_ids.sorted("date").mapped("reason")
        self.assertEqual(reasons[:2], ["Needs alarms", "Signed"])
        running = client.status_history_ids.filtered(lambda stay: not stay.date_end)
        self.assertEqual(running.status_id, self.status("loyal"))

    def test_status_in_use_cannot_be_deleted(self):
        status = self.env["dosmart.client.status"].create({"name": "Sleeping"})
        lead = self.new_lead()
        lead.client_sheet_id or lead.write({"need_level": "low"})
        lead.client_sheet_id.write({"client_status_id": status.id, "status_reason": "Silent"})
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            status.unlink()
        self.change(lead, "loyal", "Back")
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            status.unlink()
        status.active = False
        self.assertFalse(status.active)

    def test_salesperson_cannot_rename_a_status_or_a_rule(self):
        status = self.status("loyal").with_user(self.salesperson)
        with self.assertRaises(AccessError):
            status.name = "Fan"
        rule = self.env.ref("dosmart_crm.status_rule_loyal").with_user(self.salesperson)
        with self.assertRaises(AccessError):
            rule.min_orders = 1
        self.assertEqual(self.status("loyal").name, "Loyal")

    def test_suggesting_for_many_sheets_takes_a_constant_number_of_queries(self):
        def queries(count):
            leads = self.env["crm.lead"].create(
                [{"name": "Lead", "attracted": "yes", "need_level": "high"} for _n in range(count)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            self.env.user.fetch(["company_id"])  # what every request knows
            before = self.env.cr.sql_log_count
            self.assertEqual(leads.mapped("suggested_status_id"), self.status("potential"))
            return self.env.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(5), queries(50))

    def change(self, record, status, reason):
        record.write({"client_status_id": self.status(status).id, "status_reason": reason})

    def new_rule(self, **values):
        return self.env["dosmart.status.rule"].create(
            {"status_id": self.status("loyal").id, "sentence": "So it is", **values}
        )
