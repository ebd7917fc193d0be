from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..sheet.client_sheet import VISIT_ATTITUDES

SALES = "sales_team.group_sale_salesman"
VISIT_STATES = [("planned", "Planned"), ("started", "Under Way"), ("done", "Ended")]
# What others may count of a private visit; whose it was and what was said stays private.
COUNTED = frozenset(
    {
        "__count",
        "is_visit",
        "visit_state",
        "visit_started_on",
        "visit_ended_on",
        "visit_duration",
        "visit_outcome_id",
        "visit_attitude",
        "is_sheet_updated",
    }
)
# Portal users may read the meetings that they attend: none of what we think of them.
OURS = {"copy": False, "groups": SALES}


class CalendarEvent(models.Model):
    """A visit is a meeting that says whom we saw, how it went and what came of it (spec SP-8)."""

    _inherit = "calendar.event"

    is_visit = fields.Boolean("Visit", help="We go to see the client.")
    visit_client_id = fields.Many2one(
        "res.partner",
        "Client Visited",
        compute="_compute_visit_client_id",
        store=True,
        precompute=True,
        readonly=False,
        copy=False,
        index="btree_not_null",
        groups=SALES,
    )
    visit_state = fields.Selection(
        VISIT_STATES,
        "State of the Visit",
        compute="_compute_visit_state",
        store=True,
        precompute=True,
        groups=SALES,
    )
    visit_started_on = fields.Datetime("Visit Began", **OURS)
    visit_ended_on = fields.Datetime("Visit Ended", **OURS)
    visit_duration = fields.Integer(
        "Visit (Minutes)",
        compute="_compute_visit_duration",
        store=True,
        precompute=True,
        groups=SALES,
    )
    visit_outcome_id = fields.Many2one(
        "dosmart.visit.outcome", "Outcome", ondelete="restrict", **OURS
    )
    visit_attitude = fields.Selection(
        VISIT_ATTITUDES, "Attitude", help="Becomes the attitude of the client sheet.", **OURS
    )
    visit_minutes = fields.Text(
        "Minutes of the Visit", help="What was said; printed for the client.", **OURS
    )
    is_sheet_updated = fields.Boolean(
        "Sheet Updated",
        readonly=True,
        help="An answer of the client sheet was given between the beginning and the end.",
        **OURS,
    )
    agreement_ids = fields.One2many(
        "dosmart.promise", "event_id", "Agreements", copy=False, groups=SALES
    )
    next_contact = fields.Selection(
        [("call", "Call"), ("visit", "Visit"), ("none", "None")], **OURS
    )
    next_contact_date = fields.Date(
        "On",
        compute="_compute_next_contact_date",
        store=True,
        precompute=True,
        readonly=False,
        **OURS,
    )

    _visits_idx = models.Index("(user_id, start) WHERE is_visit")

    @api.depends("is_visit", "opportunity_id")
    def _compute_visit_client_id(self):
        for event in self:
            client = event.is_visit and (event.opportunity_id.partner_id or event.visit_client_id)
            event.visit_client_id = client

    @api.depends("is_visit", "visit_started_on", "visit_ended_on")
    def _compute_visit_state(self):
        for event in self:
            state = event.is_visit and "planned"
            if state and event.visit_started_on:
                state = "done" if event.visit_ended_on else "started"
            event.visit_state = state

    @api.depends("visit_started_on", "visit_ended_on")
    def _compute_visit_duration(self):
        for event in self:
            start, end = event.visit_started_on, event.visit_ended_on
            event.visit_duration = round((end - start).total_seconds() / 60) if end and start else 0

    @api.depends("next_contact")
    def _compute_next_contact_date(self):
        for event in self:
            is_planned = event.next_contact in ("call", "visit")
            if is_planned and not event.next_contact_date:
                company = event.visit_company_id or self.env.company
                event.next_contact_date = company._working_day(company.next_contact_days)
            elif not is_planned:
                event.next_contact_date = False

    @api.constrains("visit_started_on", "visit_ended_on")
    def _check_visit_times(self):
        for event in self.filtered("visit_ended_on"):
            start = event.visit_started_on
            if not start or event.visit_ended_on < start:
                raise ValidationError(
                    self.env._(
                        "The visit “%s” cannot end before it begins. Correct one of the two times.",
                        event.name,
                    )
                )

    @api.model
    def _get_public_fields(self):
        """Let all count private visits too: without these, reports lose their rows."""
        return super()._get_public_fields() | COUNTED

    def action_open_visit(self):
        """Open this meeting as a visit."""
        self.ensure_one()
        return self._open_visit()

    def _open_visit(self):
        """Return the action that opens this meeting as a visit, for a thumb."""
        view = (
            "dosmart_crm.visit_view_form" if self.is_visit else "calendar.view_calendar_event_form"
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref(view).id, "form")],
        }


class Promise(models.Model):
    _inherit = "dosmart.promise"

    event_id = fields.Many2one(
        "calendar.event", "Agreed in", index="btree_not_null", ondelete="set null"
    )
