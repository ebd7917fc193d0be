from odoo import fields, models


class StatusRule(models.Model):
    """Whether a client complains is a fact that a status may depend on (spec CS-4)."""

    _inherit = "dosmart.status.rule"

    no_open_complaint = fields.Boolean(
        help="Clients with an open complaint do not match, whoever takes care of it."
    )

    def _matching(self, sheets):
        """Leave out clients whose complaint is open."""
        matching = super()._matching(sheets)
        if not self.no_open_complaint or not matching:
            return matching
        clients = sheets.own_partner_ids.filtered(lambda one: one.own_sheet_id in matching)
        # sudo: that somebody complains counts, whoever may see of what.
        complaining = clients.sudo()._open_complaint_counts()
        angry = clients.filtered(lambda client: client.id in complaining).own_sheet_id
        return {sheet: why for sheet, why in matching.items() if sheet not in angry}
