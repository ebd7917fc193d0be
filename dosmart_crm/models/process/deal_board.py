from odoo import api, fields, models


class CrmLead(models.Model):
    """The dates of a deal on its form, at a glance."""

    _inherit = "crm.lead"

    deal_board = fields.Json("Dates", compute="_compute_deal_board")

    @api.depends("team_id", "type", "active", "stage_id", "client_sheet_id", "partner_id")
    @api.depends_context("lang", "uid", "tz")
    def _compute_deal_board(self):
        for lead in self:
            shown = lead._origin.active and lead._origin._follows_dates()
            lead.deal_board = shown and lead._origin._prepare_deal_board()

    def _timeline(self):
        # sudo: who sees the deal sees its dates, also those that invoices tell.
        lines = self.env["dosmart.deal.timeline"].sudo()
        return lines.search([("lead_id", "in", self.ids)], order="sequence, kind_id")

    def _prepare_deal_board(self):
        """Return the dates of this deal in order, how many are late, and which one is next."""
        dates = [self._prepare_deal_date(line) for line in self._timeline()]
        ahead = [date for date in dates if date["state"] == "planned"]
        return {
            "editable": self.has_access("write"),
            "dates": dates,
            "late": sum(date["state"] == "late" for date in dates),
            "done": sum(date["state"] == "done" for date in dates),
            "next": min(ahead, key=lambda date: date["planned"], default=False),
        }

    def _prepare_deal_date(self, line):
        to_text = fields.Date.to_string
        return {
            "id": line.kind_id.id,
            "name": line.kind_id.name,
            "help": line.kind_id.help or "",
            "planned": to_text(line.planned_date) or "",
            "actual": to_text(line.actual_date) or "",
            "is_known": line.is_known,
            "is_planned_by_odoo": line.kind_id.source == "contact",
            "state": line.state,
            "late_days": line.late_days,
        }
