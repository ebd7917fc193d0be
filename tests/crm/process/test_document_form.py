"""Forms have versions, and only one that a manager approved is sent."""

from odoo.exceptions import AccessError, UserError

from .document_common import DocumentCase


class TestDocumentForm(DocumentCase):
    def setUp(self):
        super().setUp()
        self.without_printing()
        self.offer = self.form("offer")

    def new_version(self):
        action = self.offer.with_user(self.manager).action_new_version()
        return self.env["dosmart.document.form"].browse(action["res_id"])

    def assert_not_sent(self, text):
        with self.assertRaisesRegex(UserError, text):
            self.new_document("offer").action_send()

    def test_seven_forms_are_shipped_as_drafts(self):
        forms = self.env["dosmart.document.form"].search([])
        self.assertEqual(
            set(forms.mapped("kind")),
            {
                *("minutes", "offer", "contract", "acceptance", "satisfaction"),
                *("visit_order", "portfolio"),
            },
        )
        self.assertEqual(len(self.form("portfolio").section_ids), 11)
        self.assertTrue(all(form.is_approved for form in forms))

    def test_new_version_replaces_the_old_once_it_is_approved(self):
        version = self.new_version()
        self.assertEqual((version.version, version.state), (2, "draft"))
        self.assertEqual(version.section_ids.mapped("name"), ["How to Accept"])
        version.intro = "<p>Second try</p>"
        document = self.new_document("offer")
        self.assertEqual(document.current_form_id, self.offer)
        version.with_user(self.manager).action_approve()
        self.assertEqual((self.offer.state, version.state), ("retired", "approved"))
        document.invalidate_recordset()
        self.assertEqual(document.current_form_id, version)
        self.assertIn("Second try", self.html(document))

    def test_approved_version_is_not_changed(self):
        for change in (
            lambda: self.offer.write({"intro": "<p>Other</p>"}),
            lambda: self.offer.section_ids.write({"body": "<p>Other</p>"}),
            self.offer.section_ids.unlink,
            lambda: self.env["dosmart.document.section"].create(
                {"form_id": self.offer.id, "name": "Other"}
            ),
        ):
            with self.assertRaisesRegex(UserError, "Make a new version"), self.cr.savepoint():
                change()
        self.assertTrue(self.offer.is_approved)

    def test_form_without_approval_is_not_sent(self):
        self.env["dosmart.document.form"].search([]).state = "draft"
        self.assert_not_sent("No version of this form is approved")
        self.env["dosmart.document.form"].search([("kind", "=", "offer")]).unlink()
        self.assert_not_sent("No version of this form is approved")

    def test_layout_changed_after_the_approval_is_not_sent_until_approved_again(self):
        view = self.env.ref("dosmart_crm.process_document_offer")
        view.arch_db = view.arch_db.replace("Investment", "Price to Pay")
        self.offer.invalidate_recordset()
        self.assert_not_sent("was changed after its approval")
        self.offer.with_user(self.manager).action_approve()
        self.assertTrue(self.new_document("offer").action_send())

    def test_translation_changed_after_the_approval_is_not_sent(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env.cr.execute(
            'UPDATE dosmart_document_form SET intro = intro || \'{"es_MX": "<p>Otro</p>"}\''
            " WHERE id = %s",
            (self.offer.id,),
        )
        self.offer.invalidate_recordset()
        self.assert_not_sent("was changed after its approval")

    def test_only_a_manager_approves(self):
        version = self.new_version()
        for user in (self.salesperson, self.salesperson_all):
            with self.assertRaises(AccessError):
                version.with_user(user).action_approve()
            with self.assertRaises(AccessError):
                version.with_user(user).write({"intro": "<p>Mine</p>"})
        self.assertEqual(version.state, "draft")
        with self.assertRaises(AccessError):
            version.with_user(self.portal_user).read(["intro"])

    def test_several_forms_are_approved_at_once(self):
        forms = self.env["dosmart.document.form"].search([])
        for form in forms:
            form.with_context(lang="en_US").sudo().write({"state": "draft"})
        forms.with_user(self.manager).action_approve()
        self.assertEqual(forms.mapped("state"), ["approved"] * 7)
        self.assertEqual(forms.approved_by_id, self.manager)

    def test_empty_form_is_not_approved(self):
        form = self.env["dosmart.document.form"].create(
            {"name": "Portfolio", "kind": "portfolio", "intro": "<p><br></p>"}
        )
        with self.assertRaisesRegex(UserError, "Write at least one section"):
            form.action_approve()

    def test_form_that_was_used_is_kept(self):
        self.new_document("offer").action_hand_over()
        with self.assertRaisesRegex(UserError, "so it is kept"):
            self.offer.unlink()

    def test_form_of_the_company_goes_before_the_shared_one(self):
        own = self.offer.copy({"company_id": self.env.company.id, "name": "Ours"})
        self.assertEqual(self.new_document("offer").current_form_id, self.offer)
        own.action_approve()
        self.assertEqual(self.offer.state, "approved")
        self.assertEqual(self.new_document("offer").current_form_id, own)
