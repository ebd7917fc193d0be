from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .calendar_event import SALES

FIRST = 5  # questions that fit on a phone above what is to be tapped


class CalendarEvent(models.Model):
    """A visit from its first to its last tap, on the phone."""

    _inherit = "calendar.event"

    missing_question_ids = fields.Many2many(
        "dosmart.sheet.question", string="Still to Ask", compute="_compute_sheet", groups=SALES
    )
    further_question_count = fields.Integer(compute="_compute_sheet", groups=SALES)
    sheet_completeness = fields.Integer(compute="_compute_sheet", groups=SALES)

    @api.depends("opportunity_id", "visit_client_id")
    @api.depends_context("lang", "uid")
    def _compute_sheet(self):
        for event in self:
            shown = event._visited()._filtered_access("read")
            missing = shown.missing_question_ids
            event.missing_question_ids = missing[:FIRST]
            event.further_question_count = len(missing[FIRST:])
            event.sheet_completeness = shown.sheet_completeness

    def _visited(self):
        """Return whom the visit is to: the lead, else the client; it shows the client sheet."""
        return self.opportunity_id or self.visit_client_id

    def action_start_visit(self):
        """Note that the visit begins now; twice changes nothing."""
        for event in self.filtered(lambda event: not event.visit_started_on):
            event.write({"is_visit": True, "visit_started_on": self._this_minute()})

    def action_open_sheet(self):
        """Open the lead or client to fill in its sheet."""
        self.ensure_one()
        visited = self._visited()
        if not visited:
            raise UserError(self.env._("Say first whom you visit: the opportunity or the client."))
        return visited.get_formview_action()

    def action_finish_visit(self):
        """Note how the visit went, and plan what comes next; twice changes nothing."""
        for event in self.filtered(lambda event: event.visit_state != "done"):
            event._check_may_tell()
            event._check_told()
            event._finish()
        return self._tell_finished()

    def _tell_finished(self):
        """Return the action that tells the salesperson what was kept, and shows it."""
        event = self[-1:]
        message = self.env._("The visit is kept.")
        if event.next_contact in ("call", "visit"):
            kinds = dict(event._fields["next_contact"]._description_selection(self.env))
            message = self.env._(
                "The visit is kept. Next: %(contact)s, %(date)s",
                contact=kinds[event.next_contact],
                date=format_date(self.env, event.next_contact_date),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _this_minute(self):
        return fields.Datetime.now().replace(second=0)

    def _check_told(self):
        """Refuse to finish a visit of which nobody knows how it went."""
        outcome = self.visit_outcome_id
        missing = [
            label
            for is_missing, label in (
                (not self._visited(), self.env._("whom you visited")),
                (not outcome, self.env._("the outcome")),
                (
                    (outcome.is_held or not outcome) and not self.visit_attitude,
                    self.env._("the attitude"),
                ),
                (
                    not self._is_next_contact_possible(),
                    self.env._("a day from today on for the next contact"),
                ),
            )
            if is_missing
        ]
        if missing:
            raise UserError(self.env._("Before you finish the visit say %s.", ", ".join(missing)))

    def _is_next_contact_possible(self):
        date = self.next_contact_date
        is_planned = self.next_contact in ("call", "visit")
        return not is_planned or (date and date >= fields.Date.context_today(self))

    def _finish(self):
        now = self._this_minute()
        started = self.visit_started_on or min(self.start, now)
        ended = self.visit_ended_on or max(started, now)
        is_held = self.visit_outcome_id.is_held
        self.write(
            {
                "visit_started_on": started,
                "visit_ended_on": ended,
                "visit_attitude": is_held and self.visit_attitude,
                "is_sheet_updated": self._was_sheet_updated(started),
            }
        )
        if not self.allday:
            # The calendar says what happened, not what was planned.
            self.write({"start": started, "stop": ended})
        self._tell_sheet()
        # sudo: whoever held the meeting, nobody has to any more.
        self.sudo().activity_ids.action_feedback()
        self._visited()._message_log(body=self._tell_visit())
        self._plan_next_contact()

    def _was_sheet_updated(self, started):
        """Return whether somebody answered a question since the visit began."""
        visited = self._visited()
        # sudo: dates of answers, which nobody reads.
        records = (visited.sudo(), visited.client_sheet_id.sudo())
        moments = [m for record in records for m in (record.answered_on or {}).values()]
        return any(moment >= started.isoformat() for moment in moments)

    def _tell_sheet(self):
        visited = self._visited()
        if self.visit_attitude and visited.has_access("write"):
            visited.attitude = self.visit_attitude

    def _tell_visit(self):
        attitudes = dict(self._fields["visit_attitude"]._description_selection(self.env))
        facts = [
            self.visit_outcome_id.name,
            attitudes.get(self.visit_attitude),
            self.env._("%s minutes", self.visit_duration),
        ]
        text = Markup("{}: {}").format(self._get_html_link(), " · ".join(filter(None, facts)))
        if self.visit_minutes:
            text += Markup("<br/>") + self.visit_minutes
        return text

    def _plan_next_contact(self):
        if self.next_contact == "call":
            self._visited().activity_schedule(
                "mail.mail_activity_data_call", self.next_contact_date, **self._prepare_next_call()
            )
        elif self.next_contact == "visit":
            self._plan_next_visit()

    def _prepare_next_call(self):
        return {
            "user_id": self.env.uid,
            "summary": self.env._("After the visit: %s", self.visit_outcome_id.name),
        }

    def _plan_next_visit(self):
        """Plan the next visit, at the same time of the day, without writing to the client yet."""
        days = self.next_contact_date - fields.Datetime.context_timestamp(self, self.start).date()
        quiet = self.env["calendar.event"].with_context(
            active_model=False, no_mail_to_attendees=True, skip_contact_description=True
        )
        event = quiet.create(self._prepare_next_visit(self.start + timedelta(days=days.days)))
        self._carry_over_agenda(event)

    def _prepare_next_visit(self, start):
        visited = self._visited()
        return {
            "name": self.name,
            "is_visit": True,
            "start": start,
            "stop": start + timedelta(hours=1),
            "location": self.location,
            "user_id": self.env.uid,
            "partner_ids": [fields.Command.set(self.partner_ids.ids)],
            "opportunity_id": self.opportunity_id.id,
            "visit_client_id": self.visit_client_id.id,
            "previous_event_id": self.id,
            "res_model_id": self.env["ir.model"]._get_id(visited._name),
            "res_id": visited.id,
        }
