"""The client fills in the own part of the sheet through a link; refusals first."""

import json
import re
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from ...common import DosmartHttpCase
from .common import SheetCase


class PortalCase(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.new_client(
            is_company=True, email="lupita@example.com", user_id=cls.salesperson.id
        )
        cls.person = cls.new_client(
            name="Ana Ríos", email="ana@example.com", user_id=cls.salesperson.id
        )

    def invite(self, record, user=None):
        """Return a new invitation and its link, without the host."""
        action = record.with_user(user or self.salesperson).action_send_sheet()
        invitation = self.env["dosmart.sheet.invitation"].browse(
            action["context"]["default_res_ids"]
        )
        link = action["context"]["sheet_link"]
        return invitation, link[link.index("/dosmart/") :]

    def send(self, record):
        """Send the message the salesperson gets, and return it."""
        action = record.with_user(self.salesperson).action_send_sheet()
        composer = self.env["mail.compose.message"].with_user(self.salesperson)
        composer = Form(composer.with_context(**action["context"])).save()
        composer.action_send_mail()
        return self.env["dosmart.sheet.invitation"].browse(action["context"]["default_res_ids"])


class TestSheetInvitation(PortalCase):
    def test_message_holds_the_link_and_goes_to_the_client(self):
        invitation = self.send(self.client)
        message = invitation.message_ids[0]
        self.assertRegex(message.body, rf"/dosmart/sheet/{invitation.id}/[\w-]{{43}}")
        self.assertEqual(message.partner_ids, self.client)
        self.assertEqual(invitation.state, "sent")
        self.assertIn("lupita@example.com", self.notes(self.client))
        self.assertNotIn("/dosmart/sheet/", self.notes(self.client))

    def test_message_is_in_the_language_of_the_client(self):
        self.client.lang = "es_MX"
        message = self.send(self.client).message_ids[0]
        self.assertIn("Llenar mi parte", message.body)
        self.assertRegex(message.body, r"/es\w*/dosmart/sheet/")

    def test_message_to_a_lead_without_contact_goes_to_its_email(self):
        lead = self.new_lead(email_from="new@example.com", user_id=self.salesperson.id)
        invitation = self.send(lead)
        self.assertEqual(invitation.message_ids[0].partner_ids.email, "new@example.com")
        self.assertEqual(
            (invitation.sheet_id, invitation.email), (lead.client_sheet_id, "new@example.com")
        )

    def test_link_lasts_the_days_of_the_company(self):
        self.env.company.sheet_link_days = 3
        invitation, _link = self.invite(self.client)
        left = invitation.expires_on - fields.Datetime.now()
        self.assertEqual(round(left / timedelta(days=1)), 3)

    def test_only_a_digest_of_the_token_is_stored(self):
        invitation, link = self.invite(self.client)
        token = link.rpartition("/")[2]
        self.env.cr.execute(
            "SELECT to_jsonb(i)::text FROM dosmart_sheet_invitation i WHERE id = %s",
            [invitation.id],
        )
        (row,) = self.env.cr.fetchone()
        self.assertNotIn(token, row)
        with self.assertRaises(AccessError):
            invitation.with_user(self.manager).read(["token_hash"])

    def test_nobody_without_email_is_sent_the_sheet(self):
        self.client.email = False
        with self.assertRaisesRegex(UserError, "has no email"):
            self.invite(self.client)
        self.assertFalse(self.client.own_sheet_id)

    def test_only_who_may_change_the_sheet_sends_or_revokes_it(self):
        self.client.user_id = self.salesperson_all
        invitation, _link = self.invite(self.client, self.salesperson_all)
        with self.assertRaises(AccessError):
            self.invite(self.client)
        with self.assertRaises(AccessError):
            invitation.with_user(self.salesperson).action_revoke()
        with self.assertRaises(AccessError):
            invitation.with_user(self.salesperson_all).write({"expires_on": "2099-01-01"})
        self.assertFalse(invitation.revoked_on)
        invitation.with_user(self.salesperson_all).action_revoke()
        self.assertEqual(invitation.state, "revoked")

    def test_internal_user_without_sales_reads_neither_invitation_nor_message(self):
        invitation = self.send(self.client)
        user = new_test_user(self.env, "accountant", groups="base.group_user")
        with self.assertRaises(AccessError):
            invitation.with_user(user).read(["email"])
        with self.assertRaises(AccessError):
            invitation.message_ids[0].with_user(user).read(["body"])

    def test_other_company_sees_no_invitation(self):
        self.client.company_id = self.env.company
        invitation, _link = self.invite(self.client)
        found = self.env["dosmart.sheet.invitation"].with_user(self.other_salesperson).search([])
        self.assertNotIn(invitation, found)

    def test_deleted_client_takes_links_and_messages_along(self):
        invitation = self.send(self.client)
        messages = invitation.message_ids
        self.client.unlink()
        self.assertFalse(invitation.exists())
        self.assertFalse(messages.exists())

    def test_links_follow_a_merged_contact(self):
        invitation, link = self.invite(self.client)
        target = self.new_client(name="Lupita", need_level="high")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.client | target).ids, target)
        self.assertEqual(
            (invitation.partner_id, invitation.sheet_id), (target, target.own_sheet_id)
        )
        self.assertEqual(self.opened(link), invitation)

    def test_link_of_a_lead_follows_its_new_client(self):
        lead = self.new_lead(email_from="new@example.com", user_id=self.salesperson.id)
        invitation, link = self.invite(lead)
        lead.partner_id = self.new_client(name="New")
        self.assertEqual(self.opened(link), invitation)

    def test_link_of_a_lead_dies_when_it_is_linked_to_a_client_with_a_sheet(self):
        lead = self.new_lead(email_from="stranger@example.com", user_id=self.salesperson.id)
        invitation, link = self.invite(lead)
        self.client.need_level = "high"
        lead.partner_id = self.client
        self.assertEqual(invitation.state, "revoked")
        self.assertFalse(self.opened(link))

    def test_link_of_a_contact_who_changed_the_company_opens_nothing(self):
        contact = self.new_client(name="Eva", email="eva@example.com", parent_id=self.client.id)
        _invitation, link = self.invite(contact)
        self.assertTrue(self.opened(link))
        contact.parent_id = self.new_client(name="Other", is_company=True)
        self.assertFalse(self.opened(link))

    def test_link_of_an_archived_client_opens_nothing(self):
        _invitation, link = self.invite(self.client)
        self.client.active = False
        self.assertFalse(self.opened(link))

    def test_links_never_sent_are_forgotten_after_they_expire(self):
        sent, (unsent, _link) = self.send(self.client), self.invite(self.client)
        (sent | unsent).write({"expires_on": "2020-01-01"})
        self.env["dosmart.sheet.invitation"]._gc_never_sent()
        self.assertTrue(sent.exists())
        self.assertFalse(unsent.exists())

    def opened(self, link):
        """Return the invitation that *link* opens for a visitor."""
        number, token = link.rsplit("/", 2)[1:]
        public = self.env.ref("base.public_user")
        return self.env["dosmart.sheet.invitation"]._opened_by(number, token, public)


