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
        with self.assertRaisesRegex(ValidationError, "not an answer of the client sheet"):
            self.ask("stage_id")
