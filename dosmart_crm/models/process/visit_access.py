from odoo import api, fields, models
from odoo.exceptions import AccessError

from .calendar_event import SALES

# What came of a visit. Planning it, the date of the next contact included, is not telling it.
TOLD = frozenset(
    {
        "visit_started_on",
        "visit_ended_on",
        "visit_outcome_id",
        "visit_attitude",
        "visit_minutes",
        "next_contact",
    }
)


class CalendarEvent(models.Model):
    """Any employee may move a meeting, as in Odoo. What came of a visit only those who attend say,
    and team leaders: it counts for the salesperson, and the client reads it in the minutes.
    """

    _inherit = "calendar.event"

    visit_company_id = fields.Many2one(
        "res.company",
        "Company of the Visit",
        compute="_compute_visit_company_id",
        store=True,
        precompute=True,
        help="Of the lead or client when the visit was planned. Other companies do not see it.",
    )
    can_tell_visit = fields.Boolean(compute="_compute_can_tell_visit", groups=SALES)

    # Two taps at once, on two devices, start one visit.
    _started_once = models.UniqueIndex(
        "(user_id, COALESCE(opportunity_id, 0), COALESCE(visit_client_id, 0), visit_started_on)"
        " WHERE visit_started_on IS NOT NULL",
        "This visit was started already. Reload the page.",
    )

    # Not of the company of the lead: changing it would then look for visits.
    @api.depends("is_visit", "opportunity_id", "visit_client_id")
    def _compute_visit_company_id(self):
        for event in self:
            event.visit_company_id = event.is_visit and event._visited().company_id

    @api.depends("user_can_edit")
    @api.depends_context("uid")
    def _compute_can_tell_visit(self):
        is_leader = self.env.user.has_group(SALES + "_all_leads")
        for event in self:
            event.can_tell_visit = is_leader or event.user_can_edit

    def _add_precomputed_values(self, vals_list):
        # sudo: whoever plans a meeting need not read what is computed of visits with it.
        return super(CalendarEvent, self.sudo())._add_precomputed_values(vals_list)

    def copy_data(self, default=None):
        """Copy whom a visit is to as well, recurring ones too, for those who may say so."""
        copies = super().copy_data(default)
        client = self._fields["visit_client_id"]
        if self._has_field_access(client, "write"):
            for event, vals in zip(self, copies, strict=True):
                if event.is_visit:
                    vals.setdefault(client.name, event.visit_client_id.id)
        return copies

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse visits that somebody else is said to have held."""
        events = super().create(vals_list)
        for event, vals in zip(events, vals_list, strict=True):
            if any(vals.get(name) for name in TOLD):
                event._check_may_tell()
        return events

    def write(self, vals):
        """Refuse to say for others what came of their visits."""
        if not vals.keys().isdisjoint(TOLD):
            self._check_may_tell()
        return super().write(vals)

    def _check_may_tell(self):
        if self.env.su:
            return
        for event in self.filtered(lambda event: not event.can_tell_visit):
            raise AccessError(
                self.env._("Only those who attend “%s” can say how it went.", event.display_name)
            )


class Promise(models.Model):
    """Agreements are printed in the minutes: only those who attended put them there."""

    _inherit = "dosmart.promise"

    @api.model_create_multi
    def create(self, vals_list):
        promises = super().create(vals_list)
        promises.event_id._check_may_tell()
        return promises

    def write(self, vals):
        done = super().write(vals)
        if "event_id" in vals:
            self.event_id._check_may_tell()
        return done