@tagged("post_install", "-at_install")
class TestSheetPortal(PortalCase, DosmartHttpCase):
    def test_refused_links_all_show_the_same_page_and_take_nothing(self):
        invitation, good = self.invite(self.client)
        other, _other_link = self.invite(self.person)
        expired, expired_link = self.invite(self.client)
        expired.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        revoked, revoked_link = self.invite(self.client)
        revoked.action_revoke()
        token = good.rpartition("/")[2]
        links = {
            "expired": expired_link,
            "revoked": revoked_link,
            "tampered": good[:-1] + ("A" if good[-1] != "A" else "B"),
            "of another client": f"/dosmart/sheet/{other.id}/{token}",
            "of nobody": f"/dosmart/sheet/{2**40}/{token}",
            "not a number": f"/dosmart/sheet/x/{token}",
        }
        self.assertEqual(self.url_open(good).status_code, 200)
        for login in (None, "portal_user"):
            self.authenticate(login, login)
            for lang in ("", "/es_MX"):
                pages = {self.refused_page(lang + link) for link in links.values()}
                with self.subTest(login=login, lang=lang):
                    self.assertEqual(len(pages), 1)
        self.assertFalse(self.client.legal_name)
        self.assertFalse((invitation | expired | revoked).filtered("answered_on"))

    def refused_page(self, link):
        """Return the page at *link* without what differs at every visit; it takes nothing."""
        page = self.url_open(link)
        self.assertEqual(
            (page.status_code, self.post(link, legal_name="X").status_code), (404, 404)
        )
        self.assertNotIn("Lupita", page.text)
        return re.sub(r'csrf_token: "\w+"|/dosmart/sheet/[\w/-]+', "", page.text)

    def test_portal_user_of_another_client_gains_nothing(self):
        _invitation, link = self.invite(self.client)
        self.authenticate("portal_user", "portal_user")
        page = self.url_open(link)
        self.assertEqual(page.status_code, 404)
        self.assertNotIn("Lupita", page.text)
        self.assertEqual(self.post(link, legal_name="Mine").status_code, 404)
        self.assertFalse(self.client.legal_name)

    def test_portal_user_of_the_client_answers(self):
        self.portal_user.partner_id.parent_id = self.client
        _invitation, link = self.invite(self.client)
        self.authenticate("portal_user", "portal_user")
        self.post(link, legal_name="Lupita SA", contact_name="Ana")
        self.assertEqual(self.client.legal_name, "Lupita SA")

    def test_internal_user_who_may_not_read_the_sheet_is_refused(self):
        new_test_user(self.env, "accountant", groups="base.group_user")
        _invitation, link = self.invite(self.client)
        self.authenticate("accountant", "accountant")
        self.assertEqual(self.url_open(link).status_code, 404)
        self.authenticate("salesperson", "salesperson")
        self.assertEqual(self.url_open(link).status_code, 200)

    def test_refusal_is_in_the_language_of_the_visitor(self):
        page = self.url_open("/es_MX/dosmart/sheet/1/nonsense")
        self.assertEqual(page.status_code, 404)
        self.assertIn("Este enlace no abre nada", page.text)

    def test_form_is_in_the_language_of_its_address(self):
        _invitation, link = self.invite(self.client)
        self.assertIn("Razón social", self.url_open(f"/es_MX{link}").text)

    def test_page_is_not_cached_nor_told_to_other_sites(self):
        _invitation, link = self.invite(self.client)
        headers = self.url_open(link).headers
        self.assertIn("no-store", headers["Cache-Control"])
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_answers_without_csrf_token_are_refused(self):
        _invitation, link = self.invite(self.client)
        with mute_logger("odoo.http"):
            answer = self.url_open(link, data={"legal_name": "Forged", "contact_name": "Ana"})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.client.legal_name)

    def test_looking_writes_nothing(self):
        invitation, link = self.invite(self.client)
        self.env.flush_all()
        before = invitation.read()
        self.url_open(link)
        self.url_open(f"{link}?sent=1")
        self.env.invalidate_all()
        self.assertEqual(invitation.read(), before)

    def test_company_answers_reach_the_sheet_the_client_and_the_main_contact(self):
        _invitation, link = self.invite(self.client)
        camera = self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        regime = self.env.ref("dosmart_crm.tax_regime_601")
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        industry = self.env["res.partner.industry"].search([], limit=1)
        page = self.post(
            link,
            contact_name="Ana Ríos",
            function="Gerente",
            phone="+52 81 1234 5678",
            email_from="ana@lupita.mx",
            legal_form="entity",
            legal_name="Lupita SA 🏪",
            vat="ABC010101AB1",
            tax_regime_id=regime.id,
            industry_id=industry.id,
            business_kind="other",
            business_kind_other="Tiendita",
            employee_count="12",
            branch_count="2",
            founded_year="1999",
            trusted_name_1="Eva",
            trusted_phone_1="81 8765 4321",
            heard_source_id=source.id,
            ticked_product_ids=camera.id,
        )
        self.assertEqual(page.status_code, 200)
        self.assertIn("Thank you", page.text)
        client, contact = self.client, self.client.main_contact_id
        self.assertEqual(
            (contact.name, contact.function, contact.phone, contact.email, contact.parent_id),
            ("Ana Ríos", "Gerente", "+52 81 1234 5678", "ana@lupita.mx", client),
        )
        self.assertEqual(
            (client.legal_form, client.legal_name, client.vat, client.tax_regime_id),
            ("entity", "Lupita SA 🏪", "ABC010101AB1", regime),
        )
        self.assertEqual(
            (client.business_kind, client.business_kind_other, client.industry_id),
            ("other", "Tiendita", industry),
        )
        self.assertEqual(
            (client.employee_count, client.branch_count, client.founded_year), (12, 2, 1999)
        )
        self.assertEqual((client.trusted_name_1, client.trusted_phone_1), ("Eva", "81 8765 4321"))
        self.assertEqual((client.heard_source_id, client.ticked_product_ids), (source, camera))

    def test_person_answers_facts_of_the_own_contact(self):
        _invitation, link = self.invite(self.person)
        self.post(link, birthdate_date="1990-05-17", marital_status="married", children="2")
        self.assertEqual(str(self.person.birthdate_date), "1990-05-17")
        self.assertEqual((self.person.marital_status, self.person.children), ("married", 2))
        self.assertEqual(self.person.has_children, "yes")

    def test_lead_without_contact_answers_on_the_lead(self):
        lead = self.new_lead(email_from="new@example.com", user_id=self.salesperson.id)
        _invitation, link = self.invite(lead)
        self.post(link, contact_name="Luis", vat="XAXX010101000", birthdate_date="1980-01-01")
        self.assertEqual((lead.contact_name, lead.vat), ("Luis", "XAXX010101000"))
        self.assertEqual(str(lead.birthdate_date), "1980-01-01")

    def test_title_of_a_lead_is_not_told(self):
        lead = self.new_lead(
            name="Pays late, call again", email_from="new@example.com", user_id=self.salesperson.id
        )
        _invitation, link = self.invite(lead)
        self.assertNotIn("Pays late", self.url_open(link).text)

    def test_our_judgement_is_neither_shown_nor_taken(self):
        self.client.write({"conclusions": "Pays late", "attitude": "bad", "need_level": "low"})
        _invitation, link = self.invite(self.client)
        page = self.url_open(link).text
        for word in ("Pays late", "conclusions", "attitude", "need_level", "client_status"):
            self.assertNotIn(word, page)
        status = self.status("loyal")
        self.post(
            link,
            contact_name="Ana",
            conclusions="Lovely",
            attitude="excellent",
            need_level="high",
            client_status_id=status.id,
            payment_preference="cash",
            name="Renamed",
            user_id=self.manager.id,
            credit_limit="1",
        )
        client = self.client
        self.assertEqual(
            (client.conclusions, client.attitude, client.need_level), ("Pays late", "bad", "low")
        )
        self.assertEqual((client.name, client.user_id), ("Abarrotes Lupita", self.salesperson))
        self.assertFalse(client.client_status_id or client.payment_preference)

    def test_facts_of_the_person_are_not_shown_to_the_company(self):
        contact = self.new_client(name="Eva", parent_id=self.client.id, birthdate_date="1990-05-17")
        self.client.main_contact_id = contact
        _invitation, link = self.invite(self.client)
        self.assertNotIn("1990-05-17", self.url_open(link).text)
        self.post(link, contact_name="Eva", birthdate_date="2000-01-01")
        self.assertEqual(str(contact.birthdate_date), "1990-05-17")

    def test_bad_answers_are_named_beside_the_question_and_nothing_is_lost_or_saved(self):
        _invitation, link = self.invite(self.client)
        unlisted = self.env["product.template"].create({"name": "Secret"})
        self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        bad = {
            "contact_name": " ",
            "phone": "call me",
            "email_from": "no email",
            "legal_name": "L" * 121,
            "vision": "V" * 2001,
            "employee_count": "-3",
            "branch_count": "99999999999999999999",
            "founded_year": "1e3",
            "legal_form": "alien",
            "tax_regime_id": str(2**31),
            "heard_source_id": "1; DROP TABLE",
            "ticked_product_ids": str(unlisted.id),
        }
        page = self.post(link, trusted_name_1="Kept <b>as typed</b>", **bad)
        self.assertEqual(page.status_code, 422)
        for name in bad:
            with self.subTest(name):
                self.assertIn(f'id="error_{name}"', page.text)
        self.assertIn("Kept &lt;b&gt;as typed&lt;/b&gt;", page.text)
        self.assertFalse(self.client.trusted_name_1)
        self.assertFalse(self.client.ticked_product_ids)

    def test_answers_a_model_refuses_are_named_beside_the_question(self):
        _invitation, link = self.invite(self.person)
        tomorrow = fields.Date.today() + timedelta(days=1)
        page = self.post(link, birthdate_date=str(tomorrow), legal_name="Lost?")
        self.assertEqual(page.status_code, 422)
        self.assertIn('id="error_birthdate_date"', page.text)
        self.assertIn("Lost?", page.text)
        self.env.invalidate_all()
        self.assertFalse(self.person.birthdate_date or self.person.legal_name)

    def test_broken_seen_and_binary_rubbish_do_no_harm(self):
        _invitation, link = self.invite(self.person)
        for seen in ("[1]", "{", '{"legal_name": 3}', "\x00"):
            page = self.post(link, seen=seen, legal_name="A\x00B\x07")
            self.assertEqual(page.status_code, 200)
        self.assertEqual(self.person.legal_name, "AB")

    def test_newer_answer_wins_and_the_older_is_in_the_chatter(self):
        self.client.legal_name = "Old SA"
        _invitation, link = self.invite(self.client)
        self.post(link, contact_name="Ana", legal_name="New SA")
        self.assertEqual(self.client.legal_name, "New SA")
        self.assertIn("<s>Old SA</s> → New SA", self.notes(self.client))

    def test_page_opened_earlier_does_not_undo_what_somebody_else_answered(self):
        _invitation, first = self.invite(self.client)
        _invitation, second = self.invite(self.client)
        seen = {"legal_name": "", "vision": "", "contact_name": "", "employee_count": ""}
        self.post(first, contact_name="Ana", legal_name="Lupita SA", employee_count="5")
        self.post(
            second, seen=json.dumps(seen), contact_name="Ana", vision="Grow", employee_count="9"
        )
        client = self.client
        self.assertEqual(
            (client.legal_name, client.vision, client.employee_count), ("Lupita SA", "Grow", 9)
        )
        self.assertIn("<s>5</s> → 9", self.notes(client))

    def test_sending_twice_notes_once_and_asks_the_salesperson_once(self):
        lead = self.new_lead(partner_id=self.client.id, user_id=self.salesperson.id)
        self.new_lead(partner_id=self.client.id, user_id=self.salesperson.id)
        self.env.ref("crm.stage_lead4").is_won = True
        self.new_lead(
            partner_id=self.client.id,
            user_id=self.manager.id,
            stage_id=self.env.ref("crm.stage_lead4").id,
        )
        invitation, link = self.invite(self.client)
        for _time in range(2):
            self.post(link, contact_name="Ana", legal_name="Lupita SA")
        activities = self.env["mail.activity"].search(
            [("res_model", "=", "crm.lead"), ("res_id", "in", self.client.opportunity_ids.ids)]
        )
        self.assertEqual(activities.user_id, self.salesperson)
        self.assertEqual(len(activities), 1)
        self.assertEqual(self.notes(self.client).count("answered in the form"), 1)
        self.assertEqual((invitation.state, invitation.answer_count), ("answered", 2))
        self.assertEqual(len(self.client.child_ids), 1)
        self.assertTrue(lead)

    def test_client_without_open_lead_is_for_its_own_salesperson(self):
        _invitation, link = self.invite(self.client)
        self.post(link, contact_name="Ana")
        self.assertEqual(self.client.activity_ids.user_id, self.salesperson)

    def test_link_opens_nothing_after_too_many_answers(self):
        invitation, link = self.invite(self.person)
        invitation.answer_count = 50
        self.assertEqual(self.post(link, legal_name="More").status_code, 404)

    def test_email_of_who_logs_in_cannot_be_changed_through_the_link(self):
        self.portal_user.partner_id.write({"parent_id": self.client.id, "email": "own@example.com"})
        self.client.main_contact_id = self.portal_user.partner_id
        _invitation, link = self.invite(self.client)
        name = self.portal_user.partner_id.name
        self.post(link, contact_name=name, email_from="thief@example.com", phone="8112345678")
        self.assertEqual(self.portal_user.partner_id.email, "own@example.com")
        self.assertEqual(self.portal_user.partner_id.phone, "8112345678")
        self.post(link, contact_name="Thief", email_from="thief@example.com")
        self.post(link, contact_name=name, email_from="thief@example.com")
        self.assertEqual(self.portal_user.partner_id.email, "own@example.com")

    def test_another_name_is_another_contact(self):
        contact = self.new_client(name="Eva", phone="8100000000", parent_id=self.client.id)
        self.client.main_contact_id = contact
        _invitation, link = self.invite(self.client)
        self.post(link, contact_name="Luis", phone="8112345678")
        self.assertEqual((contact.name, contact.phone), ("Eva", "8100000000"))
        self.assertEqual(self.client.main_contact_id.name, "Luis")

    def test_tax_id_on_orders_cannot_be_changed_through_the_link(self):
        self.client.vat = "ABC010101AB1"
        self.new_order(self.client)
        _invitation, link = self.invite(self.client)
        self.post(link, contact_name="Ana", vat="XYZ010101AB1")
        self.assertEqual(self.client.vat, "ABC010101AB1")

    def test_ticks_of_the_salesperson_on_other_products_stay(self):
        secret = self.env["product.template"].create({"name": "Secret"})
        camera = self.env["product.template"].create({"name": "Camera", "on_client_sheet": True})
        self.client.ticked_product_ids = secret
        _invitation, link = self.invite(self.client)
        self.assertNotIn("Secret", self.url_open(link).text)
        self.post(link, contact_name="Ana", ticked_product_ids=camera.id)
        self.assertEqual(self.client.ticked_product_ids, secret | camera)

    def test_client_of_another_company_answers_there(self):
        self.client.company_id = self.other_company
        self.client.user_id = self.other_salesperson
        _invitation, link = self.invite(self.client, self.other_salesperson)
        self.assertIn("Other Company", self.url_open(link).text)
        self.post(link, contact_name="Ana", legal_name="Lupita SA")
        self.assertEqual(self.client.own_sheet_id.legal_name, "Lupita SA")
        self.assertEqual(self.client.main_contact_id.company_id, self.other_company)

    def test_campaigns_are_not_told_to_clients(self):
        self.env["utm.source"].create({"name": "Bad payers mailing"})
        _invitation, link = self.invite(self.client)
        self.assertNotIn("Bad payers", self.url_open(link).text)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def post(self, link, **answers):
        """Send the form at *link* as a browser does, filled with *answers*; return the page."""
        answers["csrf_token"] = Request.csrf_token(self)
        return self.url_open(link, data=answers)
