"""The RFC of leads and contacts: checked, kept in one spelling, and confirmed by managers."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import SheetCase

VALID = "GODE561231GR8"
MISTYPED = "GODE561231GR9"
UNUSUAL = "VACE460910SX6"  # in use, with a check digit that does not match


class TestRfc(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mexico = cls.env.ref("base.mx")
        cls.env.company.country_id = cls.mexico
        cls.foreign_company = cls.env["res.company"].create(
            {"name": "Ventes SPRL", "country_id": cls.env.ref("base.be").id}
        )

    def confirm(self, record, vat=UNUSUAL, user=None):
        """Let *user*, by default the manager, confirm *vat* in the dialog of *record*."""
        dialog = self.env["dosmart.rfc.confirmation"].with_user(user or self.manager)
        dialog = dialog.with_context(active_model=record._name, active_id=record.id)
        dialog.create({"vat": vat, "reason": "Seen on the certificate"}).action_confirm()

    def test_valid_rfc_is_stored_in_one_spelling(self):
        for country in (self.mexico, self.mexico.browse()):
            for typed in ("gode 561231 gr8", "GODE-561231-GR8", VALID):
                client = self.new_client(vat=typed, country_id=country.id)
                self.assertEqual(client.vat, VALID)
        self.assertEqual(self.new_client(vat="MAB-930714-8T4").vat, "MAB9307148T4")
        self.assertEqual(self.new_client(vat="zuÑ920208kl4").vat, "ZUÑ920208KL4")

    def test_generic_rfcs_and_no_tax_id_are_taken(self):
        for typed in ("XAXX010101000", "XEXX010101000", "/", False):
            self.assertEqual(self.new_client(vat=typed, country_id=self.mexico.id).vat, typed)

    def test_wrong_rfc_is_refused_with_the_reason(self):
        reasons = {
            MISTYPED: "its last sign does not match",
            "GODE561331GR8": "cannot be",
            "GODE56": "it needs 12 characters",
            "COMG600703": "it needs 12 characters",
            "G0DE561231GR8": "3 or 4 letters",
            "BE0477472701": "set the country",
        }
        for typed, reason in reasons.items():
            with self.assertRaisesRegex(ValidationError, reason):
                self.new_client(vat=typed)
        client = self.new_client(vat=VALID)
        with self.assertRaises(ValidationError):
            client.vat = MISTYPED
        client.invalidate_recordset()
        self.assertEqual(client.vat, VALID)

    def test_other_countries_are_left_to_odoo(self):
        belgium = self.env.ref("base.be")
        client = self.new_client(vat="BE0477472701", country_id=belgium.id)
        self.assertEqual(client.vat, "BE0477472701")
        with self.assertRaises(ValidationError):
            client.country_id = self.mexico
        clients = self.env["res.partner"].with_company(self.foreign_company)
        for foreign in ("12 34", "BE0477472702", "CHE123456788"):
            self.assertEqual(clients.create({"name": "Jef", "vat": foreign}).vat, foreign)
        with self.assertRaisesRegex(ValidationError, "no valid RFC"):
            clients.create({"name": "Jef", "vat": MISTYPED})

    def test_wrong_rfc_of_old_blocks_no_other_change(self):
        company = self.new_client(is_company=True, country_id=self.mexico.id)
        self.age(company, MISTYPED)
        company.phone = "+52 55 1234 5678"
        contact = self.new_client(name="Lupita", parent_id=company.id)
        self.assertEqual(contact.vat, MISTYPED)
        contact.vat = VALID
        self.assertEqual(company.vat, VALID)

    def age(self, partner, vat):
        """Give *partner* a number that no check has seen."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET vat = %s WHERE id = %s", (vat, partner.id))
        self.env.invalidate_all()

    def test_lead_is_checked_like_a_contact(self):
        lead = self.new_lead(vat="gode 561231 gr8")
        self.assertEqual(lead.vat, VALID)
        with self.assertRaisesRegex(ValidationError, "no valid RFC"):
            lead.vat = MISTYPED
        lead.invalidate_recordset()
        foreign = self.new_lead(vat="BE0477472701", country_id=self.env.ref("base.be").id)
        with self.assertRaises(ValidationError):
            foreign.country_id = self.mexico
        linked = self.new_lead(partner_id=self.new_client().id)
        with self.assertRaises(ValidationError):
            linked.vat = MISTYPED

    def test_import_names_the_wrong_rfc(self):
        rows = [["Uno", VALID], ["Dos", MISTYPED]]
        result = self.env["res.partner"].load(["name", "vat"], rows)
        self.assertFalse(result["ids"])
        # Odoo puts the error of the whole batch before that of the row.
        error = result["messages"][-1]
        self.assertEqual(error["rows"], {"from": 1, "to": 1})
        self.assertIn(f"{MISTYPED} of Dos is no valid RFC", error["message"])

    def test_refusal_is_told_in_spanish(self):
        self.env["res.lang"]._activate_lang("es_MX")
        clients = self.env["res.partner"].with_context(lang="es_MX")
        with self.assertRaisesRegex(ValidationError, "no es un RFC válido: su último signo"):
            clients.create({"name": "Dos", "vat": MISTYPED})

    def test_manager_confirms_an_unusual_rfc_with_a_reason(self):
        client, lead = self.new_client(), self.new_lead()
        self.confirm(client)
        self.assertEqual(client.vat, UNUSUAL)
        note = client.message_ids[0]
        self.assertEqual(note.author_id, self.manager.partner_id)
        self.assertIn(f"Confirmed the unusual RFC {UNUSUAL}: Seen on the cert", note.body)
        # From now on anybody may type it; a second confirmation notes the reason once more.
        self.new_lead(user_id=self.salesperson.id).with_user(
            self.salesperson
        ).vat = "VACE-460910-SX6"
        self.confirm(lead)
        self.assertEqual(lead.vat, UNUSUAL)
        kept = self.env["dosmart.rfc.exception"].search([("vat", "=", UNUSUAL)])
        self.assertEqual(len(kept), 1)
        self.assertEqual(kept.create_uid, self.manager)

    def test_confirmed_rfc_of_a_linked_lead_is_the_clients(self):
        company = self.new_client(is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        self.confirm(self.new_lead(partner_id=contact.id))
        self.assertEqual(company.vat, UNUSUAL)

    def test_only_a_sales_manager_confirms(self):
        client = self.new_client(user_id=self.salesperson.id)
        for user in (self.salesperson, self.salesperson_all, self.portal_user):
            with self.assertRaises(AccessError):
                self.confirm(client, user=user)
            with self.assertRaises(AccessError):
                values = {"vat": UNUSUAL, "reason": "I say so"}
                self.env["dosmart.rfc.exception"].with_user(user).create(values)
        with self.assertRaises(ValidationError):
            client.with_user(self.salesperson).vat = UNUSUAL
        with self.assertRaises(AccessError):
            self.confirm(client, user=self.other_manager())
        self.assertFalse(self.env["dosmart.rfc.exception"].search([]))

    def other_manager(self):
        """Return a manager who may not see the contacts of our company."""
        company = self.other_company
        self.env["res.partner"].search(
            [("name", "=", "Abarrotes Lupita")]
        ).company_id = self.env.company
        return self.new_user(
            "other_manager",
            "sales_team.group_sale_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    def test_valid_rfc_needs_no_confirmation(self):
        with self.assertRaisesRegex(UserError, "is a valid RFC"):
            self.confirm(self.new_client(), vat=VALID)
        with self.assertRaisesRegex(UserError, "Type the RFC"):
            self.confirm(self.new_client(), vat=" - ")

    def test_what_the_dialog_refuses_is_refused_to_programs_too(self):
        exceptions = self.env["dosmart.rfc.exception"].with_user(self.manager)
        for vat, why in ((VALID, "is a valid RFC"), (" - ", "Type the RFC"), (False, "Type the")):
            with self.assertRaisesRegex(UserError, why):
                exceptions.create({"vat": vat, "reason": "By program"})
        loaded = exceptions.load(["vat", "reason"], [["", "By program"]])
        self.assertIn("Type the RFC", loaded["messages"][0]["message"])
        self.assertFalse(exceptions.search([]))

    def test_confirmed_rfcs_are_deleted_but_never_edited(self):
        self.confirm(self.new_client())
        kept = self.env["dosmart.rfc.exception"].search([]).with_user(self.manager)
        with self.assertRaises(AccessError):
            kept.reason = "Another one"
        kept.unlink()
        with self.assertRaises(ValidationError):
            self.new_client(vat=UNUSUAL)

    def test_converting_and_merging_take_a_number_as_it_was_typed(self):
        belgium = self.env.ref("base.be")
        lead = self.new_lead(vat="BE0477472701", country_id=belgium.id)
        client = self.new_client()
        lead.partner_id = client
        self.assertEqual(client.vat, "BE0477472701")
        old, new = self.new_client(), self.new_client(name="Lupita", email="l@example.com")
        self.age(old, MISTYPED)
        self.env["base.partner.merge.automatic.wizard"]._merge([old.id, new.id], new)
        self.assertEqual(new.vat, MISTYPED)

    def test_browser_cannot_say_that_a_number_was_checked(self):
        for word in ("joined", True, {}):
            with self.assertRaises(ValidationError):
                self.new_client().with_context(rfc_check=word).vat = MISTYPED
