from collections import defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import RedirectWarning, ValidationError
from odoo.fields import Domain

REASSIGNS = {"team_id", "user_id", "type"}  # what can bring a deal to another team


class Blocker(NamedTuple):
    """Why a deal may not leave a stage."""

    stage: models.BaseModel  # crm.stage
    text: str
    point: models.BaseModel | None = None  # dosmart.control.point; without, nobody overrides it


class CrmLead(models.Model):
    """No deal leaves a stage before its required control points are met (spec SP-2).

    All ways of moving a deal end in ``write`` or ``create``, which are checked here: form, kanban,
    list, import, RPC, another team or salesperson. They are checked afterwards, when the other
    values of the same write count. Going back is free; who goes on again is asked again, and who
    jumps over stages is asked for all of them. A deal that is new in a team has left none of its
    stages yet.

    Won is a stage, so winning is moving. Lost is not: a deal may be lost anywhere, it stays in its
    stage, and restored it goes on from there. A merged deal stays where its most advanced part
    was; see ``_without_foreign_stage`` for one that comes to another team by it.

    Other reasons to hold a deal are added to ``_blocking_reasons``.
    """

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._check_gate({})
        return leads

    def write(self, vals):
        moved = self if vals.keys() & REASSIGNS else self._of_gated_teams("stage_id" in vals)
        if not moved:
            return super().write(vals)
        before = {lead: (lead.team_id, lead.stage_id) for lead in moved}
        done = super().write(self._without_foreign_stage(vals))
        moved._check_gate(before)
        return done

    def _of_gated_teams(self, is_asked=True):
        """Return those of these deals whose team has control points, none if it *is_asked* not."""
        pipelines = is_asked and self.env["dosmart.control.point"]._pipelines()
        if not pipelines:
            return self[:0]
        # Read all teams at once, for the many cards of teams without control points.
        team_ids = {team_id for team_id in [*self.team_id.ids, False] if pipelines[team_id]}
        return self.filtered(lambda lead: lead.team_id.id in team_ids) if team_ids else self[:0]

    def _without_foreign_stage(self, vals):
        """Leave out a stage that only repeats where the deals are, if their new team has it not.

        So does a merge into another team, which otherwise is asked for the stage of the old one.
        """
        stage_id = vals.get("stage_id")
        if not stage_id or not vals.get("team_id") or self.stage_id.ids != [stage_id]:
            return vals
        pipeline = self.env["dosmart.control.point"]._pipelines()[vals["team_id"]]
        if not pipeline or stage_id in pipeline:
            return vals
        return {name: value for name, value in vals.items() if name != "stage_id"}

    def _check_gate(self, before):
        """Refuse moves from *before*, {lead: (team, stage)}, that leave a stage too early."""
        leaving = self._stages_left(before)
        reasons = self._blocking_reasons(leaving) if leaving else {}
        if reasons:
            self._refuse_move(reasons, before)

    def _stages_left(self, before):
        """Return {lead: ids of the stages it leaves behind} where its team has control points."""
        pipelines = self.env["dosmart.control.point"]._pipelines()
        leaving = {}
        for lead in self if pipelines else ():
            pipeline = pipelines[lead.team_id.id]
            team, stage = before.get(lead, (None, None))
            if pipeline and (team, stage) != (lead.team_id, lead.stage_id):
                came_from = stage.id if team == lead.team_id else None
                leaving[lead] = lead._stages_between(pipeline, came_from, lead.stage_id)
        return {lead: stages for lead, stages in leaving.items() if stages}

    def _stages_between(self, pipeline, came_from, stage):
        """Return the ids of *pipeline* from the stage *came_from* up to, without, *stage*."""
        if not stage:
            return ()
        if stage.id not in pipeline:
            raise ValidationError(self._tell_foreign_stage(pipeline, stage))
        start = pipeline.index(came_from) if came_from in pipeline else 0
        return pipeline[start : pipeline.index(stage.id)]

    def _tell_foreign_stage(self, pipeline, stage):
        return self.env._(
            "“%(stage)s” is not a stage of the team %(team)s. Move “%(lead)s” to one of these: "
            "%(stages)s.",
            stage=stage.name,
            team=self.team_id.name or self.env._("none"),
            lead=self.display_name,
            stages=", ".join(self.env["crm.stage"].browse(pipeline).mapped("name")),
        )

    @api.model
    def _blocking_reasons(self, leaving):
        """Return {lead: [Blocker, …]} of the deals that may not leave their stages yet.

        To hold deals for other reasons, extend this and add to the lists. The number of queries
        does not depend on the number of deals.

        :param leaving: {lead: ids of the stages that it leaves}, of teams with control points only
        """
        return self._unmet(self._required_points(leaving))

    @api.model
    def _unmet(self, asked):
        """Return {lead: [Blocker, …]} of the points in *asked*, {lead: points}, that are not met.

        A lead without any has no entry; the result is a ``defaultdict``, to be added to.
        """
        leads = self.browse([lead.id for lead in asked])
        points = self.env["dosmart.control.point"].union(*asked.values())
        met = points._met(leads) if points else set()
        reasons = defaultdict(list)
        for lead, its_points in asked.items():
            for point in its_points:
                if (lead.id, point.id) not in met:
                    reasons[lead].append(Blocker(point.stage_id, point.name, point))
        return reasons

    def _required_points(self, leaving):
        """Return {lead: the required control points of the stages that it leaves}."""
        stage_ids = {stage_id for ids in leaving.values() for stage_id in ids}
        # sudo: the process is the same for whoever moves a deal.
        points = self.env["dosmart.control.point"].sudo()
        required = Domain("stage_id", "in", [*stage_ids]) & Domain("is_required", "=", True)
        points = points._asked(required)
        return {
            lead: points.filtered(
                lambda p, lead=lead: p.stage_id.id in leaving[lead] and p._applies_to(lead)
            )
            for lead in leaving
        }

    def _refuse_move(self, reasons, before):
        """Say all that is missing; where somebody just moves cards, offer to look at it."""
        text = self._tell_reasons(reasons)
        stages = {lead.stage_id for lead in reasons}
        stayed = all(before.get(lead, (None,))[0] == lead.team_id for lead in reasons)
        if not stayed or len(stages) > 1 or self.env.context.get("import_file"):
            raise ValidationError(text)
        action = self._open_stage_move([lead.id for lead in reasons], stages.pop())
        raise RedirectWarning(text, action, self.env._("See What Is Missing"))

    @api.model
    def _tell_reasons(self, reasons, start=None):
        """Return one text about all deals of *reasons*, stage by stage; *start* says what to do."""
        lines = []
        for lead, blockers in reasons.items():
            lines += ["", self.env._("Missing for “%s”:", lead.name)]
            lines += [f"• {line}" for line in self._tell_by_stage(blockers)]
        do_it = self.env._("Something is still missing. Open the opportunity and do it first:")
        return "\n".join([start or do_it, *lines])

    @api.model
    def _tell_by_stage(self, blockers):
        """Return a line for each stage of *blockers*: what is missing there."""
        texts = defaultdict(list)
        for blocker in blockers:
            texts[blocker.stage].append(blocker.text)
        return [f"{stage.name}: {', '.join(its)}" for stage, its in texts.items()]

    @api.model
    def _open_stage_move(self, lead_ids, stage):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Is Missing"),
            "res_model": "dosmart.stage.move",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_lead_ids": lead_ids, "default_stage_id": stage.id},
        }
