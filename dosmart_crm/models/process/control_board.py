from odoo import api, fields, models
from odoo.fields import Domain

# What to do for the points that follow from facts is said beside them.
PERCENTS = {"sheet": "_sheet_percents", "payment": "_paid_percents"}


class CrmLead(models.Model):
    """The page on which a salesperson sees the control points of a deal, and ticks them."""

    _inherit = "crm.lead"

    control_board = fields.Json("Control Points Shown", compute="_compute_control_board")

    @api.depends(
        "stage_id",
        "team_id",
        "company_id",
        "sale_approach",
        "sale_length",
        "lead_point_ids.write_date",
    )
    @api.depends_context("lang", "uid")
    def _compute_control_board(self):
        for lead in self:
            lead.control_board = lead._origin._prepare_control_board() if lead._origin else False

    def _own_stage_ids(self):
        """Return the ids of the stages that this deal goes through, in order."""
        return self._stage_find(limit=None).ids

    def _prepare_control_board(self):
        """Return the stages of this deal that have control points, each with its points."""
        stage_ids = self._own_stage_ids()
        # sudo: the process is the same for whoever works on the deal.
        points = self.env["dosmart.control.point"].sudo()
        points = points._asked(Domain("stage_id", "in", stage_ids))
        points = points.filtered(lambda point: point._applies_to(self))
        if not points:
            return False
        rows = self._prepare_point_rows(points)
        return {
            "editable": self.has_access("write"),
            "stages": [
                self._prepare_board_stage(stage, [rows[p] for p in points if p.stage_id == stage])
                for stage in self.env["crm.stage"].browse(stage_ids)
                if stage in points.stage_id
            ],
        }

    def _prepare_board_stage(self, stage, rows):
        return {
            "id": stage.id,
            "name": stage.name,
            "is_current": stage == self.stage_id,
            "met": sum(row["is_met"] for row in rows),
            "missing": sum(row["is_required"] and not row["is_met"] for row in rows),
            "points": rows,
        }

    def _prepare_point_rows(self, points):
        met = points._met(self)
        # sudo: how much is filled in or paid counts, whoever may see it.
        percents = {
            kind: getattr(points, name)(self.sudo())
            for kind, name in PERCENTS.items()
            if kind in points.mapped("kind")
        }
        # sudo: who sees the deal sees what was done of its control points.
        states = self.sudo().lead_point_ids.grouped("point_id")
        none = self.env["dosmart.lead.control.point"].sudo()
        return {
            point: self._prepare_point_row(point, states.get(point, none))
            | {
                "is_met": (self.id, point.id) in met,
                "now": int(min(percents.get(point.kind, {}).get(self.id, 0), 100)),
            }
            for point in points
        }

    def _prepare_point_row(self, point, state):
        approver = point._next_approver_after(state.approval_ids.user_id)
        to_text = fields.Date.to_string
        return {
            "id": point.id,
            "name": point.name,
            "help": point.help or "",
            "kind": point.kind,
            "is_required": point.is_required,
            "document": self._document_label(point),
            "percent": point.percent,
            "note": state.note or "",
            "planned": to_text(state.planned_date) or "",
            "actual": to_text(state.actual_date) or "",
            "is_late": bool(
                state.planned_date
                and not state.actual_date
                and state.planned_date < fields.Date.context_today(self)
            ),
            "done_on": fields.Datetime.to_string(state.done_on) or "",
            "done_by": state.client_name or state.done_by_id.name or "",
            "approved_by": state.approval_ids.user_id.mapped("name"),
            "next_approver": approver.name or "",
            "is_my_turn": approver == self.env.user,
            "is_asked": approver in state.activity_ids.filtered("active").user_id,
            "is_sent": bool(state.link_expires_on),
            "overridden_by": state.overridden_by_id.name or "",
            "override_reason": state.override_reason or "",
        }

    def _document_label(self, point):
        """Return the name of the document that *point* asks for, if any."""
        kinds = point._fields["document_kind"]._description_selection(self.env)
        return dict(kinds)[point.document_kind] if point.kind == "document" else ""
