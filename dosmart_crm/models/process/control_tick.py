from odoo import fields, models
from odoo.exceptions import UserError


class LeadControlPoint(models.Model):
    _inherit = "dosmart.lead.control.point"

    def _mark_done(self, by=None):
        self.done_on = fields.Datetime.now()
        self.done_by_id = self.env.user if by is None else by


class CrmLead(models.Model):
    """What a salesperson does with the control points of a deal, one tap each."""

    _inherit = "crm.lead"

    def action_tick_point(self, point_id, is_done=True):
        """Tick the control point of this deal, or take the tick back; twice changes nothing."""
        state = self._open_state(point_id, "tick")
        if is_done and not state.done_on:
            state._mark_done()
        elif not is_done and state.done_on:
            state.write({"done_on": False, "done_by_id": False})

    def action_note_point(self, point_id, note):
        """Keep a note on the control point of this deal."""
        self._open_state(point_id).note = (note or "").strip()

    def action_date_point(self, point_id, planned_date, actual_date):
        """Keep when an event of this deal is planned and when it took place.

        :param planned_date, actual_date: texts like 2026-11-22, or nothing
        """
        state = self._open_state(point_id, "event")
        actual = fields.Date.to_date(actual_date or None)
        if actual and actual > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "“%s” cannot have taken place in the future. Plan it for that day instead.",
                    state.point_id.name,
                )
            )
        if actual and not state.done_on:
            state._mark_done()
        elif not actual:
            state.write({"done_on": False, "done_by_id": False})
        state.planned_date = fields.Date.to_date(planned_date or None)
        state.actual_date = actual

    def _open_state(self, point_id, kind=None, access="write"):
        """Return what is known of a control point of this deal, to be written as superuser.

        The id comes from a browser: only a point of this deal is taken.
        """
        self.ensure_one()
        self.check_access(access)
        # sudo: the process is the same for whoever works on the deal.
        point = self.env["dosmart.control.point"].sudo().browse(point_id).exists()
        is_known = point.active and point.stage_id.id in self._own_stage_ids()
        if not is_known or not point._applies_to(self) or kind not in (None, point.kind):
            raise UserError(
                self.env._(
                    "This control point is not one of “%s” any more. Reload the page.", self.name
                )
            )
        # sudo: rows are written by the methods that call this, after the checks above.
        return self.env["dosmart.lead.control.point"].sudo()._of({(self.id, point.id)})

    def _log_point(self, text):
        # sudo: who approves need not be allowed to write on the deal.
        self.sudo()._message_log(body=text, author_id=self.env.user.partner_id.id)
