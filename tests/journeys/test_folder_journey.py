"""A client's folder in the browser: find it, drop files on its lines, print its label."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.folder.common import FolderCase


@tagged("post_install", "-at_install")
class TestFolderJourney(FolderCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        client = self.new_client(name="Tour Folder")
        self.set_status(client, "potential")
        self.account = self.new_account(client)

    def test_salesperson_files_documents_and_prints_the_label(self):
        self.start_tour("/odoo", "dosmart_crm_folder", login="salesperson")
        states = {name: self.line(self.account, name).state for name in ("contract", "policies")}
        self.assertEqual(states, {"contract": "received", "policies": "received"})
        ine = self.line(self.account, "ine")
        self.assertEqual((ine.state, ine.file_ids.is_identity), ("received", True))
        label = self.url_open(f"/report/pdf/dosmart_crm.folder_label/{self.account.id}")
        self.assertEqual(label.content[:5], b"%PDF-")


@tagged("post_install", "-at_install")
class TestFolderOnPhone(TestFolderJourney):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_files_documents_and_prints_the_label(self):
        """The same on a phone, from the folder itself."""
        url = f"/odoo/dosmart.service.account/{self.account.id}"
        self.start_tour(url, "dosmart_crm_folder_on_phone", login="salesperson")
        self.assertEqual(self.line(self.account, "contract").state, "received")
