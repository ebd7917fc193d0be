"""Possible duplicates: found by what contacts share, counted on the contact."""

from odoo.exceptions import AccessError

from .common import SheetCase


class DuplicateCase(SheetCase):
    def found(self, *contacts, user=None, company=None):
        """Return the open possible duplicates of *contacts* that the salesperson sees."""
        self.env.flush_all()
        self.env.invalidate_all()
        duplicates = self.env["dosmart.duplicate"].with_user(user or self.salesperson)
        if company:
            duplicates = duplicates.with_company(company)
        ids = [contact.id for contact in contacts]
        return duplicates.search([("partner_ids", "in", ids), ("is_dismissed", "=", False)])


class TestDuplicates(DuplicateCase):
    def test_contacts_with_the_same_phone_written_differently_are_found(self):
        mexico = self.env.ref("base.mx")
        ana = self.new_client(name="Ana", phone="33 3615 2040", country_id=mexico.id)
        shop = self.new_client(name="Shop", phone="+52 (33) 3615-2040", country_id=mexico.id)
        found = self.found(ana)
        self.assertEqual(found.partner_ids, ana | shop)
        self.assertEqual(found.reason, "Phone +523336152040")

    def test_contacts_with_the_same_email_in_other_letters_are_found(self):
        ana = self.new_client(name="Ana", email="ana@example.com")
        other = self.new_client(name="A. Paz", email='"Ana Paz" <ANA@Example.com>')
        self.assertEqual(self.found(ana).partner_ids, ana | other)

    def test_contacts_with_the_same_tax_id_with_other_dashes_are_found(self):
        ana = self.new_client(name="Ana", vat="TOHE-980312-AB9")
        other = self.new_client(name="Other", vat="tohe980312ab9")
        found = self.found(ana)
        self.assertEqual(found.partner_ids, ana | other)
        self.assertEqual((found.same_vat, found.same_phone), (True, False))

    def test_people_of_the_same_name_and_birth_date_are_found(self):
        ana = self.new_client(name="Ana María Peña", birthdate_date="1990-05-04")
        twin = self.new_client(name="ANA MARIA  PEÑA", birthdate_date="1990-05-04")
        other = self.new_client(name="Ana Maria Pena", birthdate_date="1991-05-04")
        namesake = self.new_client(name="Ana Maria Pena")
        found = self.found(ana)
        self.assertEqual(found.partner_ids, ana | twin)
        self.assertFalse(self.found(other, namesake))

    def test_two_reasons_for_the_same_contacts_are_one_row(self):
        same = {"email": "ana@example.com", "vat": "TOHE980312AB9"}
        ana, other = self.new_client(name="Ana", **same), self.new_client(name="Paz", **same)
        found = self.found(ana, other)
        self.assertEqual(len(found), 1)
        self.assertEqual(found.reason, "Email ana@example.com · Tax ID TOHE980312AB9")

    def test_contacts_of_one_company_share_its_email_by_right(self):
        company = self.new_client(is_company=True, email="info@example.com")
        people = self.new_client(name="Ana", email="info@example.com", parent_id=company.id)
        people |= self.new_client(name="Paz", email="info@example.com", parent_id=company.id)
        branch = self.new_client(is_company=True, email="info@example.com", parent_id=company.id)
        self.assertFalse(self.found(company, *people, branch))

    def test_each_company_stands_for_its_contacts(self):
        shops = self.new_client(is_company=True, email="info@example.com")
        shops |= self.new_client(is_company=True, email="info@example.com")
        for shop in shops:
            self.new_client(name="Ana", email="info@example.com", parent_id=shop.id)
        self.assertEqual(self.found(shops[0]).partner_ids, shops)

    def test_one_person_twice_in_a_company_is_found(self):
        company = self.new_client(is_company=True)
        person = {"name": "Ana Paz", "birthdate_date": "1990-05-04", "parent_id": company.id}
        ana, twin = self.new_client(**person), self.new_client(**person)
        self.assertEqual(self.found(ana).partner_ids, ana | twin)

    def test_tax_ids_of_nobody_are_no_reason(self):
        public = [self.new_client(name=name, vat="XAXX010101000") for name in ("Ana", "Paz")]
        slash = [self.new_client(name=name, vat="/") for name in ("Eva", "Luz")]
        self.assertFalse(self.found(*public, *slash))
        compared = self.env["dosmart.duplicate"]._alike_domain(public[0] | slash[0])
        self.assertFalse(self.env["res.partner"].search(compared) & (public[1] | slash[1]))
        self.env.company.generic_vats = False
        self.assertEqual(len(self.found(*public)), 1)
        self.assertEqual(public[0].duplicate_count, 1)

    def test_archived_contacts_and_our_own_staff_are_left_out(self):
        self.new_client(name="Ana", email="ana@example.com", active=False)
        self.salesperson.partner_id.email = "ana@example.com"
        ana = self.new_client(name="Ana", email="ana@example.com")
        self.assertFalse(self.found(ana))

    def test_other_companies_contacts_are_neither_shown_nor_counted(self):
        here = self.new_client(email="ana@example.com", company_id=self.env.company.id)
        there = self.new_client(email="ana@example.com", company_id=self.other_company.id)
        self.assertFalse(self.found(here))
        self.assertEqual(here.with_user(self.salesperson).duplicate_count, 0)
        shared = self.new_client(email="ana@example.com")
        self.assertEqual(self.found(here).partner_ids, here | shared)
        found = self.found(there, user=self.other_salesperson, company=self.other_company)
        self.assertEqual(found.partner_ids, there | shared)

    def test_portal_users_see_no_duplicates(self):
        ana = self.new_client(email="ana@example.com")
        for name in ("search", "check_access"):
            with self.subTest(name), self.assertRaises(AccessError):
                duplicates = self.env["dosmart.duplicate"].with_user(self.portal_user)
                getattr(duplicates, name)([] if name == "search" else "read")
        with self.assertRaises(AccessError):
            ana.with_user(self.portal_user).read(["duplicate_count"])

    def test_a_contact_counts_its_possible_duplicates_once(self):
        ana = self.new_client(email="ana@example.com", vat="TOHE980312AB9")
        self.new_client(name="Paz", email="ana@example.com", vat="TOHE980312AB9")
        self.new_client(name="Eva", vat="TOHE980312AB9")
        lonely = self.new_client(name="Lonely", email="lonely@example.com")
        self.assertEqual((ana | lonely).mapped("duplicate_count"), [2, 0])
        action = ana.action_view_duplicates()
        shown = self.env["dosmart.duplicate"].search(action["domain"])
        self.assertEqual(len(shown), 2)

    def test_counting_for_many_contacts_takes_no_more_queries_than_for_one(self):
        contacts = self.env["res.partner"]
        for number in range(20):
            contacts |= self.new_client(name=f"Ana {number}", email=f"ana{number % 10}@example.com")
        self.env.invalidate_all()
        with self.assertQueryCount(3):
            self.assertEqual(contacts.mapped("duplicate_count"), [1] * 20)

    def test_a_row_is_found_by_the_name_of_a_contact(self):
        ana = self.new_client(name="Anacleta", email="ana@example.com")
        self.new_client(name="Paz", email="ana@example.com")
        found = self.env["dosmart.duplicate"].search([("partner_ids", "ilike", "anacl")])
        self.assertIn(ana, found.partner_ids)
        self.assertEqual(len(found), 1)
