from odoo import api, models


class CrmLead(models.Model):
    """The client's status on the card of a lead."""

    _inherit = "crm.lead"

    @api.model
    def _card_hint_fields(self):
        return [*super()._card_hint_fields(), "client_sheet_id.client_status_id"]

    def _find_card_hints(self):
        hints = super()._find_card_hints()
        # Read all sheets at once, for the many cards without one.
        for lead in self if self.client_sheet_id else ():
            if status := lead.client_status_id:
                hints[lead].append({"text": status.name, "color": status.color})
        return hints
