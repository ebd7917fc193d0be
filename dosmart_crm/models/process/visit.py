from odoo import api, fields, models
from odoo.exceptions import ValidationError


class VisitOutcome(models.Model):
    """What can come of a visit. The list is the administrator's."""

    _name = "dosmart.visit.outcome"
    _description = "Outcome of a Visit"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_held = fields.Boolean(
        "The Visit Took Place",
        default=True,
        help="Off: nobody was there, or it was called off. Such a visit has no attitude, and does "
        "not count as held.",
    )


class VisitPoint(models.Model):
    """A point of the agenda of a visit, with the minutes it may take."""

    _name = "dosmart.visit.point"
    _description = "Point of an Agenda"
    _order = "event_id, sequence, id"

    event_id = fields.Many2one("calendar.event", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("Point", required=True)
    minutes = fields.Integer(default=10, help="How long it may take. 0: no time of its own.")
    is_done = fields.Boolean("Dealt with", copy=False)

    _minutes_positive = models.Constraint(
        "CHECK(minutes >= 0)", "The minutes of a point of the agenda cannot be negative."
    )


class CalendarEvent(models.Model):
    """The agenda of a visit, and the meetings before and after it."""

    _inherit = "calendar.event"

    visit_point_ids = fields.One2many("dosmart.visit.point", "event_id", "Agenda")
    agenda_minutes = fields.Integer(
        "Minutes of the Agenda", compute="_compute_agenda", help="All points together."
    )
    is_agenda_too_long = fields.Boolean(compute="_compute_agenda")
    previous_event_id = fields.Many2one(
        "calendar.event",
        "Follows",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        help="The meeting before this one; what was not dealt with there is on the agenda here.",
    )
    next_event_ids = fields.One2many("calendar.event", "previous_event_id", "Followed by")

    @api.depends("visit_point_ids.minutes", "duration", "allday")
    def _compute_agenda(self):
        for event in self:
            event.agenda_minutes = sum(event.visit_point_ids.mapped("minutes"))
            available = round(event.duration * 60)
            event.is_agenda_too_long = not event.allday and event.agenda_minutes > available

    @api.constrains("previous_event_id")
    def _check_previous_event(self):
        for event in self.filtered("previous_event_id"):
            if event._has_cycle("previous_event_id"):
                raise ValidationError(
                    self.env._("“%s” cannot follow itself, or what follows it.", event.name)
                )

    def action_view_meeting(self):
        """Open the meeting before this one, or the first one after it if the context says so."""
        self.ensure_one()
        follows = self.env.context.get("show_next")
        other = self.next_event_ids[:1] if follows else self.previous_event_id
        return other._open_visit() if other else False

    def _carry_over_agenda(self, event):
        """Put on the agenda of *event* what was not dealt with in this one."""
        left = self.visit_point_ids.filtered(lambda point: not point.is_done)
        self.env["dosmart.visit.point"].create(left.copy_data({"event_id": event.id}))
