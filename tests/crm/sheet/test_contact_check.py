"""Emails and phones that reach nobody are flagged, on contacts and leads."""

from .common import SheetCase


class TestContactCheck(SheetCase):
    def problems(self, record):
        return record.email_problem, record.phone_problem

    def test_contact_is_flagged_for_an_email_that_is_none(self):
        for email in ("ana(at)example.com", "ana@localhost"):
            with self.subTest(email):
                self.assertEqual(self.problems(self.new_client(email=email)), ("invalid", False))

    def test_contact_is_flagged_for_a_number_that_is_none_in_its_country(self):
        mexico = self.env.ref("base.mx").id
        bad = self.new_client(phone="33 12", country_id=mexico)
        good = self.new_client(phone="33 3615 2040", country_id=mexico)
        self.assertEqual(self.problems(bad), (False, "invalid"))
        self.assertEqual(self.problems(good), (False, False))

    def test_contact_whose_emails_came_back_is_flagged_until_it_has_another(self):
        client = self.new_client(email="ana@example.com")
        client._message_receive_bounce("ana@example.com", client)
        self.assertEqual(client.email_problem, "bounced")
        client.email = "Ana <ana@example.com>"
        self.assertEqual(client.email_problem, "bounced")
        client.email = "ana.paz@example.com"
        self.assertEqual((client.email_problem, client.message_bounce), (False, 0))

    def test_lead_is_flagged_like_a_contact(self):
        lead = self.new_lead(email_from="ana", phone="12")
        self.assertEqual(self.problems(lead), ("invalid", "invalid"))
        lead.email_from = "ana@example.com"
        lead.message_bounce = 1
        self.assertEqual(lead.email_problem, "bounced")

    def test_correcting_a_linked_lead_corrects_its_contact(self):
        client = self.new_client(email="ana@example.com", message_bounce=2)
        lead = self.new_lead(partner_id=client.id, message_bounce=2)
        lead.email_from = "ana.paz@example.com"
        self.assertEqual((client.email, client.message_bounce), ("ana.paz@example.com", 0))
        self.assertFalse(lead.email_problem)

    def test_linked_lead_is_flagged_as_long_as_its_client(self):
        client = self.new_client(email="ana@example.com", message_bounce=1)
        old = self.new_lead(email_from="ana@example.org", message_bounce=1)
        leads = self.new_lead(partner_id=client.id) | old
        old.partner_id = client
        self.assertEqual(leads.mapped("email_problem"), ["bounced", "bounced"])
        self.assertEqual(leads.search([("has_contact_problem", "=", True)]) & leads, leads)
        client.email = "ana.paz@example.com"
        self.assertEqual(leads.mapped("email_problem"), [False, False])
        self.assertFalse(leads.search([("has_contact_problem", "=", True)]) & leads)

    def test_lead_of_a_client_of_another_company_says_what_it_knows(self):
        client = self.new_client(email="ana@example.com", message_bounce=1)
        lead = self.new_lead(partner_id=client.id, user_id=self.salesperson.id)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            [self.other_company.id, client.id],
        )
        self.env.invalidate_all()
        self.assertEqual(lead.with_user(self.salesperson).email_problem, "bounced")

    def test_merging_keeps_the_bounces_of_the_address_that_is_kept(self):
        for kept, problem in (("ana@example.com", False), ("paz@example.com", "bounced")):
            ana = self.new_client(email="ana@example.com")
            paz = self.new_client(email="paz@example.com", message_bounce=2)
            target = (ana | paz).filtered(lambda client, kept=kept: client.email == kept)
            self.env["base.partner.merge.automatic.wizard"]._merge((ana | paz).ids, target)
            self.assertEqual((target.email, target.email_problem), (kept, problem))

    def test_opting_out_is_no_problem_of_the_address(self):
        client = self.new_client(email="ana@example.com")
        self.env["mail.blacklist"]._add("ana@example.com")
        self.assertEqual(self.problems(client), (False, False))

    def test_filter_finds_what_is_flagged(self):
        for model, email in (("res.partner", "email"), ("crm.lead", "email_from")):
            values = [
                {"name": "None"},
                {"name": "Good", email: "ana@example.com"},
                {"name": "Bad", email: "ana"},
                {"name": "Bounced", email: "ana@example.com", "message_bounce": 1},
                {"name": "Short", "phone": "12"},
            ]
            records = self.env[model].create(values)
            domain = [("id", "in", records.ids)]
            found = records.search([*domain, ("has_contact_problem", "=", True)])
            self.assertEqual(set(found.mapped("name")), {"Bad", "Bounced", "Short"}, model)
            self.assertEqual(found, records.filtered("has_contact_problem"))
            sound = records.search([*domain, ("has_contact_problem", "=", False)])
            self.assertEqual(sound, records - found)
