"""Who asks to be forgotten: identity documents go for good, the contract stays (AF-5)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time

from .common import QuietFolderCase

WRONG_DIGIT = "BOXW310820HNERXN08"


@freeze_time("2026-03-01")
class TestIdentityErasure(QuietFolderCase):
    def setUp(self):
        super().setUp()
        self.account = self.new_account()
        self.client = self.account.partner_id
        self.ine = self.line(self.account, "ine", self.salesperson)
        self.sealed = self.file(self.ine, "ine.pdf")

    def erase(self):
        self.account.with_user(self.manager).action_erase_identity()

    def test_erasing_removes_identity_documents_and_keeps_the_contract(self):
        order, contract = self.account.order_ids, self.line(self.account, "contract")
        self.file(contract)
        for user in (self.salesperson, self.salesperson_all):
            with self.assertRaises(AccessError):
                self.account.with_user(user).action_erase_identity()
        self.erase()
        self.assertFalse(self.sealed.sudo().exists())
        self.assertEqual((self.ine.state, self.ine.filed_by_id.id), ("not_applicable", False))
        self.assertEqual((order.state, contract.state), ("sale", "received"))
        self.assertIn("The identity documents were erased.", self.notes(self.account))

    def test_curp_goes_with_what_confirmed_it_also_of_archived_contacts(self):
        contact = self.new_client(name="Lupita", parent_id=self.client.id)
        known = {"curp": WRONG_DIGIT, "curp_exception_reason": "Seen on the certificate"}
        (self.client | contact).write(known)
        contact.active = False
        self.erase()
        for person in (self.client, contact):
            self.assertFalse(person.curp)
            self.assertFalse(person.sudo().curp_confirmed)
            self.assertFalse(person.curp_exception_reason)

    def test_all_folders_of_the_client_are_erased_and_no_others(self):
        second = self.new_account(self.client, opens_account=True)
        theirs = self.file(self.line(second, "ine"))
        stranger = self.file(self.line(self.new_account(self.new_client()), "ine"))
        self.erase()
        self.assertFalse(theirs.sudo().exists())
        self.assertTrue(stranger.exists())

    def test_what_was_sealed_goes_although_its_document_is_no_longer_one_of_identity(self):
        self.kind("ine").is_identity = False
        self.file(self.line(self.account, "ine"), "later.pdf")
        self.erase()
        self.assertEqual(self.ine.file_ids.mapped("name"), ["later.pdf"])
        self.assertEqual(self.ine.state, "received")

    def test_manager_is_asked_once_more(self):
        action = {"active_model": self.account._name, "active_ids": self.account.ids}
        erasures = self.env["dosmart.identity.erasure"].with_context(**action)
        with self.assertRaises(AccessError):
            erasures.with_user(self.salesperson).create({})
        with Form(erasures.with_user(self.manager)) as form:
            self.assertEqual(form.file_count, 1)
        self.assertTrue(self.sealed.exists())
        self.assertEqual(form.record.partner_ids, self.client)
        form.record.action_erase()
        self.assertFalse(self.sealed.sudo().exists())
