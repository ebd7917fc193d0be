from odoo import api, fields, models
from odoo.tools import SQL


class LeadControlPoint(models.Model):
    """What is known of one control point of one deal: who did it and when, or who let it go.

    Rows are made and written by the methods of the deal alone, which check who may.
    """

    _name = "dosmart.lead.control.point"
    _description = "Control Point of an Opportunity"
    _order = "lead_id, point_id, id"
    _rec_name = "point_id"

    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    point_id = fields.Many2one(
        "dosmart.control.point", "Control Point", required=True, index=True, ondelete="cascade"
    )
    # Not stored: whoever assigns a deal would have to look for rows to update.
    stage_id = fields.Many2one(related="point_id.stage_id")
    user_id = fields.Many2one(related="lead_id.user_id", string="Salesperson")
    company_id = fields.Many2one(related="lead_id.company_id")
    done_on = fields.Datetime()
    done_by_id = fields.Many2one("res.users", "Done By", ondelete="set null")
    note = fields.Char()
    planned_date = fields.Date("Planned")
    actual_date = fields.Date("Actual")
    overridden_on = fields.Datetime()
    overridden_by_id = fields.Many2one("res.users", "Overridden By", ondelete="set null")
    override_reason = fields.Text("Reason")

    _lead_point_uniq = models.UniqueIndex(
        "(lead_id, point_id)", "This control point of the opportunity is known already."
    )

    def _is_settled(self):
        return bool(self.done_on or self.overridden_on)

    def _pairs(self):
        return {(state.lead_id.id, state.point_id.id) for state in self}

    @api.model
    def _of(self, pairs):
        """Return the rows of *pairs* (lead id, point id); those that are not there yet are made.

        Two workers never make one twice: the second is refused by the database and begins anew.
        """
        pairs = sorted(pairs)
        if not pairs:
            return self.browse()
        self._insert_missing(pairs)
        leads, points = ([*{pair[i] for pair in pairs}] for i in (0, 1))
        rows = self.search([("lead_id", "in", leads), ("point_id", "in", points)])
        return rows.filtered(lambda row: (row.lead_id.id, row.point_id.id) in set(pairs))

    @api.model
    def _insert_missing(self, pairs):
        now = SQL("now() AT TIME ZONE 'UTC'")
        self.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s (lead_id, point_id,"
                " create_uid, create_date, write_uid, write_date)"
                " SELECT lead_id, point_id, %(uid)s, %(now)s, %(uid)s, %(now)s"
                " FROM unnest(%(leads)s, %(points)s) AS pair(lead_id, point_id)"
                " ON CONFLICT (lead_id, point_id) DO NOTHING",
                table=SQL.identifier(self._table),
                uid=self.env.uid,
                now=now,
                leads=[lead for lead, _point in pairs],
                points=[point for _lead, point in pairs],
            )
        )
        for model in ("crm.lead", "dosmart.control.point"):
            self.env[model].invalidate_model(["lead_point_ids"], flush=False)
