from odoo import api, models
from odoo.exceptions import AccessError

# Written by our methods alone, which keep the rules and the history.
NOTED = {"name", "opened_at", "closed_at", "is_open", "is_dismissed"}


class Complaint(models.Model):
    """What nobody types: numbers and moments."""

    _inherit = "dosmart.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_noted({name for vals in vals_list for name in vals if vals[name]})
        complaints = super().create(vals_list)
        for complaint, vals in zip(complaints, vals_list, strict=True):
            # Whoever gets it without having been chosen is told, and follows it, as well.
            if complaint.user_id and not vals.get("user_id"):
                complaint._message_auto_subscribe({"user_id": complaint.user_id.id})
        return complaints

    def write(self, vals):
        self._refuse_noted(vals.keys())
        return super().write(vals)

    @api.model
    def _noted_names(self):
        """Return the fields that only our own methods write."""
        return NOTED

    @api.model
    def _refuse_noted(self, names):
        if not self.env.su and not self._noted_names().isdisjoint(names):
            raise AccessError(
                self.env._(
                    "The number and the moments of a complaint are not typed. Use its buttons: "
                    "they keep the history."
                )
            )

    def _note(self, **values):
        # sudo: these are written by methods like those above alone, after their checks.
        self.sudo().write(values)
