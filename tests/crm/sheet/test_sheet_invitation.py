"""Links with which clients fill in their part of the sheet: who makes, reads and revokes them."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PortalCase


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

    def test_deleted_template_is_named_with_what_brings_it_back(self):
        self.env.ref("dosmart_crm.mail_template_client_sheet").unlink()
        with self.assertRaisesRegex(UserError, "upgrade DOSmart CRM"):
            self.invite(self.client)
        self.assertFalse(self.client.own_sheet_id.invitation_ids)

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
