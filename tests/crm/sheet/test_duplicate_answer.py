"""Possible duplicates are merged, asked to be merged, or told apart for good."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError

from .test_duplicates import DuplicateCase

WIZARD = "base.partner.merge.automatic.wizard"


class TestDuplicateAnswer(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.merger = cls.new_user(
            "merger", "sales_team.group_sale_manager,base.group_partner_manager"
        )
        cls.ana = cls.new_client(name="Ana", email="ana@example.com", need_level="high")
        cls.twin = cls.new_client(name="Ana Paz", email="ana@example.com", attracted="yes")

    def open_wizard(self, duplicate):
        action = duplicate.action_merge()
        self.assertEqual(action["res_model"], WIZARD)
        return duplicate.env[WIZARD].with_context(**action["context"]).create({})

    def test_merge_opens_odoos_wizard_with_these_contacts(self):
        duplicate = self.found(self.ana, user=self.merger)
        self.assertTrue(duplicate.may_merge)
        wizard = self.open_wizard(duplicate)
        self.assertEqual(wizard.partner_ids, self.ana | self.twin)
        wizard.action_merge()
        kept = (self.ana | self.twin).exists()
        self.assertEqual(len(kept), 1)
        self.assertEqual((kept.need_level, kept.attracted), ("high", "yes"))
        self.assertFalse(self.found(kept))

    def test_twenty_rows_cost_the_queries_of_one(self):
        for number in range(19):
            for _twin in range(2):
                self.new_client(email=f"client{number}@example.com")
        costs = []
        for limit in (1, 1, 20):
            self.env.invalidate_all()
            rows = self.env["dosmart.duplicate"].with_user(self.merger).search([], limit=limit)
            before = self.env.cr.sql_log_count
            self.assertEqual(rows.mapped("may_merge"), [True] * limit)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(costs[2], costs[1])

    def test_contacts_can_be_looked_at_before_deciding(self):
        action = self.found(self.ana).action_view_contacts()
        shown = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(shown, self.ana | self.twin)

    def test_wizard_gets_no_more_contacts_than_it_takes(self):
        for name in ("Eva", "Luz"):
            self.new_client(name=name, email="ana@example.com")
        wizard = self.open_wizard(self.found(self.ana, user=self.merger))
        self.assertEqual(len(wizard.partner_ids), 3)
        wizard.action_merge()

    def test_whoever_may_not_merge_asks_once_somebody_who_may(self):
        duplicate = self.found(self.ana)
        self.assertFalse(duplicate.may_merge)
        team = self.env["crm.team"].create({"name": "Team", "user_id": self.merger.id})
        self.env["crm.team.member"].create({"user_id": self.salesperson.id, "crm_team_id": team.id})
        for _click in range(2):
            message = duplicate.action_ask_merge()["params"]["message"]
        self.assertIn("merger", message)
        asked = self.ana.activity_ids
        self.assertEqual((asked.user_id, len(asked)), (self.merger, 1))
        self.assertIn("ana@example.com", asked.summary)

    def test_whoever_is_asked_to_merge_reads_it_in_time_and_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.merger.lang = "es_MX"
        team = self.env["crm.team"].create({"name": "Team", "user_id": self.merger.id})
        self.env["crm.team.member"].create({"user_id": self.salesperson.id, "crm_team_id": team.id})
        self.env.ref("dosmart_crm.mail_activity_merge").delay_count = 5
        self.found(self.ana).action_ask_merge()
        asked = self.ana.activity_ids
        self.assertEqual(asked.summary, "Fusionar: Correo electrónico ana@example.com")
        self.assertEqual(asked.date_deadline, fields.Date.today() + timedelta(days=5))

    def test_contacts_with_different_emails_are_for_the_administrator(self):
        vat = {"vat": "TOHE980312AB9"}
        eva = self.new_client(name="Eva", email="eva@example.com", **vat)
        self.new_client(name="Eva R", email="eva.r@example.com", **vat)
        duplicate = self.found(eva, user=self.merger)
        self.assertFalse(duplicate.may_merge)
        duplicate.action_ask_merge()
        self.assertTrue(eva.activity_ids.user_id.has_group("base.group_erp_manager"))

    def test_contacts_said_to_be_different_stay_apart(self):
        duplicate = self.found(self.ana)
        duplicate.action_dismiss()
        self.assertFalse(self.found(self.ana))
        self.assertEqual(self.ana.duplicate_count, 0)
        third = self.new_client(name="Eva", email="ana@example.com")
        self.assertEqual(self.found(third).partner_ids, self.ana | self.twin | third)

    def test_being_different_can_be_taken_back(self):
        duplicate = self.found(self.ana)
        duplicate.action_dismiss()
        duplicate.action_dismiss()
        self.assertTrue(duplicate.is_dismissed)
        duplicate.action_reopen()
        self.assertEqual(self.found(self.ana), duplicate)

    def test_being_different_survives_a_merge(self):
        eva = self.new_client(name="Eva", email="eva@example.com")
        self.found(self.ana).action_dismiss()
        self.env[WIZARD]._merge([self.ana.id, eva.id], eva)
        eva.email = "ana@example.com"
        self.assertFalse(self.found(eva))
        self.assertEqual(eva.distinct_partner_ids, self.twin)

    def test_merging_contacts_said_to_be_different_leaves_nothing_behind(self):
        third = self.new_client(name="Eva", email="ana@example.com")
        self.found(self.ana).action_dismiss()
        self.env[WIZARD]._merge([self.ana.id, self.twin.id], self.ana)
        self.assertFalse(self.found(self.ana))
        self.found_again = self.new_client(name="Luz", email="ana@example.com")
        self.assertEqual(self.found(third).contact_count, 3)

    def test_button_pressed_on_an_outdated_row_is_refused(self):
        duplicate = self.found(self.ana)
        third = self.new_client(name="Eva", email="ana@example.com")
        self.env.flush_all()
        for action in ("action_merge", "action_ask_merge", "action_dismiss", "action_reopen"):
            with self.subTest(action), self.assertRaisesRegex(UserError, "Reload"):
                getattr(duplicate, action)()
        self.assertFalse(third.distinct_partner_ids)

    def test_salesperson_of_another_company_cannot_answer(self):
        (self.ana | self.twin).company_id = self.env.company
        duplicate = self.found(self.ana)
        foreign = duplicate.with_user(self.other_salesperson).with_company(self.other_company)
        with self.assertRaises(UserError):
            foreign.action_dismiss()
        with self.assertRaises(AccessError):
            duplicate.with_user(self.portal_user).action_dismiss()
        self.assertFalse(self.ana.distinct_partner_ids)

    def test_a_crowd_is_no_set_of_duplicates(self):
        for number in range(60):
            self.new_client(name=f"Client {number}", email="none@example.com")
        crowd = self.found(self.new_client(name="Last", email="none@example.com"))
        self.assertEqual((crowd.contact_count, len(crowd.partner_ids)), (61, 10))
        with self.assertRaisesRegex(UserError, "61 contacts share this"):
            crowd.action_dismiss()
