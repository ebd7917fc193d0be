"""How complete a folder is, and who is told what it lacks."""

from odoo import fields
from odoo.tests import freeze_time

from .common import FolderCase


@freeze_time("2026-03-01")
class TestProgress(FolderCase):
    def test_completeness_counts_items_that_apply(self):
        account = self.new_account()
        self.assertEqual((account.completeness, account.missing_count), (0, 7))
        self.line(account, "contract").action_receive()
        self.line(account, "policies").action_set_state("not_applicable")
        self.assertEqual((account.completeness, account.missing_count), (16, 5))
        self.complete(account)
        self.assertEqual((account.completeness, account.missing_count), (100, 0))

    def test_item_is_there_when_all_its_parts_are(self):
        account = self.new_account()
        identity = self.line(account, "identity")
        identity.child_ids.write({"state": "received"})
        account._update_progress()
        self.assertEqual(identity.state, "received")
        identity.child_ids[0].state = "expired"
        account._update_progress()
        self.assertEqual(identity.state, "expired")

    def test_instalment_is_awaited_from_its_due_date(self):
        account = self.new_account()
        payments = self.line(account, "counter_receipt")
        for line in payments.child_ids.filtered(lambda line: line.number <= 2):
            line.action_receive()
        self.assertEqual(payments.state, "received")
        with freeze_time("2026-03-15"):
            self.begin_day()
        self.assertEqual(payments.state, "missing")

    def test_new_day_expires_documents_and_ends_contracts(self):
        account = self.new_account()
        line = self.line(account, "address")
        line.action_receive()
        self.assertEqual(str(account.next_expiry), "2027-03-01")
        line.action_set_expiry("2026-06-01")
        for day, state in (("2026-06-01", "received"), ("2026-06-02", "expired")):
            with freeze_time(day):
                self.begin_day()
            self.assertEqual(line.state, state)
        self.assertEqual(
            (self.line(account, "identity").state, account.next_expiry), ("missing", False)
        )
        with freeze_time("2027-01-15"):
            self.begin_day()
        self.assertEqual(account.state, "ended")

    def test_new_day_costs_the_same_for_few_and_many_folders(self):
        def a_day(number):
            for _n in range(number):
                self.new_account()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.begin_day()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        a_day(2)
        self.assertEqual(a_day(2), a_day(10))

    def test_folders_file_themselves_anew_when_the_client_changes_status(self):
        account = self.new_account()
        accounts = self.env["dosmart.service.account"].with_user(self.salesperson)

        def column():
            groups = accounts._read_group(
                [("id", "=", account.id)], ["client_status_id"], ["id:recordset"]
            )
            return [status.name for status, _found in groups]

        self.assertEqual(column(), [False])
        for status in ("potential", "loyal"):
            self.set_status(account.partner_id, status)
            self.assertEqual(column(), [self.status(status).name])
        kanban = accounts.with_context(read_group_expand=True)
        groups = kanban.web_read_group([], ["client_status_id"], ["__count"])["groups"]
        shown = {group["client_status_id"] and group["client_status_id"][0] for group in groups}
        every = set(self.env["dosmart.client.status"].search([]).ids)
        self.assertEqual(every - shown, set())
        self.assertIn(
            account, accounts.search([("client_status_id", "=", self.status("loyal").id)])
        )


@freeze_time("2026-03-01")
class TestReminders(FolderCase):
    def activities(self, account, kind="folder"):
        kind = self.env.ref(f"dosmart_crm.mail_activity_{kind}")
        return account.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_salesperson_is_asked_once_for_what_a_folder_lacks(self):
        account = self.new_account()
        self.assertEqual(self.activities(account).user_id, self.salesperson)
        for _run in range(2):
            self.env["dosmart.service.account"].search([])._remind_missing()
        self.assertEqual(len(self.activities(account)), 1)

    def test_nobody_is_asked_without_salesperson_or_when_nothing_is_missing(self):
        order = self.new_quotation(self.new_client(), user_id=False)
        order.action_confirm()
        self.assertFalse(self.activities(order.service_account_id))
        account = self.new_account()
        self.complete(account)
        self.assertFalse(self.activities(account))
        account._remind_missing()
        self.assertFalse(self.activities(account))

    def test_nobody_is_asked_any_more_once_the_account_is_cancelled(self):
        account = self.new_account()
        self.assertTrue(self.activities(account))
        account.order_ids._action_cancel()
        account.invalidate_recordset(["activity_ids"])
        self.assertFalse(self.activities(account))

    def test_salesperson_is_told_before_a_document_expires(self):
        account = self.new_account()
        line = self.line(account, "address")
        line.action_receive()
        line.action_set_expiry("2026-04-01")
        account._remind_expiry()
        self.assertFalse(self.activities(account, "folder_expiry"))
        self.env.company.folder_expiry_days = 31
        for _run in range(2):
            account._remind_expiry()
        self.assertEqual(len(self.activities(account, "folder_expiry")), 1)
        line.action_set_expiry("2027-04-01")
        self.assertFalse(self.activities(account, "folder_expiry"))

    def test_activity_is_due_in_a_week_and_in_the_language_of_the_salesperson(self):
        self.salesperson.lang = "es_MX"
        activity = self.activities(self.new_account())
        self.assertEqual(str(activity.date_deadline), "2026-03-08")
        self.assertEqual(activity.summary, "Faltan documentos: archívelos")

    def test_cron_runs(self):
        account = self.new_account()
        account.activity_ids.unlink()
        with self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.service_account_cron_begin_day").method_direct_trigger()
        self.assertEqual(len(self.activities(account)), 1)
        self.assertEqual(account.date_end, fields.Date.to_date("2027-01-14"))
