"""Who may see, file and delete; refusals first."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import PDF, QuietFolderCase, encoded

MODELS = (
    "dosmart.service.account",
    "dosmart.account.document",
    "dosmart.document.file",
    "dosmart.document.type",
    "dosmart.identity.opening",
)


@freeze_time("2026-03-01")
class TestFolderAccess(QuietFolderCase):
    def setUp(self):
        super().setUp()
        self.account = self.new_account()
        self.document = self.line(self.account, "contract")
        self.files = self.file(self.document)

    def test_portal_and_public_users_read_nothing(self):
        self.account.sudo().partner_id = self.portal_user.partner_id
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in MODELS:
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            with self.assertRaises(AccessError):
                self.account.order_ids.with_user(user).read(["service_account_id"])

    def test_other_salespeople_and_companies_see_nothing_and_file_nothing(self):
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        for user in (colleague, self.other_salesperson):
            for records in (self.account, self.document, self.files):
                self.assertNotIn(records, records.with_user(user).search([]))
                with self.assertRaises(AccessError):
                    records.with_user(user).read(["display_name"])
            for act in (
                lambda line: line.action_file("scan.pdf", encoded(PDF)),
                lambda line: line.action_receive(),
                lambda line: line.action_generate(),
                lambda line: line.action_set_state("missing"),
                lambda line: line.action_set_expiry("2027-01-01"),
                lambda line: line.file_ids.action_remove(),
            ):
                with self.assertRaises(AccessError):
                    act(self.document.with_user(user))
            with self.assertRaises(AccessError):
                self.files.with_user(user).action_remove()
            with self.assertRaises(AccessError):
                self.account.with_user(user).action_update_list()
        self.assertEqual(len(self.document.file_ids), 1)

    def test_leader_sees_all_and_files(self):
        line = self.document.with_user(self.salesperson_all)
        line.action_file("more.pdf", encoded(PDF))
        self.assertEqual(len(line.file_ids), 2)

    def test_nobody_writes_lines_and_files_but_through_their_actions(self):
        for user in (self.salesperson, self.manager):
            for records, values in (
                (self.document, {"state": "received"}),
                (self.files, {"name": "other.pdf"}),
            ):
                with self.assertRaises(AccessError):
                    records.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    records.with_user(user).unlink()
            with self.assertRaises(AccessError):
                self.env["dosmart.document.file"].with_user(user).create(
                    {"document_id": self.document.id, "name": "x.pdf", "content": encoded(PDF)}
                )
            with self.assertRaises(AccessError):
                self.account.with_user(user).copy()

    def test_only_managers_delete_and_only_cancelled_accounts(self):
        with self.assertRaisesRegex(UserError, "only cancelled accounts"):
            self.account.with_user(self.manager).unlink()
        self.account.order_ids._action_cancel()
        for user in (self.salesperson, self.salesperson_all):
            with self.assertRaises(AccessError):
                self.account.with_user(user).unlink()
        self.account.with_user(self.manager).unlink()
        self.assertFalse(self.account.exists())

    def test_salesperson_reads_what_belongs_in_folders_and_cannot_change_it(self):
        with self.assertRaises(AccessError):
            self.kind("contract").with_user(self.salesperson).name = "Else"
        self.kind("contract").with_user(self.manager).name = "Contract"
