"""Identity documents open through one logged route alone; every other way is refused (AF-5)."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
from .common import PDF, FolderCase, QuietFolderCase

READER = "sales_team.group_sale_manager,dosmart_crm.group_identity_reader"


@freeze_time("2026-03-01")
class TestIdentity(QuietFolderCase):
    def setUp(self):
        super().setUp()
        self.account = self.new_account()
        self.ine = self.line(self.account, "ine", self.salesperson)
        self.sealed = self.file(self.ine, "ine.pdf")
        self.reader = self.new_user("reader", f"{READER},base.group_allow_export")

    def test_content_is_in_no_attachment_and_in_no_field_that_anybody_reads(self):
        attachments = self.env["ir.attachment"].sudo()
        found = attachments.search(
            [("res_model", "=", self.sealed._name), ("res_field", "!=", False)]
        )
        self.assertNotIn(self.sealed.id, found.mapped("res_id"))
        self.assertFalse(self.sealed.sudo().content)
        for user in (self.salesperson, self.manager, self.reader):
            file = self.sealed.with_user(user)
            self.assertFalse(file.content)
            with self.assertRaises(AccessError):
                file.read(["sealed_content"])
            with self.assertRaises(UserError):
                file.export_data(["sealed_content"])
            with self.assertRaises(AccessError):
                file.search([("sealed_content", "!=", False)])
            with self.assertRaises(AccessError):
                file._read_group([], ["sealed_content"])
            self.assertNotIn("sealed_content", file.fields_get())

    def test_no_way_over_other_records_leads_to_the_content(self):
        path = "file_ids.sealed_content"
        nested = {"file_ids": {"fields": {"sealed_content": {}}}}
        for user in (self.salesperson, self.manager, self.reader):
            account, line = self.account.with_user(user), self.ine.with_user(user)
            file = self.sealed.with_user(user)
            for look in (
                lambda a=account: a.search([(f"document_ids.{path}", "!=", False)]),
                lambda d=line: d.search([("file_ids", "any", [("sealed_content", "!=", False)])]),
                lambda f=file: f.search([], order="sealed_content"),
                lambda f=file: f.search_read([], ["sealed_content"]),
                lambda d=line: d.web_read(nested),
                lambda f=file: f.formatted_read_group([], [], ["sealed_content:count"]),
                lambda f=file: f.formatted_read_group([], ["sealed_content"], []),
                lambda f=file: f.copy_data(),
                lambda f=file: f.filtered_domain([("sealed_content", "!=", False)]),
            ):
                with self.assertRaises(AccessError):
                    look()
            with self.assertRaises(UserError):
                account.export_data(["document_ids/file_ids/sealed_content"])

    def test_only_the_group_opens_it_and_every_opening_is_logged(self):
        openings = self.env["dosmart.identity.opening"]
        for user in (self.salesperson, self.manager):
            with self.assertRaisesRegex(AccessError, "You may not open identity documents"):
                self.sealed.with_user(user)._open_identity("10.0.0.1")
        self.assertFalse(openings.search([]))
        self.assertEqual(self.sealed.with_user(self.reader)._open_identity("10.0.0.1"), PDF)
        opening = openings.search([])
        self.assertEqual((opening.user_id, opening.address), (self.reader, "10.0.0.1"))
        self.assertEqual((opening.account_id, opening.file_name), (self.account, "ine.pdf"))
        for user in (self.manager, self.reader):
            with self.assertRaises(AccessError):
                opening.with_user(user).unlink()
            with self.assertRaises(AccessError):
                opening.with_user(user).user_name = "Nobody"
        with self.assertRaises(AccessError):
            openings.with_user(self.salesperson).search([])

    def test_reader_of_another_company_opens_nothing(self):
        stranger = self.new_user(
            "stranger",
            READER,
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        with self.assertRaises(AccessError):
            self.sealed.with_user(stranger)._open_identity("10.0.0.1")
        self.assertFalse(self.env["dosmart.identity.opening"].search([]))


@tagged("post_install", "-at_install")
class TestIdentityRoutes(FolderCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.account = self.new_account()
        self.sealed = self.file(self.line(self.account, "ine"), "ine.pdf")
        self.reader = self.new_user("reader", READER)
        self.url = f"/dosmart/identity/{self.sealed.id}"

    def test_route_gives_it_to_the_group_alone_and_logs(self):
        self.authenticate("reader", "reader")
        answer = self.url_open(self.url)
        self.assertEqual((answer.status_code, answer.content), (200, PDF))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.env["dosmart.identity.opening"].search([]).user_id, self.reader)
        ordinary = self.file(self.line(self.account, "contract"))
        for file_id in (ordinary.id, 2**31 - 1, 2**31, 10**30):
            self.assertEqual(self.url_open(f"/dosmart/identity/{file_id}").status_code, 404)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_route_refuses_everybody_else(self):
        self.new_user("colleague", "sales_team.group_sale_salesman")
        for login, status in (
            ("salesperson", 403),
            ("manager", 403),
            ("colleague", 404),
            ("other_salesperson", 404),
            ("portal_user", 403),
        ):
            with self.subTest(login):
                self.authenticate(login, login)
                answer = self.url_open(self.url)
                self.assertEqual(answer.status_code, status)
                self.assertNotIn(PDF, answer.content)
        self.authenticate(None, None)
        self.assertNotIn(PDF, self.url_open(self.url).content)
        self.assertFalse(self.env["dosmart.identity.opening"].search([]))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_every_other_route_is_refused(self):
        self.authenticate("reader", "reader")
        for field in ("sealed_content", "content"):
            for kind in ("content", "image"):
                answer = self.url_open(
                    f"/web/{kind}/dosmart.document.file/{self.sealed.id}/{field}"
                )
                self.assertNotIn(PDF, answer.content)
        call = {
            "jsonrpc": "2.0",
            "params": {
                "model": "dosmart.document.file",
                "method": "read",
                "args": [self.sealed.ids, ["sealed_content"]],
                "kwargs": {},
            },
        }
        answer = self.url_open(
            "/web/dataset/call_kw", json.dumps(call), headers={"Content-Type": "application/json"}
        )
        self.assertIn("error", answer.json())
        self.assertFalse(self.env["dosmart.identity.opening"].search([]))
