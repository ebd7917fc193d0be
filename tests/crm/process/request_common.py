"""Builders for the tests of requests."""

from odoo import fields
from odoo.tests import freeze_time

from .visit_common import VisitCase

LATE = "dosmart_crm.mail_activity_request_late"


class RequestCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.contact_form_user_id = cls.salesperson
        cls.env.company.contact_form_team_id = cls.team
        cls.requests = cls.env["dosmart.request"]
        cls.team.user_id = cls.manager
        hours = cls.env.company.resource_calendar_id
        hours.tz = "UTC"
        hours.global_leave_ids.unlink()

    def ask(self, **values):
        """Leave a request in the public form and return it."""
        form = self.env["dosmart.contact.form"].with_company(self.env.company)
        answers = {"name": "Lupita", "email": "lupita@example.com", "need": "Two more cameras"}
        lead = form._receive(form._read(answers | values))
        return lead.sudo(False).with_env(self.env).request_ids

    def minutes(self, number):
        """Freeze the time so many minutes after a working Tuesday at nine."""
        start = fields.Datetime.to_datetime("2026-03-10 09:00:00")
        return freeze_time(fields.Datetime.add(start, minutes=number))

    def leader_activities(self, request):
        kind = self.env.ref(LATE)
        return request.lead_id.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def write_to_client(self, lead, user=None, **values):
        lead.with_user(user or self.salesperson).message_post(
            **{
                "body": "We come tomorrow",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                **values,
            }
        )
