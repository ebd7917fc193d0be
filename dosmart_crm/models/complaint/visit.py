from odoo import models


class CalendarEvent(models.Model):
    """Whoever hears a complaint during a visit registers it there."""

    _inherit = "calendar.event"

    def action_register_complaint(self):
        """Open a new complaint of the client who is visited."""
        self.ensure_one()
        visited = self._visited()
        client = visited if visited._name == "res.partner" else visited.partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Complaint"),
            "res_model": "dosmart.complaint",
            "views": [(False, "form")],
            "context": {
                "default_channel": "visit",
                "default_partner_id": client.id,
                "default_contact_name": visited.display_name if not client else False,
            },
        }
