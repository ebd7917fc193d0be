"""The client who follows a deal is told when one of its dates moves."""

from .date_common import DateCase


class TestDateNotice(DateCase):
    def setUp(self):
        super().setUp()
        self.deal.client_follows = True

    def mails(self):
        mails = self.env["mail.mail"].search([("model", "=", "crm.lead")])
        return mails.filtered(
            lambda mail: mail.res_id == self.deal.id and "/dosmart/follow/" in mail.body_html
        )

    def test_moved_date_is_told_with_both_days_and_a_link(self):
        self.plan("service", 3)
        self.assertFalse(self.mails())
        self.plan("service", 5)
        mail = self.mails()
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.client_)
        self.assertIn("Installation or service", mail.subject)
        for days in (3, 5):
            self.assertIn(self.day(days).strftime("%m/%d/%Y"), mail.body_html)
        self.assertIn("/dosmart/follow/", mail.body_html)

    def test_correcting_a_slip_tells_once_or_not_at_all(self):
        self.plan("service", 3)
        self.plan("service", 50)
        self.plan("service", 5)
        mail = self.mails()
        self.assertEqual(len(mail), 1)
        self.assertIn(self.day(3).strftime("%m/%d/%Y"), mail.body_html)
        self.plan("service", 3)
        self.assertFalse(self.mails())

    def test_move_after_the_email_left_is_told_again(self):
        self.plan("service", 3)
        self.plan("service", 5)
        self.mails().state = "sent"
        self.plan("service", 7)
        self.assertEqual(sorted(self.mails().mapped("state")), ["outgoing", "sent"])

    def test_client_is_told_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        self.client_.lang = "es_MX"
        self.plan("service", 3)
        self.plan("service", 5)
        self.assertIn("Instalación o servicio", self.mails().subject)
        self.assertIn(self.day(5).strftime("%d/%m/%Y"), self.mails().body_html)
        self.assertIn("Hola", self.mails().body_html)

    def test_client_is_not_told_of_what_is_not_shared(self):
        for name in ("minutes", "retry"):
            self.plan(name, 3)
            self.plan(name, 5)
        self.deal.with_user(self.salesperson).action_stop_sharing()
        self.plan("service", 3)
        self.plan("service", 5)
        self.assertFalse(self.mails())

    def test_move_goes_on_without_template_or_address(self):
        self.plan("service", 3)
        self.client_.email = False
        self.plan("service", 4)
        self.client_.email = "lupita@example.com"
        self.env.ref("dosmart_crm.mail_template_moved_date").unlink()
        self.plan("service", 5)
        self.assertEqual(self.state("service")[1], self.day(5))
        self.assertFalse(self.mails())
