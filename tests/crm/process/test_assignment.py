"""Who gets a lead or a client gets the process to follow, once."""

from odoo.exceptions import AccessError
from odoo.fields import Date

from odoo.addons.dosmart_crm.hooks import post_init_hook

from .assignment_common import AssignmentCase


class TestLeadAssignment(AssignmentCase):
    def test_new_salesperson_gets_the_steps_of_the_plan_with_their_days(self):
        deal = self.new_deal()
        self.assertEqual(self.tasks(deal), self.steps(self.salesperson))
        days = deal.activity_ids.sorted("id").mapped("date_deadline")
        self.assertEqual(days, [Date.today(), Date.add(Date.today(), days=2)])

    def test_writing_the_same_salesperson_again_starts_nothing(self):
        deal = self.new_deal()
        deal.user_id = self.salesperson
        deal.write({"user_id": self.salesperson.id, "name": "Again"})
        self.assertEqual(len(deal.activity_ids), 2)

    def test_next_salesperson_gets_the_steps_and_the_former_is_freed(self):
        deal = self.new_deal()
        own = deal.activity_schedule(summary="My own", user_id=self.salesperson.id)
        deal.activity_ids.filtered(lambda task: task.summary == "Call").action_done()
        deal.user_id = self.mate
        self.assertEqual(self.tasks(deal), self.steps(self.mate))
        self.assertTrue(own.active)
        deal.user_id = False
        self.assertEqual(self.tasks(deal), [])

    def test_salesperson_who_hands_a_deal_over_loses_sight_of_it_and_still_does(self):
        deal = self.new_deal()
        deal.with_user(self.salesperson).user_id = self.mate
        self.assertEqual(self.tasks(deal), self.steps(self.mate))
        with self.assertRaises(AccessError):
            deal.with_user(self.salesperson).read(["name"])

    def test_unassigned_lead_waits_for_its_salesperson(self):
        deal = self.new_deal(user_id=False)
        self.assertEqual(self.tasks(deal), [])
        deal.with_user(self.manager).user_id = self.mate
        self.assertEqual(self.tasks(deal), self.steps(self.mate))

    def test_other_teams_start_nothing(self):
        deal = self.new_deal(team_id=self.other_team().id)
        deal.user_id = self.other
        self.assertFalse(deal.activity_ids)

    def test_deal_that_leaves_the_team_with_its_salesperson_leaves_the_tasks(self):
        deal = self.new_deal()
        deal.write({"team_id": self.other_team().id, "user_id": self.mate.id})
        self.assertEqual(self.tasks(deal), [])

    def test_lost_deal_starts_nothing(self):
        deal = self.new_deal(user_id=False)
        reason = self.env["crm.lost.reason"].create({"name": "No"})
        deal.action_set_lost(lost_reason_id=reason.id)
        deal.user_id = self.mate
        self.assertEqual(self.tasks(deal), [])

    def test_assignment_rules_of_odoo_start_it_too(self):
        self.team.assignment_max = 60
        self.team.member_ids -= self.mate
        member = self.team.crm_team_member_ids
        member.write({"assignment_max": 60, "assignment_domain": False})
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Lead {n}", "type": "lead", "team_id": self.team.id, "user_id": False}
                for n in range(2)
            ]
        )
        self.team._assign_and_convert_leads()
        self.assertEqual(leads.user_id, self.salesperson)
        for lead in leads:
            self.assertEqual(self.tasks(lead), self.steps(self.salesperson))

    def test_step_of_a_fixed_user_goes_to_that_user(self):
        self.plan.template_ids[1].write(
            {"responsible_type": "other", "responsible_id": self.manager.id}
        )
        deal = self.new_deal()
        self.assertEqual(
            self.tasks(deal), [(self.salesperson, "Read the brief"), (self.manager, "Call")]
        )

    def test_archived_or_deleted_plan_starts_nothing(self):
        self.plan.active = False
        self.assertFalse(self.new_deal().activity_ids)
        self.plan.active = True
        self.assertEqual(len(self.new_deal().activity_ids), 2)
        self.plan.unlink()
        self.assertFalse(self.new_deal().activity_ids)

    def test_many_leads_cost_the_same_queries(self):
        costs = []
        for size in (3, 3, 40):
            leads = self.env["crm.lead"].concat(
                *(self.new_deal(user_id=False) for _n in range(size))
            )
            leads.write({"user_id": self.salesperson.id})
            self.env.flush_all()
            leads.mapped("won_status")
            start = self.cr.sql_log_count
            leads._start_assignment()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - start)
        self.assertEqual(len(leads.activity_ids), 80)
        self.assertEqual(costs[1], costs[2])

    def test_assigning_leads_of_other_teams_costs_no_query(self):
        team = self.other_team()
        deals = self.env["crm.lead"].concat(*(self.new_deal(team_id=team.id) for _n in range(20)))
        self.env["crm.team"]._assignment_plans()
        deals.mapped("team_id.name")
        with self.assertQueryCount(0):
            deals._start_assignment(set(deals.team_id))

    def test_shipped_steps_reach_everybody_in_their_language(self):
        self.env["res.lang"]._activate_lang("es_MX")
        kind = self.env.ref("dosmart_crm.mail_activity_handover")
        kind.with_context(lang="es_MX").summary = "Lea el resumen"
        self.team.lead_plan_id = self.env.ref("dosmart_crm.assignment_plan_lead")
        self.salesperson.lang = "es_MX"
        mine, theirs = self.new_deal(), self.new_deal(user_id=self.mate.id)
        self.assertEqual(len(self.tasks(mine)), 4)
        self.assertEqual(self.tasks(mine)[0][1], "Lea el resumen")
        self.assertTrue(self.tasks(theirs)[0][1].startswith("Read the handover brief"))

    def test_shipped_plans_are_named_in_the_language_of_the_administrator(self):
        self.env["res.lang"]._activate_lang("es_MX")
        names = {}
        for lang in ("es_MX", "en_US"):
            self.env.ref("base.user_admin").lang = lang
            post_init_hook(self.env)
            names[lang] = self.env.ref("dosmart_crm.assignment_plan_lead").name
        self.assertEqual(names["es_MX"], "Oportunidad nueva: proceso a seguir")
        self.assertEqual(names["en_US"], "New opportunity: process to follow")


