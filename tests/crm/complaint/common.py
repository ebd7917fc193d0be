"""Builders for the tests of complaints."""

from odoo import fields
from odoo.tests import freeze_time

from ..sheet.common import SheetCase

AGENT = "dosmart_crm.group_complaint_agent"
LEADER = "dosmart_crm.group_complaint_leader"
MANAGER = "dosmart_crm.group_complaint_manager"


class ComplaintCase(SheetCase):
    """An agent, a leader and a manager of complaints, an employee, and a client who complains."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaints = cls.env["dosmart.complaint"]
        cls.agent = cls.new_user("agent", AGENT, email="agent@example.com")
        cls.leader = cls.new_user("leader", LEADER)
        cls.boss = cls.new_user("boss", MANAGER)
        cls.employee = cls.new_user("employee", "base.group_user")
        cls.complaint_team = cls.env["dosmart.complaint.team"].create(
            {
                "name": "Cameras",
                "sequence": -1,
                "user_id": cls.leader.id,
                "manager_id": cls.boss.id,
                "member_ids": cls.agent.ids,
            }
        )
        cls.client = cls.new_client(email="lupita@example.com", lang="en_US")
        hours = cls.env.company.resource_calendar_id
        hours.tz = "UTC"
        hours.global_leave_ids.unlink()

    @classmethod
    def new_complaint(cls, user=None, **values):
        """Return a complaint of the client, registered by *user* or the agent."""
        complaints = cls.complaints.with_user(user or cls.agent)
        values = {"subject": "The alarm goes off", "partner_id": cls.client.id} | values
        return complaints.create(values).with_env(cls.env)

    @classmethod
    def stage(cls, name):
        return cls.env.ref(f"dosmart_crm.complaint_stage_{name}")

    @classmethod
    def cause(cls, name="process_step"):
        return cls.env.ref(f"dosmart_crm.complaint_cause_{name}")

    def at(self, moment):
        """Freeze the time at *moment* of Tuesday, 10 March 2026, or at a full date and time."""
        return freeze_time(moment if "-" in moment else f"2026-03-10 {moment}:00")

    def moment(self, text):
        return fields.Datetime.to_datetime(text)
