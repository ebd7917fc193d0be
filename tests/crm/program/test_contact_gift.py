"""Gifts of the birthday: which one, and that it is fetched (spec CP-5)."""

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestGift(ShippedCase):
    def gift_of(self, **facts):
        """Return the name of the gift for a person with these *facts* on 10 March 2026."""
        person = self.new_buyer(name="Ana", **({"birthdate_date": "1980-03-10"} | facts))
        program = self.on("birthday")
        touch = self.run_program(program, "2026-03-10")
        return touch.filtered(lambda one: one.partner_id == person)

    def test_gift_depends_on_the_person(self):
        expected = {
            "A board game for the family": {"children": 2, "marital_status": "married"},
            "A ticket for two to the cinema": {"birthdate_date": "2001-03-10"},
            "A warm blanket": {"birthdate_date": "1950-03-10", "marital_status": "married"},
            "A dinner for two": {"marital_status": "married"},
            "A thermos": {"marital_status": "single"},
            "A diary": {},
        }
        for gift, facts in expected.items():
            with freeze_time("2026-03-10 15:00:00"), self.subTest(gift):
                self.assertEqual(self.gift_of(**facts).gift_id.name, gift)

    def test_email_of_the_birthday_names_the_gift(self):
        touch = self.gift_of()
        body = self.mails(touch.partner_id).body_html
        self.assertIn("A diary", body)
        self.assertIn("/dosmart/opt_out/", body)
        self.assertIn("/logo.png?company=", body)

    def test_client_reads_the_email_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        touch = self.gift_of(lang="es_MX")
        mail = self.mails(touch.partner_id)
        self.assertIn("¡Feliz cumpleaños, Ana!", mail.subject)
        self.assertIn("Le tenemos un regalo", mail.body_html)
        self.assertIn("No quiero recibir más correos como este", mail.body_html)

    def test_gift_fetched_is_noted_once_and_opens_a_visit(self):
        touch = self.gift_of().with_user(self.salesperson)
        action = touch.action_collect_gift()
        visit = self.env["calendar.event"].browse(action["res_id"])
        self.assertEqual(visit.name, "Gift fetched, novelties shown: Ana")
        self.assertTrue(visit.is_visit and touch.gift_collected_on)
        with self.assertRaisesRegex(UserError, "fetched the gift already"):
            touch.action_collect_gift()

    def test_contact_without_gift_has_none_to_fetch(self):
        self.order_of("2026-03-10")
        touch = self.run_program(self.on("after_purchase"), "2026-03-13")
        with self.assertRaisesRegex(UserError, "no gift"):
            touch.action_collect_gift()

    def test_broken_condition_gives_the_next_gift(self):
        program = self.shipped("birthday")
        self.env.cr.execute(
            "UPDATE dosmart_contact_gift SET condition = '[(''gone'', ''='', 1)]'"
            " WHERE program_id = %s AND sequence = 4",
            [program.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.gift_of(marital_status="married").gift_id.name, "A diary")
