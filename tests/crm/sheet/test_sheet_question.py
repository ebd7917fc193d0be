"""How complete a sheet is, and the questions still to ask."""

from odoo.exceptions import ValidationError

from .common import SheetCase


class TestSheetQuestion(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questions = cls.env["dosmart.sheet.question"]
        cls.questions.search([]).active = False

    def ask(self, *names, audience="all"):
        for name in names:
            field = self.env["ir.model.fields"]._get("crm.lead", name)
            self.questions.create({"name": f"{name}?", "field_id": field.id, "audience": audience})

    def test_completeness_is_the_share_of_answered_questions(self):
        self.ask("need_level", "attracted", "conclusions", "birthdate_date")
        lead = self.new_lead(need_level="high")
        self.assertEqual(lead.sheet_completeness, 25)
        lead.birthdate_date = "1990-01-01"
        self.assertEqual(lead.sheet_completeness, 50)
        self.assertEqual(lead.missing_question_ids.mapped("name"), ["attracted?", "conclusions?"])

    def test_unknown_is_still_to_ask(self):
        self.ask("attracted")
        lead = self.new_lead(attracted="unknown")
        self.assertEqual(lead.sheet_completeness, 0)

    def test_lead_without_sheet_shows_every_question(self):
        self.ask("need_level", "attracted")
        self.assertEqual(len(self.new_lead().missing_question_ids), 2)

    def test_companies_and_persons_are_asked_their_own_questions(self):
        self.ask("need_level")
        self.ask("employee_count", audience="company")
        self.ask("entrepreneur", audience="person")
        person = self.new_client(need_level="high")
        company = self.new_client(name="SA", is_company=True, need_level="high")
        self.assertEqual(person.missing_question_ids.mapped("field_name"), ["entrepreneur"])
        self.assertEqual(company.missing_question_ids.mapped("field_name"), ["employee_count"])

    def test_facts_of_a_company_are_those_of_its_main_contact(self):
        self.ask("birthdate_date")
        company = self.new_client(name="SA", is_company=True, need_level="high")
        contact = self.new_client(parent_id=company.id, birthdate_date="1990-01-01")
        self.assertEqual(company.sheet_completeness, 0)
        company.main_contact_id = contact
        self.assertEqual(company.sheet_completeness, 100)

    def test_facts_of_the_leads_contact_count_beside_another_main_contact(self):
        self.ask("birthdate_date", "marital_status")
        company = self.new_client(name="SA", is_company=True, need_level="high")
        company.main_contact_id = self.new_client(name="Lupita", parent_id=company.id)
        contact = self.new_client(name="Ramiro", parent_id=company.id)
        lead = self.new_lead(partner_id=contact.id, user_id=self.salesperson.id)
        lead.birthdate_date = "1990-01-01"
        self.assertEqual(company.sheet_completeness, 50)
        self.assertEqual(lead.missing_question_ids.mapped("field_name"), ["marital_status"])
        lead.marital_status = "married"
        self.assertEqual(company.sheet_completeness, 100)
        self.assertFalse(company.missing_question_ids)

    def test_facts_on_a_colleagues_lead_are_not_asked_again(self):
        self.ask("birthdate_date")
        company = self.new_client(name="SA", is_company=True, need_level="high")
        contact = self.new_client(name="Ramiro", parent_id=company.id)
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        self.new_lead(partner_id=contact.id, user_id=colleague.id).birthdate_date = "1990-01-01"
        lead = self.new_lead(partner_id=company.id, user_id=self.salesperson.id)
        self.env.invalidate_all()
        self.assertFalse(lead.with_user(self.salesperson).missing_question_ids)

    def test_form_gets_for_each_question_the_field_that_answers_it(self):
        self.ask("birthdate_date", "main_contact_id", "attracted", "heard_source_id")
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        lead = self.new_lead(source_id=source.id, attracted="unknown")
        self.assertEqual(
            [(q["field"], q["answered"], q["elsewhere"]) for q in lead.sheet_questions],
            [
                ("birthdate_date", False, False),
                ("contact_name", False, False),
                ("attracted", False, False),
                ("heard_source_id", True, False),
            ],
        )
        company = self.new_client(name="SA", is_company=True, need_level="high")
        contact = self.new_client(name="Lupita", parent_id=company.id, birthdate_date="1990-01-01")
        lead = self.new_lead(partner_id=company.id)
        company.main_contact_id = contact
        self.assertEqual(company.sheet_questions[0]["field"], "main_contact_birthdate_date")
        self.assertEqual(lead.sheet_questions[0]["field"], "birthdate_date")
        lead = self.new_lead(partner_id=self.new_client(parent_id=company.id).id)
        self.assertTrue(lead.sheet_questions[0]["elsewhere"])

    def test_contact_name_of_an_unlinked_lead_answers_who_the_main_contact_is(self):
        self.ask("main_contact_id", "need_level")
        lead = self.new_lead(partner_name="SA", need_level="high")
        self.assertEqual(lead.sheet_completeness, 50)
        lead.contact_name = "Lupita"
        self.assertEqual(lead.sheet_completeness, 100)

    def test_representative_is_asked_only_once_there_is_a_client(self):
        self.ask("legal_representative_id", audience="company")
        lead = self.new_lead(partner_name="SA", need_level="high")
        self.assertFalse(lead.missing_question_ids)
        lead.partner_id = self.new_client(name="SA", is_company=True)
        self.assertEqual(
            lead.missing_question_ids.mapped("field_name"), ["legal_representative_id"]
        )

    def test_source_of_a_lead_without_sheet_is_not_asked_again(self):
        self.ask("heard_source_id")
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        lead = self.new_lead(source_id=source.id)
        self.assertFalse(lead.client_sheet_id)
        self.assertFalse(lead.missing_question_ids)
        self.assertEqual(lead.sheet_questions[0]["field"], "source_id")

    def test_no_children_is_an_answer(self):
        self.ask("has_children")
        self.assertEqual(
            self.new_client(need_level="low", has_children="no").sheet_completeness, 100
        )

    def test_changing_the_questions_changes_every_sheet(self):
        self.ask("need_level")
        lead = self.new_lead(need_level="high")
        self.assertEqual(lead.sheet_completeness, 100)
        self.ask("attracted")
        self.assertEqual(lead.sheet_completeness, 50)

    def test_sheets_under_80_percent_are_found(self):
        self.ask("need_level", "attracted")
        half = self.new_lead(need_level="high")
        full = self.new_lead(need_level="high", attracted="yes")
        none = self.new_lead()
        found = self.env["crm.lead"].search(
            [
                ("id", "in", (half | full | none).ids),
                "|",
                ("client_sheet_id", "=", False),
                ("sheet_completeness", "<", 80),
            ]
        )
        self.assertEqual(found, half | none)

    def test_becoming_a_company_changes_what_is_asked(self):
        self.ask("need_level")
        self.ask("employee_count", audience="company")
        client = self.new_client(need_level="high")
        self.assertEqual(client.sheet_completeness, 100)
        client.is_company = True
        self.assertEqual(client.sheet_completeness, 50)

    def test_without_sheet_known_facts_and_the_audience_count(self):
        self.ask("need_level", "birthdate_date", "vat")
        self.ask("employee_count", audience="company")
        lead = self.new_lead(birthdate_date="1990-01-01", vat="V-1")
        self.assertEqual(lead.missing_question_ids.mapped("name"), ["need_level?"])

    def test_asking_and_completing_many_sheets_takes_a_constant_number_of_queries(self):
        self.ask("need_level", "attracted")

        def queries(count):
            leads = self.env["crm.lead"].create(
                [{"name": "Lead", "need_level": "high"} for _n in range(count)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(leads.missing_question_ids.mapped("name"), ["attracted?"])
            self.assertEqual(len(leads.client_sheet_id.mapped("display_name")), count)
            self.questions._recompute_sheets()
            self.assertEqual(set(leads.mapped("sheet_completeness")), {50})
            return self.env.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(5), queries(50))

    def test_field_that_is_no_answer_is_refused(self):
        for name in ("stage_id", "client_status_id"):
            with self.assertRaisesRegex(ValidationError, "not an answer of the client sheet"):
                self.ask(name)
