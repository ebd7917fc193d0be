from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class VisitedMixin(models.AbstractModel):
    """Whoever can be visited: leads and clients."""

    _name = "dosmart.visited.mixin"
    _description = "Can Be Visited"

    def action_start_visit(self):
        """Start the visit planned for today, or one that nobody planned; go on with one begun."""
        self.ensure_one()
        self.check_access("write")
        event = self._visit_today() or self._create_visit()
        event.action_start_visit()
        return event._open_visit()

    def _visit_today(self):
        """Return the user's visit to this one that is under way, or planned for today."""
        now = fields.Datetime.now()
        own = Domain("user_id", "=", self.env.uid) & Domain("is_visit", "=", True)
        today = Domain("visit_state", "=", "planned")
        today &= Domain("start", ">", now - timedelta(hours=12))
        today &= Domain("start", "<", now + timedelta(hours=12))
        events = self.env["calendar.event"].search(
            own & self._visits_domain() & (today | Domain("visit_state", "=", "started"))
        )
        return events.sorted(lambda event: (event.visit_state != "started", event.start))[:1]

    def _create_visit(self):
        events = self.env["calendar.event"].with_context(
            active_model=False, skip_contact_description=True
        )
        return events.create(self._prepare_visit(self._visit_start()))

    @api.model
    def _visit_start(self):
        return self.env["calendar.event"]._this_minute()

    def _prepare_visit(self, start):
        return {
            "name": self.env._("Visit: %s", self.display_name),
            "is_visit": True,
            "start": start,
            "stop": start + timedelta(hours=1),
            "user_id": self.env.uid,
            "location": ", ".join(filter(None, (self.street, self.street2, self.city))),
        }


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.visited.mixin"]

    def _visits_domain(self):
        return Domain("opportunity_id", "in", self.ids)

    def _prepare_visit(self, start):
        attendees = self.env.user.partner_id | self.partner_id
        return super()._prepare_visit(start) | {
            "opportunity_id": self.id,
            "visit_client_id": self.partner_id.id,
            "partner_ids": [fields.Command.set(attendees.ids)],
        }


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.visited.mixin"]

    def _visits_domain(self):
        return Domain("visit_client_id", "in", self.ids) & Domain("opportunity_id", "=", False)

    def _prepare_visit(self, start):
        attendees = self.env.user.partner_id | self
        return super()._prepare_visit(start) | {
            "visit_client_id": self.id,
            "partner_ids": [fields.Command.set(attendees.ids)],
        }
