"""What is filed, and what is refused."""

import base64

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .common import PDF, FolderCase, encoded, picture


@freeze_time("2026-03-01")
class TestFiling(FolderCase):
    def setUp(self):
        super().setUp()
        self.account = self.new_account()

    def test_filed_document_is_received_today_by_whoever_filed_it(self):
        line = self.line(self.account, "contract", self.salesperson)
        file = self.file(line)
        self.assertEqual((line.state, str(line.date)), ("received", "2026-03-01"))
        self.assertEqual(line.filed_by_id, self.salesperson)
        self.assertEqual((file.name, file.size, file.kind), ("scan.pdf", len(PDF), "pdf"))
        file.action_remove()
        self.assertEqual((line.state, line.date, line.filed_by_id.id), ("missing", False, False))

    def test_picture_is_taken(self):
        file = self.file(self.line(self.account, "contract"), "photo.PNG", picture())
        self.assertEqual(file.kind, "png")

    def test_file_that_is_not_what_its_name_says_is_refused(self):
        line = self.line(self.account, "contract", self.salesperson)
        for name, content in (
            ("scan.pdf", b"MZ this is a program"),
            ("scan.pdf", picture()),
            ("scan.pdf", b"%PDF-1.4 cut off"),
            ("photo.png", PDF),
            ("page.html", b"<script>"),
            ("scan", PDF),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, "is not what its name says"):
                line.action_file(name, encoded(content))
        with self.assertRaisesRegex(UserError, "is empty or arrived damaged"):
            line.action_file("scan.pdf", "")
        with self.assertRaisesRegex(UserError, "is empty or arrived damaged"):
            line.action_file("scan.pdf", "no base64 at all!")
        self.assertEqual((line.state, len(line.file_ids)), ("missing", 0))

    def test_file_of_forty_megabytes_is_refused_and_the_limit_is_a_setting(self):
        line = self.line(self.account, "contract", self.salesperson)
        large = PDF[:-6] + b"0" * 40 * 1024 * 1024 + b"%%EOF\n"
        with self.assertRaisesRegex(UserError, "has 41 MB; files of a folder have 20 MB at most"):
            line.action_file("scan.pdf", encoded(large))
        self.assertFalse(line.file_ids)
        self.env.company.folder_file_mb = 50
        line.action_file("scan.pdf", encoded(large))
        self.assertEqual(line.state, "received")

    def test_data_of_the_client_is_received_only_if_the_form_says_it(self):
        line = self.line(self.account, "phones", self.salesperson)
        with self.assertRaisesRegex(UserError, "does not say this yet: The client's phone"):
            line.action_receive()
        self.account.partner_id.phone = "33 1234 5678"
        line.action_receive()
        self.assertEqual(line.state, "received")

    def test_paper_without_scan_is_received_too(self):
        line = self.line(self.account, "policies", self.salesperson)
        line.action_receive()
        self.assertEqual((line.state, line.filed_by_id), ("received", self.salesperson))
        line.action_set_state("missing")
        self.assertEqual(line.state, "missing")

    def test_state_with_files_is_not_typed_away(self):
        line = self.line(self.account, "contract", self.salesperson)
        self.file(line)
        with self.assertRaisesRegex(UserError, "has files"):
            line.action_set_state("missing")
        with self.assertRaisesRegex(UserError, "note that it was received"):
            line.action_set_state("received")

    def test_item_with_parts_is_not_filed_itself(self):
        for name in ("identity", "counter_receipt"):
            with self.assertRaisesRegex(UserError, "has parts"):
                self.line(self.account, name, self.salesperson).action_receive()

    def test_folder_of_a_cancelled_account_stays_as_it_is(self):
        line = self.line(self.account, "contract", self.salesperson)
        self.file(line)
        self.account.order_ids._action_cancel()
        with self.assertRaisesRegex(UserError, "is cancelled"):
            line.action_file("scan.pdf", encoded(PDF))
        with self.assertRaisesRegex(UserError, "is cancelled"):
            line.file_ids.action_remove()
        self.assertEqual(len(line.file_ids), 1)

    def test_document_type_says_how_long_it_is_valid(self):
        line = self.line(self.account, "address", self.salesperson)
        line.action_receive()
        self.assertEqual(str(line.date_expiry), "2027-03-01")
        line.action_set_expiry("2026-02-28")
        self.assertEqual(line.state, "expired")
        line.action_set_expiry(False)
        self.assertEqual((line.state, line.date_expiry), ("received", False))


@freeze_time("2026-03-01")
class TestDeleting(FolderCase):
    def attachments(self):
        return self.env["ir.attachment"].search_count(
            [("res_model", "=", "dosmart.document.file"), ("res_field", "=", "content")]
        )

    def test_deleted_account_leaves_no_content_behind(self):
        account = self.new_account()
        self.file(self.line(account, "contract"))
        self.file(self.line(account, "renewal") or self.line(account, "policies"))
        self.assertEqual(self.attachments(), 2)
        account.order_ids._action_cancel()
        account.with_user(self.manager).unlink()
        self.assertEqual(self.attachments(), 0)

    def test_document_in_use_is_archived_instead_of_deleted(self):
        account = self.new_account()
        kind = self.kind("contract").with_user(self.manager)
        with self.assertRaisesRegex(UserError, "folders list this. Archive it"):
            kind.unlink()
        kind.active = False
        account.action_update_list()
        self.assertFalse(self.line(account, "contract"))

    def test_what_was_filed_is_sealed_when_its_document_becomes_one_of_identity(self):
        account = self.new_account()
        file = self.file(self.line(account, "contract"))
        kind = self.kind("contract").with_user(self.manager)
        kind.with_context(bin_size=True).is_identity = True
        self.assertTrue(file.is_identity)
        self.assertFalse(file.content)
        self.assertEqual(self.attachments(), 0)
        self.assertEqual(base64.b64decode(file.sudo().sealed_content), PDF)
