from odoo import fields, models
from odoo.tools import SQL


class ExclusionRule(models.Model):
    """Nobody calls to ask for new sales whom an open complaint worries (spec CP-3)."""

    _inherit = "dosmart.exclusion.rule"

    kind = fields.Selection(
        selection_add=[("open_complaint", "Open Complaint"), ("opted_out",)],
        ondelete={"open_complaint": "cascade"},
    )

    def _excluded_sql_open_complaint(self):
        """Return whether the client of ``due`` has a complaint that is not closed."""
        return SQL(
            "EXISTS (SELECT 1 FROM dosmart_complaint complaint"
            " WHERE complaint.client_id = due.client_id AND complaint.is_open)"
        )
