"""Nothing typed is lost when a lead meets its client, or when leads or contacts are merged."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import Form, freeze_time

from .common import SheetCase


class TestSheetLinking(SheetCase):
    def convert(self, lead, **values):
        wizard = self.env["crm.lead2opportunity.partner"].with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        )
        wizard.create({"name": "convert", **values}).action_apply()

    def test_new_client_of_a_converted_lead_gets_the_sheet_and_the_facts(self):
        lead = self.new_lead(
            type="lead",
            contact_name="Lupita",
            need_level="high",
            birthdate_date="1990-05-05",
            children=2,
            vat="LUPITA-1",
        )
        sheet = lead.client_sheet_id
        self.convert(lead, action="create")
        self.assertEqual(lead.partner_id.own_sheet_id, sheet)
        self.assertEqual(lead.client_sheet_id, sheet)
        self.assertEqual(str(lead.partner_id.birthdate_date), "1990-05-05")
        self.assertEqual((lead.partner_id.children, lead.partner_id.vat), (2, "LUPITA-1"))

    def test_company_and_contact_of_a_converted_lead_share_out_sheet_and_facts(self):
        lead = self.new_lead(
            type="lead",
            partner_name="Abarrotes SA",
            contact_name="Lupita",
            need_level="high",
            marital_status="married",
            vat="ABA010101",
        )
        self.convert(lead, action="create")
        contact, company = lead.partner_id, lead.partner_id.parent_id
        self.assertEqual(company.name, "Abarrotes SA")
        self.assertEqual(company.own_sheet_id, lead.client_sheet_id)
        self.assertFalse(contact.own_sheet_id)
        self.assertEqual(company.main_contact_id, contact)
        self.assertEqual((contact.marital_status, company.marital_status), ("married", False))
        self.assertEqual(company.vat, "ABA010101")

    def test_newer_answer_wins_on_an_existing_client_and_the_older_goes_to_the_chatter(self):
        with freeze_time("2026-01-01"):
            client = self.new_client(need_level="low", attracted="yes", conclusions="Call in May")
        with freeze_time("2026-02-01"):
            lead = self.new_lead(need_level="high", payment_preference="cash")
        with freeze_time("2026-03-01"):
            client.attracted = "no"
            lead.conclusions = "Wants cameras"
        with freeze_time("2026-02-15"):
            lead.attracted = "unknown"
        self.convert(lead, action="exist", partner_id=client.id)
        self.assertEqual(lead.client_sheet_id, client.own_sheet_id)
        self.assertEqual(client.need_level, "high")
        self.assertEqual(client.attracted, "no")
        self.assertEqual(client.payment_preference, "cash")
        self.assertEqual(client.conclusions, "Wants cameras")
        for text in ("Low", "High", "Unknown", "No", "Call in May"):
            self.assertIn(text, self.notes(client))

    def test_newer_birth_date_wins_on_an_existing_client(self):
        with freeze_time("2026-01-01"):
            client = self.new_client(birthdate_date="1990-01-01", marital_status="single")
        with freeze_time("2026-02-01"):
            lead = self.new_lead(birthdate_date="1991-01-01")
        lead.write({"partner_id": client.id, "birthdate_date": "1990-01-01"})
        self.assertEqual(str(client.birthdate_date), "1991-01-01")
        self.assertEqual(str(lead.birthdate_date), "1991-01-01")
        self.assertEqual(lead.marital_status, "single")
        self.assertIn("1990-01-01", self.notes(client))

    def test_leads_converted_in_mass_keep_their_sheets(self):
        leads = self.env["crm.lead"]
        for level in ("high", "low"):
            leads |= self.new_lead(type="lead", contact_name=f"Lupita {level}", need_level=level)
        wizard = self.env["crm.lead2opportunity.partner.mass"].with_context(
            active_model="crm.lead", active_id=leads[0].id, active_ids=leads.ids
        )
        wizard.create(
            {"deduplicate": False, "action": "each_exist_or_create"}
        ).action_mass_convert()
        self.assertEqual(leads.partner_id.mapped("need_level"), ["high", "low"])

    def test_lead_without_answers_shows_the_sheet_of_its_client(self):
        client = self.new_client(need_level="high")
        lead = self.new_lead()
        lead.partner_id = client
        self.assertEqual(lead.need_level, "high")

    def test_sheet_of_a_client_reaches_leads_that_were_linked_before(self):
        client = self.new_client()
        lead = self.new_lead(partner_id=client.id)
        archived = self.new_lead(partner_id=client.id, active=False)
        client.need_level = "high"
        self.assertEqual((lead | archived).mapped("need_level"), ["high", "high"])

    def test_lead_that_loses_its_client_starts_anew(self):
        client = self.new_client(need_level="high")
        lead = self.new_lead(partner_id=client.id)
        lead.birthdate_date = "1990-01-01"
        lead.partner_id = False
        self.assertFalse(lead.client_sheet_id)
        self.assertFalse(lead.birthdate_date)
        self.assertEqual(str(client.birthdate_date), "1990-01-01")
        lead.need_level = "low"
        self.assertEqual(client.need_level, "high")

    def test_archived_client_keeps_its_sheet(self):
        client = self.new_client(need_level="high")
        client.active = False
        lead = self.new_lead(partner_id=client.id)
        self.assertEqual(lead.need_level, "high")
        self.assertEqual(client.own_sheet_id.partner_id, client)

    def test_person_who_joins_a_company_adds_the_sheet_to_the_companys(self):
        company = self.new_client(name="Abarrotes SA", is_company=True, need_level="low")
        person = self.new_client(name="Lupita", attracted="yes")
        person.parent_id = company
        self.assertFalse(person.own_sheet_id)
        self.assertEqual((company.need_level, company.attracted), ("low", "yes"))
        self.assertEqual(person.need_level, "low")

    def test_contact_shows_at_once_the_sheet_that_its_company_gets_or_changes(self):
        company = self.new_client(name="Abarrotes SA", is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        below = self.new_client(name="Chucho", parent_id=contact.id, active=False)
        everybody = company + contact + below
        self.assertEqual(everybody.mapped("need_level"), [False, False, False])
        company.need_level = "high"
        self.assertEqual([person.need_level for person in everybody], ["high", "high", "high"])
        contact.need_level = "low"
        self.assertEqual([person.need_level for person in everybody], ["low", "low", "low"])

    def test_contact_shows_at_once_the_sheet_of_the_company_it_goes_to(self):
        old = self.new_client(name="Abarrotes SA", is_company=True, need_level="high")
        new = self.new_client(name="Bodegas SA", is_company=True, need_level="low")
        contact = self.new_client(name="Lupita", parent_id=old.id)
        below = self.new_client(name="Chucho", parent_id=contact.id)
        self.assertEqual((contact.need_level, below.need_level), ("high", "high"))
        contact.parent_id = new
        self.assertEqual((contact.need_level, below.need_level), ("low", "low"))
        contact.parent_id = False
        self.assertEqual((contact.need_level, below.need_level), (False, False))

    def test_form_of_a_contact_shows_the_sheet_of_the_company_that_is_chosen(self):
        company = self.new_client(name="Abarrotes SA", is_company=True, need_level="high")
        form = Form(self.new_client(name="Lupita"), view="base.view_partner_form")
        self.assertFalse(form.need_level)
        form.parent_id = company
        self.assertEqual(form.need_level, "high")

    def test_lead_of_a_contact_who_changes_company_shows_the_new_companys_sheet(self):
        old = self.new_client(name="Old SA", is_company=True, need_level="low")
        new = self.new_client(name="New SA", is_company=True, need_level="high")
        person = self.new_client(name="Lupita", parent_id=old.id)
        lead = self.new_lead(partner_id=person.id)
        self.assertEqual(lead.need_level, "low")
        person.parent_id = new
        self.assertEqual(lead.need_level, "high")
        self.assertEqual(old.need_level, "low")

    def test_answers_that_come_with_a_new_client_are_the_new_clients(self):
        first = self.new_client(need_level="low")
        second = self.new_client(name="Second", need_level="medium")
        lead = self.new_lead(partner_id=first.id)
        lead.write(
            {
                "partner_id": second.id,
                "need_level": "high",
                "incident_ids": [(0, 0, self.incident())],
            }
        )
        self.assertEqual((first.need_level, second.need_level), ("low", "high"))
        self.assertEqual((len(first.incident_ids), len(second.incident_ids)), (0, 1))
        lead.write({"partner_id": False, "need_level": "medium"})
        self.assertEqual((lead.need_level, second.need_level), ("medium", "high"))

    def test_form_shows_the_sheet_of_the_client_that_is_chosen(self):
        first = self.new_client(conclusions="Of the first")
        second = self.new_client(name="Second", conclusions="Of the second")
        with Form(self.new_lead(partner_id=first.id)) as form:
            form.partner_id = second
            self.assertEqual(form.conclusions, "Of the second")
        self.assertEqual(first.conclusions, "Of the first")
        self.assertEqual(second.conclusions, "Of the second")

    def test_name_and_phone_of_a_trusted_person_stay_together(self):
        with freeze_time("2026-01-01"):
            client = self.new_client(trusted_name_1="Juan", trusted_phone_1="33 1111 1111")
        with freeze_time("2026-02-01"):
            lead = self.new_lead(trusted_name_1="Pedro")
        lead.partner_id = client
        self.assertEqual((client.trusted_name_1, client.trusted_phone_1), ("Pedro", False))

    def test_clearing_commands_and_blank_answers_make_no_sheet(self):
        lead = self.new_lead(competitor_ids=[(6, 0, [])], conclusions="")
        lead.competitor_ids = [(5,)]
        lead.action_change_status()
        self.assertFalse(lead.client_sheet_id)

    def test_quotation_wizard_hands_the_sheet_to_the_new_client(self):
        lead = self.new_lead(type="opportunity", contact_name="Lupita", need_level="high")
        self.env["crm.quotation.partner"].with_context(
            active_model="crm.lead", active_id=lead.id
        ).create({"action": "create", "lead_id": lead.id}).action_apply()
        self.assertEqual(lead.partner_id.need_level, "high")

    def test_lead_without_answers_costs_no_query_on_sheets(self):
        client = self.new_client(is_company=True)
        vals = {"name": "Lead", "type": "lead", "contact_name": "Lupita", "partner_name": "SA"}
        self.new_lead()  # what is asked once per process
        with self.queries() as queries:
            leads = self.env["crm.lead"].create([vals, vals | {"partner_id": client.id}])
            leads[0].convert_opportunity(client)
            leads[1].name = "Other"
            self.env.flush_all()
        self.assertEqual([q for q in queries if 'FROM "dosmart' in q or 'INTO "dosmart' in q], [])
        self.assertFalse(leads.client_sheet_id)

    @contextmanager
    def queries(self):
        """Yield a list that fills with the SQL of every statement."""
        statements = []
        execute = Cursor.execute

        def record(cursor, query, params=None, log_exceptions=True):
            statements.append(str(query))
            return execute(cursor, query, params, log_exceptions)

        with patch.object(Cursor, "execute", record):
            yield statements
