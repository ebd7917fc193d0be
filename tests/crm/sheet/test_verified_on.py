"""Client data is verified, and asked to be verified again after some months."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import SheetCase

TODAY = "2026-06-15"


@freeze_time(TODAY)
class TestVerifiedOn(SheetCase):
    def known_client(self, days_ago=500, **values):
        """Return a client of the salesperson with a sheet, known for so many days."""
        client = self.new_client(**{"user_id": self.salesperson.id, "need_level": "high"} | values)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = %s::date - %s WHERE id = %s",
            [TODAY, days_ago, client.id],
        )
        self.env.invalidate_all()
        return client

    def verified(self, client, day):
        client.own_sheet_id.verified_on = day
        self.env.flush_all()
        self.env.invalidate_all()
        return client

    def ask(self):
        """Run the job; return the activities of the salesperson it made so far."""
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.res_partner_cron_verify").method_direct_trigger()
        self.env.invalidate_all()
        return self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", self.env.ref("dosmart_crm.mail_activity_verify").id),
                ("user_id", "=", self.salesperson.id),
            ]
        )

    def test_verified_today_notes_the_day_and_who(self):
        client = self.new_client(user_id=self.salesperson.id)
        client.with_user(self.salesperson).action_mark_verified()
        self.assertEqual(client.verified_on, date(2026, 6, 15))
        self.assertEqual(client.verified_by_id, self.salesperson)

    def test_lead_and_client_show_the_same_day(self):
        lead = self.new_lead(user_id=self.salesperson.id)
        lead.with_user(self.salesperson).action_mark_verified()
        client = self.new_client()
        lead.partner_id = client
        self.assertEqual(client.verified_on, date(2026, 6, 15))

    def test_of_two_sheets_joined_the_later_verification_counts(self):
        for kept, gone in (("2026-01-01", "2026-05-01"), ("2026-05-01", "2026-01-01")):
            client = self.verified(self.known_client(), kept)
            other = self.verified(self.known_client(), gone)
            self.env["base.partner.merge.automatic.wizard"]._merge([client.id, other.id], client)
            self.assertEqual(str(client.verified_on), "2026-05-01")

    def test_colleagues_client_cannot_be_verified(self):
        client = self.new_client(user_id=self.salesperson.id, need_level="high")
        with self.assertRaises(AccessError):
            client.with_user(
                self.new_user("other", "sales_team.group_sale_salesman")
            ).action_mark_verified()
        self.assertFalse(client.verified_on)

    def test_nobody_verifies_in_the_name_of_another_or_on_another_day(self):
        client = self.new_client(user_id=self.salesperson.id, need_level="high")
        sheet = client.own_sheet_id
        for user in (self.salesperson, self.manager):
            for values in ({"verified_by_id": self.manager.id}, {"verified_on": "2030-01-01"}):
                with self.assertRaisesRegex(AccessError, "Verified Today"):
                    sheet.with_user(user).write(values)
        self.assertFalse(sheet.verified_on or sheet.verified_by_id)

    def test_client_is_to_be_verified_after_twelve_months(self):
        for day, due in (("2025-06-14", True), ("2025-06-15", False), (False, True)):
            client = self.verified(self.known_client(), day)
            lead = self.new_lead(partner_id=client.id)
            for record in (client, lead):
                self.assertEqual(record.needs_verification, due, (day, record))
                domain = [("id", "=", record.id), ("needs_verification", "=", True)]
                self.assertEqual(bool(record.search(domain)), due, (day, record))

    def test_months_are_set_by_the_company(self):
        client = self.verified(self.known_client(), "2026-01-01")
        self.env.company.verification_months = 3
        self.assertTrue(client.needs_verification)
        client.invalidate_recordset()
        self.env.company.verification_months = 0
        self.assertFalse(client.needs_verification)

    def test_only_real_clients_are_to_be_verified(self):
        contact = self.known_client(need_level=False)
        self.assertFalse(contact.needs_verification)
        self.new_order(contact)
        contact.invalidate_recordset()
        self.assertTrue(contact.needs_verification)
        self.assertFalse(self.known_client(days_ago=300).needs_verification)
        lost = self.known_client()
        lead = self.new_lead(type="opportunity", partner_id=lost.id)
        self.assertTrue(lost.needs_verification)
        lead.action_set_lost()
        lost.invalidate_recordset()
        self.assertFalse(lost.needs_verification)

    def test_salesperson_is_asked_once_for_each_client(self):
        due = self.known_client()
        self.verified(self.known_client(), "2026-05-01")
        self.known_client(active=False)
        self.known_client(user_id=False)
        asked = self.ask()
        self.assertEqual((asked.mapped("res_id"), asked.res_model), (due.ids, "res.partner"))
        self.assertEqual(self.ask(), asked)

    def test_salesperson_is_asked_in_the_own_language_and_given_a_week(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.salesperson.lang = "es_MX"
        self.known_client()
        asked = self.ask()
        self.assertIn("Preguntar si el teléfono", asked.summary)
        self.assertEqual(asked.date_deadline, date(2026, 6, 22))

    def test_activity_taken_off_the_list_does_not_come_back_the_next_day(self):
        self.known_client()
        self.ask().unlink()
        with freeze_time("2026-06-16"):
            self.assertFalse(self.ask())

    def test_salesperson_gets_no_more_activities_a_day_than_set(self):
        self.env.company.verification_batch = 2
        clients = [self.known_client().id for _number in range(3)]
        self.assertEqual(self.ask().mapped("res_id"), clients[:2])
        self.assertEqual(len(self.ask()), 2)
        with freeze_time("2026-06-16"):
            self.assertEqual(len(self.ask()), 3)

    def test_done_activity_verifies_the_client(self):
        client = self.known_client()
        self.ask().with_user(self.salesperson).action_feedback(feedback="Called")
        self.assertEqual(client.verified_on, date(2026, 6, 15))
        self.assertEqual(client.verified_by_id, self.salesperson)

    def test_verifying_finishes_the_activity(self):
        client = self.known_client()
        asked = self.ask()
        client.with_user(self.salesperson).action_mark_verified()
        self.assertFalse(asked.active)

    def test_clients_of_each_company_are_asked_for_by_its_own_months(self):
        self.other_company.verification_months = 24
        client = self.known_client(
            company_id=self.other_company.id, user_id=self.other_salesperson.id
        )
        self.ask()
        self.assertFalse(client.activity_ids)
        self.other_company.verification_months = 6
        self.ask()
        self.assertEqual(client.activity_ids.user_id, self.other_salesperson)
