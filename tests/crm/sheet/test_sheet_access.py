"""Who may see and change a client sheet; refusals first."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import SheetCase


class TestSheetAccess(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(cls.env, "colleague", groups="sales_team.group_sale_salesman")
        cls.lead = cls.new_lead(
            user_id=cls.colleague.id, need_level="high", birthdate_date="1990-01-01"
        )
        cls.client = cls.new_client(user_id=cls.colleague.id, need_level="high")
        cls.portal_partner = cls.portal_user.partner_id
        cls.portal_partner.write({"need_level": "low", "conclusions": "Pays late"})
        cls.portal_partner.birthdate_date = "1990-01-01"

    def answer_names(self):
        sheet = self.env["dosmart.client.sheet"]
        shown = [n for n, f in self.env["dosmart.client.sheet.mixin"]._fields.items() if f.related]
        return [
            *sheet._answer_names(),
            *shown,
            "client_sheet_id",
            "missing_question_ids",
            "sheet_questions",
        ]

    def test_other_salesperson_cannot_read_the_sheet_of_a_lead(self):
        sheet = self.lead.client_sheet_id.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            sheet.read(["need_level"])
        with self.assertRaises(AccessError):
            self.lead.with_user(self.salesperson).read(["need_level"])
        found = self.env["dosmart.client.sheet"].with_user(self.salesperson).search([])
        self.assertNotIn(self.lead.client_sheet_id, found)

    def test_other_salesperson_reads_but_does_not_change_the_sheet_of_a_client(self):
        client = self.client.with_user(self.salesperson)
        self.assertEqual(client.need_level, "high")
        with self.assertRaises(AccessError):
            client.need_level = "low"
        with self.assertRaises(AccessError):
            client.own_sheet_id.write({"need_level": "low"})
        self.env.invalidate_all()
        self.assertEqual(self.client.need_level, "high")

    def test_salesperson_with_a_lead_of_the_client_may_change_its_sheet(self):
        lead = self.new_lead(partner_id=self.client.id, user_id=self.salesperson.id)
        lead.with_user(self.salesperson).need_level = "low"
        self.assertEqual(self.client.need_level, "low")

    def test_salesperson_fills_the_sheet_of_an_own_lead(self):
        lead = self.new_lead(user_id=self.salesperson.id).with_user(self.salesperson)
        kind = self.env.ref("dosmart_crm.incident_kind_fire")
        lead.write(
            {
                "attracted": "yes",
                "need_level": "high",
                "children": 2,
                "incident_ids": [Command.create({"kind_id": kind.id})],
            }
        )
        lead.action_accept_status()
        self.assertEqual(lead.client_status_id, self.status("potential"))

    def test_salesperson_links_an_own_lead_to_a_colleagues_client(self):
        lead = self.new_lead(user_id=self.salesperson.id, attracted="yes")
        lead.with_user(self.salesperson).partner_id = self.client
        self.assertEqual((self.client.need_level, self.client.attracted), ("high", "yes"))

    def test_salesperson_cannot_delete_a_sheet_or_its_history(self):
        lead = self.new_lead(user_id=self.salesperson.id, attracted="yes", need_level="high")
        lead.action_accept_status()
        with self.assertRaises(AccessError):
            lead.client_sheet_id.with_user(self.salesperson).unlink()
        with self.assertRaises(AccessError):
            lead.status_history_ids.with_user(self.salesperson).unlink()
        with self.assertRaises(AccessError):
            lead.status_history_ids.with_user(self.salesperson).reason = "Other"

    def test_salesperson_reads_the_sheet_of_an_own_lost_lead_and_of_an_archived_client(self):
        lead = self.new_lead(user_id=self.salesperson.id, need_level="high", active=False)
        client = self.new_client(need_level="low", active=False)
        for record, level in ((lead, "high"), (client, "low")):
            sheet = record.client_sheet_id.with_user(self.salesperson)
            self.assertEqual(sheet.read(["need_level"])[0]["need_level"], level)

    def test_salesperson_cannot_reach_a_sheet_by_linking_it(self):
        sheet = self.lead.client_sheet_id
        leads = self.env["crm.lead"].with_user(self.salesperson)
        own = leads.create({"name": "Mine"})
        for link in (
            lambda: leads.create({"name": "Mine", "client_sheet_id": sheet.id}),
            lambda: own.write({"client_sheet_id": sheet.id}),
            lambda: self.client.with_user(self.salesperson).write({"own_sheet_id": False}),
            lambda: leads.env["res.partner"].create({"name": "P", "own_sheet_id": sheet.id}),
        ):
            with self.assertRaisesRegex(AccessError, "follows its client"):
                link()
        self.assertTrue(self.client.own_sheet_id)

    def test_dialog_does_not_tell_the_status_of_a_colleagues_lead(self):
        changes = self.env["dosmart.status.change"].with_user(self.salesperson)
        values = {
            "lead_id": self.lead.id,
            "status_id": self.status("loyal").id,
            "reason": "Curious",
        }
        with self.assertRaises(AccessError):
            changes.create(values).read(["current_status_id"])
        with self.assertRaises(AccessError):
            changes.create(values).action_apply()

    def test_team_leader_reads_and_changes_every_sheet(self):
        lead = self.lead.with_user(self.salesperson_all)
        lead.need_level = "low"
        self.assertEqual(self.lead.need_level, "low")

    def test_other_company_cannot_read_the_sheet(self):
        company = self.env.company
        client = self.new_client(company_id=company.id, need_level="high")
        lead = self.new_lead(company_id=company.id, need_level="high", user_id=False)
        for record in (client, lead):
            sheet = record.client_sheet_id.with_user(self.other_salesperson)
            with self.assertRaises(AccessError):
                sheet.read(["need_level"])

    def test_contact_without_company_hides_the_sheet_of_a_client_of_another_company(self):
        client = self.new_client(is_company=True, company_id=self.env.company.id, need_level="high")
        contact = self.new_client(name="Lupita", parent_id=client.id, company_id=False)
        foreign = contact.with_user(self.other_salesperson)
        names = ["need_level", "client_status_id", "sheet_completeness", "missing_question_ids"]
        found = foreign.search([("id", "=", contact.id), ("need_level", "=", "high")])
        unanswered = foreign.search([("id", "=", contact.id), ("need_level", "=", False)])
        grouped = foreign._read_group([("id", "=", contact.id)], ["need_level"], ["__count"])

        self.assertEqual(contact.with_user(self.salesperson).need_level, "high")
        self.assertEqual([bool(foreign[name]) for name in names], [False, False, False, True])
        self.assertFalse(foreign.client_sheet_id)
        self.assertEqual((found, unanswered), (foreign.browse(), foreign))
        self.assertEqual(grouped, [(False, 1)])
        with self.assertRaises(AccessError):
            foreign.need_level = "low"
        self.assertEqual(contact.need_level, "high")

    def test_contact_without_company_is_grouped_by_the_sheet_of_its_client(self):
        client = self.new_client(is_company=True, company_id=self.env.company.id, need_level="high")
        contact = self.new_client(name="Lupita", parent_id=client.id, company_id=False)
        partners = contact.with_user(self.salesperson)
        domain = [("id", "=", contact.id), ("need_level", "=", "high")]
        groups = partners._read_group(domain, ["need_level"], ["__count"])
        self.assertEqual(groups, [("high", 1)])

    def test_contact_manager_without_sales_cannot_write_an_answer(self):
        user = new_test_user(self.env, "contacts", groups="base.group_partner_manager")
        client = self.new_client()
        with self.assertRaises(AccessError):
            client.with_user(user).need_level = "high"
        with self.assertRaises(AccessError):
            client.with_user(user).action_change_status()
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(user).create({"name": "New", "attracted": "yes"})
        self.assertFalse(client.own_sheet_id)

    def test_portal_user_cannot_start_a_sheet(self):
        partner = self.portal_partner.with_user(self.portal_user)
        for call in (partner.action_change_status, partner.action_accept_status):
            with self.assertRaises(AccessError):
                call()

    def test_salesperson_of_a_branch_works_with_the_clients_of_the_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        user = new_test_user(
            self.env,
            "branch",
            groups="sales_team.group_sale_salesman",
            company_id=branch.id,
            company_ids=[(6, 0, branch.ids)],
        )
        client = self.new_client(company_id=self.env.company.id, user_id=user.id, need_level="high")
        client.with_user(user).need_level = "low"
        sheet = client.own_sheet_id.with_user(user)
        self.assertEqual(sheet.read(["need_level"])[0]["need_level"], "low")

    def test_internal_user_without_sales_sees_no_answer(self):
        user = new_test_user(self.env, "accountant", groups="base.group_user")
        client = self.client.with_user(user)
        for name in self.answer_names():
            with self.subTest(name=name), self.assertRaises(AccessError):
                client.read([name])

    def test_portal_user_reads_no_answer_of_the_own_contact(self):
        partner = self.portal_partner.with_user(self.portal_user)
        facts = [
            "birthdate_date",
            "age",
            "marital_status",
            "has_children",
            "children",
            "answered_on",
        ]
        for name in self.answer_names() + [*facts, "own_sheet_id"]:
            with self.subTest(name=name):
                with self.assertRaises(AccessError):
                    partner.read([name])
                with self.assertRaisesRegex(UserError, "rights to export"):
                    partner.export_data([name])

    def test_portal_user_does_not_find_out_an_answer_by_searching_or_grouping(self):
        partners = self.env["res.partner"].with_user(self.portal_user)
        for name in (
            "need_level",
            "conclusions",
            "birthdate_date",
            "age",
            "client_sheet_id.need_level",
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                partners.search([(name, "!=", False)])
        for name in ("need_level", "client_status_id", "birthdate_date:month", "personality_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                partners._read_group([], [name], ["__count"])
            with self.subTest(name=name), self.assertRaises(AccessError):
                partners.formatted_read_group([], [name], ["__count"])
        with self.assertRaises(AccessError):
            partners._read_group([], [], ["employee_count:sum"])
        with self.assertRaises(AccessError):
            partners.search([], order="need_level")

    def test_portal_and_public_users_reach_no_model_of_the_sheet(self):
        models = [name for name in self.env if name.startswith("dosmart.")]
        public = self.env.ref("base.public_user")
        for user in (self.portal_user, public):
            for name in models:
                model = self.env[name].with_user(user)
                if model._abstract:
                    continue
                with self.subTest(user=user.login, model=name), self.assertRaises(AccessError):
                    model.search([])
