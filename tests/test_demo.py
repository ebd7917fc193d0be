"""The demonstration loads, and tells a Mexican story."""

from odoo.tools.convert import convert_file

from .bootstrap.templates import manifest
from .common import DosmartCase


class TestDemo(DosmartCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for path in manifest("dosmart_crm")["demo"]:
            convert_file(cls.env, "dosmart_crm", path, {}, mode="init", noupdate=True)

    def demo(self, name):
        return self.env.ref(f"dosmart_crm.{name}")

    def test_quotation_is_in_pesos_with_sixteen_percent(self):
        order = self.demo("order_restaurante")
        self.assertEqual(order.currency_id, self.env.ref("base.MXN"))
        self.assertEqual((order.amount_untaxed, order.amount_tax), (15000, 2400))

    def test_users_and_clients_speak_spanish(self):
        users = self.demo("user_salesperson") | self.demo("user_team_leader")
        self.assertEqual(set(users.mapped("lang")), {"es_MX"})
        self.assertEqual(set(users.company_id.mapped("name")), {"DOSmart Vigilancia"})
        self.assertEqual(self.demo("partner_ferreteria").lang, "es_MX")

    def test_loyal_client_has_the_three_contracts_the_story_tells(self):
        client = self.demo("partner_restaurante").with_user(self.demo("user_salesperson"))
        self.assertEqual(client.sale_order_ids.mapped("state").count("sale"), 3)
        self.assertEqual(client.suggested_status_id, self.demo("client_status_loyal"))
        stays = client.status_history_ids.sorted("date")
        self.assertEqual(stays.status_id[-1:], self.demo("client_status_loyal"))
        self.assertEqual([round(stay.days) for stay in stays], [265, 55])

    def test_request_of_a_visitor_reaches_the_salesperson(self):
        form = self.env["dosmart.contact.form"]
        form = form.with_company(self.env.ref("base.public_user").company_id)
        form._receive(form._read({"name": "Chava", "phone": "33 3333 3333", "need": "Alarma"}))
        lead = self.env["crm.lead"].search([("contact_name", "=", "Chava")])
        self.assertEqual(lead.company_id, self.demo("company_dosmart"))
        self.assertEqual(lead.user_id, self.demo("user_salesperson"))

    def test_leader_is_asked_to_approve_the_offers_of_the_salesperson(self):
        orders = self.env["sale.order"].with_user(self.demo("user_salesperson"))
        client = self.demo("partner_ferreteria")
        team = orders.create({"partner_id": client.id}).team_id
        self.assertEqual(team.user_id, self.demo("user_team_leader"))

    def test_leader_sets_the_rules(self):
        leader = self.demo("user_team_leader")
        self.assertTrue(self.env["dosmart.status.rule"].with_user(leader).has_access("write"))

    def test_folder_of_the_first_contract_waits_for_its_renewal(self):
        renewal = self.demo("order_restaurante_renewal")
        account = self.demo("order_restaurante").service_account_id
        self.assertEqual(renewal.account_outcome, f"Renews {account.name}")
        self.assertEqual(len(self.demo("partner_restaurante").sale_order_ids.service_account_id), 3)
        self.assertEqual((account.missing_count, account.state), (3, "running"))

    def test_a_deal_waits_in_each_of_the_first_stages(self):
        stages = ("study", "analysis", "on_the_table", "closing")
        deals = ("taller", "dentista", "ferreteria", "bodega")
        for stage, deal in zip(stages, deals, strict=True):
            lead = self.demo(f"lead_{deal}")
            self.assertEqual(lead.stage_id, self.demo(f"crm_stage_{stage}"))
            self.assertGreater(lead.stage_blocker_count, 0)

    def test_complaint_became_a_change_of_the_process(self):
        complaint = self.demo("complaint_dentista")
        self.assertFalse(complaint.is_open)
        self.assertEqual(complaint.action_ids.mapped("check_state"), ["effective"])
        self.assertEqual(self.demo("complaint_papeleria").clock_state, "paused")
        self.assertTrue(self.demo("complaint_ferreteria").promise_id)

    def test_clients_have_said_how_satisfied_they_are(self):
        company = self.demo("company_dosmart")
        partners = self.env["res.partner"].with_user(self.demo("user_salesperson"))
        classes = {
            name: partners.browse(self.demo(f"partner_{name}").id).satisfaction_class
            for name in ("restaurante", "ferreteria", "dentista", "floreria")
        }
        self.assertEqual(
            classes,
            {
                "restaurante": "pleased",
                "ferreteria": "dissatisfied",
                "dentista": "fragile",
                "floreria": "pleased",
            },
        )
        coverage = self.env["dosmart.satisfaction.coverage"].with_user(
            self.demo("user_salesperson")
        )
        due = coverage.search([("is_due", "=", True)]).client_id
        self.assertIn(self.demo("partner_floreria"), due)
        self.assertIn(self.demo("partner_carpinteria"), due)
        complaints = self.env["dosmart.complaint"].search(
            [("user_input_id", "!=", False), ("company_id", "=", company.id)]
        )
        self.assertEqual(sorted(complaints.mapped("severity")), ["high", "medium"])
        audit = self.demo("service_audit_valeria_last")
        self.assertEqual([one["mark"] for one in audit.audit_board["trend"]], [3.55, 3.91, 4.36])

    def test_salesperson_has_calls_of_two_programs_to_make(self):
        touchpoints = self.env["dosmart.touchpoint"].with_user(self.demo("user_salesperson"))
        calls = touchpoints.search([("state", "=", "open")])
        programs = self.demo("contact_program_agreed_calls") | self.demo(
            "contact_program_contracts"
        )
        self.assertEqual(calls.program_id, programs.with_env(calls.env))
        clients = {"partner_ferreteria", "partner_dentista", "partner_restaurante"}
        self.assertLessEqual({self.demo(name) for name in clients}, set(calls.partner_id.sudo()))
