import operator as operators
from itertools import chain

from odoo import api, fields, models
from odoo.fields import Domain

COMPARISONS = {
    ">": operators.gt,
    ">=": operators.ge,
    "<": operators.lt,
    "<=": operators.le,
    "in": lambda count, values: count in values,
}


class CrmLead(models.Model):
    """What holds a deal in its stage, said before somebody tries to move it."""

    _inherit = "crm.lead"

    stage_blocker_count = fields.Integer(
        "Missing to Go On",
        compute="_compute_stage_blocker_count",
        search="_search_stage_blocker_count",
        help="How many required control points of its stage are not met yet.",
    )

    @api.model
    def _stage_blocker_fields(self):
        """Return the names of the fields that decide what holds a deal; extend it with yours."""
        return [
            "stage_id",
            "team_id",
            "company_id",
            "sale_approach",
            "sale_length",
            "lead_point_ids.done_on",
            "lead_point_ids.overridden_on",
        ]

    @api.depends(lambda self: self._stage_blocker_fields())
    def _compute_stage_blocker_count(self):
        blockers = self._origin._find_stage_blockers()
        for lead in self:
            lead.stage_blocker_count = len(blockers.get(lead._origin, ()))

    def _find_stage_blockers(self):
        """Return {deal: [Blocker, …]} of those that may not leave their stage yet."""
        pipelines = self.env["dosmart.control.point"]._pipelines()
        # Read all stages at once, for the many cards of teams without control points.
        if not {*chain(*pipelines.values())} & {*self.stage_id.ids}:
            return {}
        gated = self.filtered(lambda lead: lead.stage_id.id in pipelines[lead.team_id.id])
        return self._blocking_reasons({lead: lead.stage_id.ids for lead in gated}) if gated else {}

    def _search_stage_blocker_count(self, operator, value):
        """Judge the open deals of the teams with control points; all others miss nothing."""
        fits = COMPARISONS.get(operator)
        if not fits:
            return NotImplemented
        gated = self.search(self._gated_domain())
        found = gated.filtered(lambda deal: fits(deal.stage_blocker_count, value))
        if fits(0, value):
            return Domain("id", "not in", (gated - found).ids)
        return Domain("id", "in", found.ids)

    def _gated_domain(self):
        pipelines = self.env["dosmart.control.point"]._pipelines()
        named = {team: stages for team, stages in pipelines.items() if team}
        gated = Domain("team_id", "in", [team for team, stages in named.items() if stages])
        if pipelines[None]:
            gated |= Domain("team_id", "not in", [*named])
        return gated & Domain("won_status", "!=", "lost") & Domain("type", "=", "opportunity")

    @api.model
    def _card_hint_fields(self):
        return [*super()._card_hint_fields(), *self._stage_blocker_fields()]

    def _find_card_hints(self):
        hints = super()._find_card_hints()
        for lead, blockers in self._find_stage_blockers().items():
            hints[lead].append(
                {
                    "icon": "fa-lock",
                    "text": self.env._("%s missing to go on", len(blockers)),
                    "title": ", ".join(blocker.text for blocker in blockers),
                }
            )
        return hints
