"""Facts about a person and the tax data of a client, on contacts and on leads."""

from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, new_test_user

from .common import SheetCase


class TestPersonFacts(SheetCase):
    def test_contact_manager_without_sales_keeps_working_with_contacts(self):
        user = new_test_user(
            self.env, "contacts", groups="base.group_user,base.group_partner_manager"
        )
        partners = self.env["res.partner"].with_user(user)
        partner = partners.create({"name": "Supplier", "vat": "SUP-1"})
        partner.vat = "SUP-2"
        copied = partner.copy({"name": "Copy"})
        loaded = partners.load(["name", "vat"], [["Imported", "SUP-3"]])
        self.assertEqual((partner.vat, copied.vat), ("SUP-2", "SUP-2"))
        self.assertEqual(partners.browse(loaded["ids"]).vat, "SUP-3")

    def test_contact_manager_without_sales_merges_contacts(self):
        user = new_test_user(
            self.env, "contacts", groups="base.group_user,base.group_partner_manager"
        )
        target, source = self.new_client(vat="T-1"), self.new_client(birthdate_date="1990-01-01")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(user)
        wizard.create({})._merge((target | source).ids, target.with_user(user))
        self.assertEqual(str(target.birthdate_date), "1990-01-01")

    def test_a_copied_contact_is_somebody_else(self):
        copied = self.new_client(birthdate_date="1990-01-01", children=2).copy()
        self.assertFalse(copied.birthdate_date)
        self.assertEqual((copied.children, copied.has_children), (0, False))

    def test_no_and_a_number_of_children_go_together(self):
        client = self.new_client(children=3)
        self.assertEqual(client.has_children, "yes")
        client.has_children = "no"
        self.assertEqual(client.children, 0)

    def test_newer_no_children_wins_over_the_older_number(self):
        with freeze_time("2026-01-01"):
            client = self.new_client(children=3)
        with freeze_time("2026-02-01"):
            lead = self.new_lead(has_children="no")
        lead.partner_id = client
        self.assertEqual((client.has_children, client.children), ("no", 0))

    def test_importing_a_lead_with_empty_cells_leaves_the_client_as_it_is(self):
        client = self.new_client(name="Unique Lupita", birthdate_date="1990-01-01", vat="V-1")
        client.children = 2
        self.env["crm.lead"].load(
            ["name", "partner_id", "birthdate_date", "vat", "children"],
            [["Imported", "Unique Lupita", "", "", ""]],
        )
        self.assertEqual(str(client.birthdate_date), "1990-01-01")
        self.assertEqual((client.vat, client.children, client.has_children), ("V-1", 2, "yes"))

    def test_facts_of_a_deleted_client_do_not_reach_the_next_one(self):
        first = self.new_client()
        with Form(self.env["crm.lead"]) as form:
            form.name = "Alarm"
            form.partner_id = first
        lead = form.record
        lead.write({"vat": "FIRST-1", "birthdate_date": "1990-01-01"})
        first.unlink()
        second = self.new_client(name="Second")
        lead.partner_id = second
        self.assertFalse(second.vat)
        self.assertFalse(second.birthdate_date)

    def test_facts_typed_before_the_client_is_chosen_reach_the_client(self):
        client = self.new_client(marital_status="single")
        with Form(self.env["crm.lead"]) as form:
            form.name = "Alarm"
            form.birthdate_date = "1990-01-01"
            form.vat = "TYPED-1"
            form.partner_id = client
        self.assertEqual(str(client.birthdate_date), "1990-01-01")
        self.assertEqual((client.vat, client.marital_status), ("TYPED-1", "single"))
        self.assertEqual(form.record.marital_status, "single")

    def test_merging_contacts_of_two_companies_leaves_the_companies_alone(self):
        contacts = self.env["res.partner"]
        with freeze_time("2026-01-01"):
            one = self.new_client(name="One SA", is_company=True, vat="ONE-1")
            contacts |= self.new_client(name="Juan", parent_id=one.id)
        with freeze_time("2026-02-01"):
            two = self.new_client(name="Two SA", is_company=True, vat="TWO-2")
            contacts |= self.new_client(name="Juan", parent_id=two.id, children=2)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(contacts.ids, contacts[0])
        self.assertEqual((one.vat, two.vat, contacts[0].children), ("ONE-1", "TWO-2", 2))

    def test_impossible_birth_dates_say_what_to_do(self):
        with self.assertRaisesRegex(ValidationError, "at most 150 years ago"):
            self.new_client(birthdate_date="1850-01-01")

    def test_absurd_ages_find_nobody_and_do_not_fail(self):
        partners = self.env["res.partner"]
        self.assertFalse(partners.search([("age", ">", 5000)]))
        self.assertFalse(partners.search([("age", "=", 3000)]))
