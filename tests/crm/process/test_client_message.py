"""The messages that clients get of a deal are opened by one method for all of them."""

from odoo.exceptions import UserError

from .document_common import DocumentCase


class TestClientMessage(DocumentCase):
    def setUp(self):
        super().setUp()
        self.without_printing()
        self.point = self.new_point(name="Dates", kind="client")
        deal = self.deal.with_user(self.salesperson)
        offer = self.new_document("offer")
        self.messages = {
            "client_approval": lambda: deal.action_send_point(self.point.id),
            "follow_deal": deal.action_share_deal,
            "document": offer.action_send,
        }

    def test_deleted_template_is_told_with_what_to_do(self):
        for name, write in self.messages.items():
            self.env.ref(f"dosmart_crm.mail_template_{name}").unlink()
            with self.subTest(name), self.assertRaisesRegex(UserError, "upgrade DOSmart CRM in"):
                write()
        self.assertFalse(self.deal.client_follows)

    def test_client_without_email_is_told_before_anything_is_shared(self):
        self.client_.email = False
        for name, write in self.messages.items():
            with self.subTest(name), self.assertRaisesRegex(UserError, "has no email"):
                write()
        self.assertFalse(self.deal.client_follows)

    def test_names_are_told_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.client_.lang = "es_MX"
        self.point.with_context(lang="es_MX").name = "Fechas"
        context = self.messages["client_approval"]()["context"]
        self.assertEqual(context["approval_point"], "Fechas")
