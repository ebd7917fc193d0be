from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date


class DealDate(models.Model):
    """What was planned and noted of one date of one deal; written by the deal's methods alone.

    Where Odoo knows the day by itself, see ``deal_timeline.py``, no row is needed.
    """

    _name = "dosmart.deal.date"
    _description = "Date of an Opportunity, as Planned and Noted"
    _order = "lead_id, kind_id, id"
    _rec_name = "kind_id"

    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "dosmart.deal.date.kind", "Date", required=True, index=True, ondelete="cascade"
    )
    planned_date = fields.Date("Planned")
    actual_date = fields.Date("Actual")
    asked_on = fields.Date(
        groups=fields.NO_ACCESS,
        help="Technical: when the salesperson was last asked to get in touch with the client.",
    )

    _lead_kind_uniq = models.UniqueIndex(
        "(lead_id, kind_id)", "This date of the opportunity is known already. Reload the page."
    )

    @api.model
    def _of(self, lead, kind):
        """Return the row of *lead* and *kind*; it is made if it is not there yet."""
        row = self.search([("lead_id", "=", lead.id), ("kind_id", "=", kind.id)])
        return row or self.create({"lead_id": lead.id, "kind_id": kind.id})

    @api.model
    def _note_asked(self, lines):
        """Note that the salespeople are asked about *lines* of the timeline today."""
        self.env.flush_all()
        pairs = [(line.lead_id.id, line.kind_id.id) for line in lines]
        self.env.cr.execute(
            SQL(
                "INSERT INTO dosmart_deal_date (lead_id, kind_id, asked_on)"
                " SELECT asked.lead_id, asked.kind_id, %s"
                " FROM unnest(%s::int[], %s::int[]) AS asked(lead_id, kind_id)"
                " ON CONFLICT (lead_id, kind_id) DO UPDATE SET asked_on = EXCLUDED.asked_on",
                fields.Date.context_today(self),
                [lead for lead, _kind in pairs],
                [kind for _lead, kind in pairs],
            )
        )
        self.invalidate_model(flush=False)


class CrmLead(models.Model):
    """The dates of a deal: when each is planned, and when it took place (spec SP-3)."""

    _inherit = "crm.lead"

    deal_date_ids = fields.One2many("dosmart.deal.date", "lead_id", copy=False)

    def action_plan_date(self, kind_id, day):
        """Plan the date *kind_id* of this deal for *day*, a text like 2026-11-22, or for none."""
        row = self._open_date(kind_id)
        planned, before = fields.Date.to_date(day or None), row.planned_date
        if planned == before:
            return
        if planned and planned < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "“%s” cannot be planned for a day that is over. If it took place then, note "
                    "that day as the actual one.",
                    row.kind_id.name,
                )
            )
        row.planned_date = planned
        if before:
            self._after_move(row, before)

    def action_note_date(self, kind_id, day):
        """Note that the date *kind_id* of this deal took place on *day*, or that it did not."""
        row = self._open_date(kind_id)
        actual = fields.Date.to_date(day or None)
        if actual and actual > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "“%s” cannot have taken place in the future. Plan it for that day instead.",
                    row.kind_id.name,
                )
            )
        row.actual_date = actual

    def _open_date(self, kind_id):
        """Return the row of a date of this deal, to be written as superuser.

        The id comes from a browser: only a date that deals of its team have is taken.
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: the dates to follow are the same for whoever works on the deal.
        kind = self.env["dosmart.deal.date.kind"].sudo().browse(kind_id).exists()
        if not kind.active or kind.source == "contact" or not self._follows_dates():
            raise UserError(
                self.env._("This date is not one of “%s” any more. Reload the page.", self.name)
            )
        # sudo: rows are written by the methods that call this, after the checks above.
        return self.env["dosmart.deal.date"].sudo()._of(self, kind)

    def _follows_dates(self):
        """Return whether the dates of this deal are followed, which its team decides."""
        is_deal = self.type == "opportunity"
        return is_deal and self.team_id.id in self.env["crm.team"]._dated_team_ids()

    def _after_move(self, row, before):
        """Keep in the chatter that the date of *row*, planned for the day *before*, moved."""
        values = {
            "date": row.kind_id.name,
            "before": format_date(self.env, before),
            "after": format_date(self.env, row.planned_date) or self.env._("open"),
        }
        self._log_point(self.env._("%(date)s moved: %(before)s → %(after)s", **values))

    def _merge_dependences(self, opportunities):
        """Keep the dates of any of the merged deals, those of this one first."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; what is known of the merged deals follows.
        known = self.sudo().deal_date_ids.kind_id
        for row in opportunities.sudo().deal_date_ids:
            if row.kind_id not in known:
                row.lead_id = self
                known += row.kind_id
        return done
