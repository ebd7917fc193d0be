from odoo import api, fields, models
from odoo.exceptions import ValidationError

CHANNELS = [
    ("call", "Call"),
    ("visit", "Visit"),
    ("letter", "Letter"),
    ("email", "Email"),
    ("survey", "Survey"),
]
DAY_KINDS = [("working", "Working Days"), ("calendar", "Days")]
ATTEMPTED = ("call", "visit")


class ContactProgramStep(models.Model):
    """One thing a program does, within a window of days around its event.

    A new channel is one value of ``channel`` and one method ``_fire_<channel>`` of the touchpoint.
    """

    _name = "dosmart.contact.program.step"
    _inherit = ["dosmart.partner.condition.mixin"]
    _description = "Step of a Contact Program"
    _order = "program_id, sequence, id"

    program_id = fields.Many2one(
        "dosmart.contact.program", required=True, index=True, ondelete="cascade"
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    channel = fields.Selection(CHANNELS, "By", required=True, default="call")
    day_from = fields.Integer(
        "From Day",
        default=1,
        help="So many days after the event, which is day 0. Below zero: before it.",
    )
    day_to = fields.Integer(
        "To Day", default=5, help="Once it is over the contact is missed; it is not made late."
    )
    day_kind = fields.Selection(DAY_KINDS, "Counted in", required=True, default="working")
    max_attempts = fields.Integer(
        "Attempts", default=3, required=True, help="Each on another day and at another time of it."
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type", "Kind of Activity", ondelete="restrict", help="Empty: the usual one."
    )
    summary = fields.Char("Purpose", translate=True, help="What whoever does it reads first.")
    note = fields.Html("What to Say", translate=True)
    template_id = fields.Many2one(
        "mail.template",
        "Email",
        domain=[("model", "=", "dosmart.touchpoint")],
        ondelete="restrict",
    )
    survey_id = fields.Many2one("survey.survey", "Questionnaire", ondelete="restrict")

    _window_in_order = models.Constraint(
        "CHECK(day_from <= day_to)", "A window closes on the day it opens at the earliest."
    )
    _window_plausible = models.Constraint(
        "CHECK(day_from >= -730 AND day_to <= 730)",
        "A window lies within two years of its event.",
    )
    _max_attempts_plausible = models.Constraint(
        "CHECK(max_attempts BETWEEN 1 AND 20)", "1 to 20 attempts are made."
    )

    @api.depends("channel")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["channel"]._description_selection(self.env))
        for step in self:
            step.display_name = labels.get(step.channel, "")

    @api.constrains("channel", "template_id")
    def _check_template(self):
        for step in self.filtered(lambda one: one.channel == "email" and not one.template_id):
            raise ValidationError(
                self.env._(
                    "“%s” sends an email. Say which one: choose its template.",
                    step.program_id.name,
                )
            )
