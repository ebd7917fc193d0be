"""What becomes of the answers of a client: the newer wins, nothing is lost, sales is told."""

import json

from .common import PortalHttpCase


class TestPortalAnswers(PortalHttpCase):
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

    def test_tax_id_that_we_do_not_know_is_asked_also_after_an_order(self):
        self.new_order(self.client)
        _invitation, link = self.invite(self.client)
        self.post(link, contact_name="Ana", vat="ABC010101AB1")
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