class TestClientAssignment(AssignmentCase):
    def test_client_that_gets_a_salesperson_gives_the_task(self):
        client = self.new_client()
        client.user_id = self.salesperson
        self.assertEqual(self.tasks(client), [(self.salesperson, "Introduce yourself")])

    def test_client_entered_for_a_colleague_gives_the_task(self):
        client = self.new_client(user_id=self.salesperson.id)
        self.assertEqual(self.tasks(client), [(self.salesperson, "Introduce yourself")])

    def test_own_client_and_imported_clients_give_none(self):
        partners = self.env["res.partner"].with_user(self.manager)
        group = self.env.ref("base.group_partner_manager")
        self.manager.group_ids += group
        self.team.member_ids += self.manager
        own = partners.create({"name": "Mine", "user_id": self.manager.id})
        self.assertEqual(self.tasks(own), [])
        result = partners.with_context(import_file=True).load(
            ["name", "user_id/.id"], [["Imported", str(self.salesperson.id)]]
        )
        self.assertEqual(self.tasks(partners.browse(result["ids"])), [])

    def test_salesperson_of_another_team_gets_none(self):
        client = self.new_client(user_id=self.salesperson.id)
        client.user_id = self.other
        self.assertEqual(self.tasks(client), [])

    def test_contacts_of_a_client_give_none(self):
        company = self.new_client(is_company=True)
        person = self.new_client(parent_id=company.id)
        person.user_id = self.salesperson
        self.assertEqual(self.tasks(person), [])

    def test_client_made_of_a_lead_starts_no_second_plan(self):
        deal = self.new_deal(partner_name="Nueva SA", contact_name="Ana")
        deal._handle_partner_assignment(create_missing=True)
        client = deal.partner_id.commercial_partner_id
        self.assertEqual(client.user_id, self.salesperson)
        self.assertEqual(self.tasks(client), [])

    def test_many_clients_cost_the_same_queries(self):
        costs = []
        for size in (3, 3, 40):
            clients = self.env["res.partner"].concat(*(self.new_client() for _n in range(size)))
            self.env.flush_all()
            clients.mapped("commercial_partner_id.name")
            clients.mapped("display_name")
            clients.write({"user_id": self.salesperson.id})
            self.env.flush_all()
            start = self.cr.sql_log_count
            clients._start_assignment()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - start)
        self.assertEqual(len(clients.activity_ids), 40)
        self.assertEqual(costs[1], costs[2])

    def test_manager_edits_the_plans_and_the_salesperson_does_not(self):
        for plan in (self.plan, self.client_plan):
            plan.with_user(self.manager).template_ids[0].summary = "Other"
            with self.assertRaises(AccessError):
                plan.with_user(self.salesperson).template_ids[0].summary = "Mine"
