"""Who sees complaints: those who registered or have them, their team, and leaders."""

from odoo.exceptions import AccessError

from .common import ComplaintCase


class TestComplaintAccess(ComplaintCase):
    def sees(self, user, complaint):
        return bool(self.complaints.with_user(user).search([("id", "=", complaint.id)]))

    def test_own_team_leaders_and_the_clients_salesperson_see_it(self):
        self.client.user_id = self.salesperson
        complaint = self.new_complaint()
        for user in (self.agent, self.leader, self.boss, self.manager, self.salesperson):
            self.assertTrue(self.sees(user, complaint), user.login)

    def test_leader_and_management_of_the_team_see_what_they_are_told_of(self):
        told = self.new_user("told", "base.group_user")
        complaint = self.new_complaint()
        action = self.env["dosmart.complaint.action"].create(
            {"name": "Measure", "complaint_id": complaint.id, "due_date": "2030-01-01"}
        )
        self.assertFalse(self.sees(told, complaint))
        for role in ("user_id", "manager_id"):
            self.complaint_team.write({"user_id": False, "manager_id": False} | {role: told.id})
            self.assertTrue(self.sees(told, complaint), role)
            self.assertEqual(action.with_user(told).name, "Measure")

    def test_others_neither_see_nor_change_it(self):
        complaint = self.new_complaint()
        stranger = self.new_user("stranger", "dosmart_crm.group_complaint_agent")
        for user in (stranger, self.employee, self.salesperson, self.other_salesperson):
            self.assertFalse(self.sees(user, complaint), user.login)
            with self.assertRaises(AccessError):
                complaint.with_user(user).subject = "Mine"
        self.assertEqual(complaint.subject, "The alarm goes off")

    def test_other_company_sees_nothing(self):
        complaint = self.new_complaint()
        boss = self.new_user(
            "other_boss",
            "dosmart_crm.group_complaint_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.assertFalse(self.sees(boss, complaint))

    def test_portal_and_public_read_nothing(self):
        self.client.user_ids = self.portal_user
        models = ("complaint", "complaint.action", "complaint.cause", "complaint.team")
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in models:
                with self.assertRaises(AccessError):
                    self.env[f"dosmart.{model}"].with_user(user).search([])

    def test_agents_do_not_change_the_rules(self):
        for record in (self.stage("new"), self.cause(), self.complaint_team):
            with self.assertRaises(AccessError):
                record.with_user(self.agent).name = "Mine"

    def test_wizards_and_actions_tell_nothing_of_others_complaints(self):
        complaint = self.new_complaint(cause_id=self.cause().id)
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for model in ("move", "hearing"):
            wizards = self.env[f"dosmart.complaint.{model}"].with_user(stranger)
            values = {"complaint_id": complaint.id, "reason": "x", "note": "x"}
            values |= {"new_due": "2030-01-01 10:00:00", "outcome": "solved"}
            wizard = wizards.create({n: v for n, v in values.items() if n in wizards._fields})
            with self.assertRaises(AccessError):
                wizard.action_move() if model == "move" else wizard.action_note()
            if model == "move":
                with self.assertRaises(AccessError):
                    wizard.read(["old_due", "email"])
        with self.assertRaises(AccessError):
            self.env["dosmart.complaint.action"].with_user(stranger).create(
                {"name": "x", "complaint_id": complaint.id, "due_date": "2030-01-01"}
            )
        self.assertFalse(complaint.confirmed_at or complaint.is_due_moved or complaint.action_ids)

    def test_owner_of_an_action_works_on_it_without_seeing_the_complaint(self):
        complaint = self.new_complaint()
        action = self.env["dosmart.complaint.action"].create(
            {
                "name": "Measure",
                "complaint_id": complaint.id,
                "user_id": self.employee.id,
                "due_date": "2030-01-01",
            }
        )
        own = action.with_user(self.employee)
        file = self.env["ir.attachment"].with_user(self.employee).create({"name": "x", "raw": b"x"})
        own.evidence_ids = file
        own.action_finish()
        self.assertEqual(action.state, "done")
        self.assertEqual(file.with_user(self.agent).raw, b"x")
        self.assertFalse(self.complaints.with_user(self.employee).search([]))

    def test_responsible_who_was_not_chosen_is_told_and_follows(self):
        complaint = self.new_complaint(self.employee)
        self.assertIn(self.leader.partner_id, complaint.message_partner_ids)

    def test_management_is_reached_again_once_it_has_looked(self):
        complaint = self.new_complaint().with_user(self.agent)
        for asked in (1, 2):
            for _click in range(2):
                complaint.action_ask_management()
            self.assertTrue(complaint.is_with_management)
            waiting = complaint.sudo().activity_ids.filtered(lambda one: one.user_id == self.boss)
            self.assertEqual(len(waiting), 1, asked)
            waiting.with_user(self.boss).action_feedback(feedback="Called")
            complaint.invalidate_recordset()
            self.assertFalse(complaint.is_with_management)
