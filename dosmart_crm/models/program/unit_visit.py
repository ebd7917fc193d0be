from odoo import fields, models


class CalendarEvent(models.Model):
    """A visit to a unit that took place is a service done: nobody has to note it again."""

    _inherit = "calendar.event"

    def _finish(self):
        done = super()._finish()
        if self.unit_id and self.service_kind_id and self.visit_outcome_id.is_held:
            self._note_service()
        return done

    def _note_service(self):
        """Note the service with the unit, unless somebody did so already."""
        values = {
            "unit_id": self.unit_id.id,
            "kind_id": self.service_kind_id.id,
            "date": fields.Date.context_today(self, self.visit_ended_on),
        }
        # sudo: who went there need not be in charge of the client; the visit is theirs to end.
        services = self.env["dosmart.unit.service"].sudo()
        if not services.search_count([(name, "=", value) for name, value in values.items()]):
            services.create(values | {"user_id": self.user_id.id, "note": self.visit_minutes})
