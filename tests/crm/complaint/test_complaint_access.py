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
