from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache


class Pipelines(dict):
    """{team id: ids of its stages in order, none if nothing is required in any of them}.

    The teams that no stage names have the stages that all share, as have deals without a team.
    """

    def __missing__(self, team_id):
        return self.get(None, ())


class ControlPoint(models.Model):
    """Which stages the deals of a team go through, where something is required in any of them."""

    _name = "dosmart.control.point"
    _inherit = ["dosmart.control.point", "dosmart.kept.mixin"]
    _kept_fields = frozenset({"stage_id", "is_required", "active"})

    @api.model
    @ormcache()
    def _pipelines(self):
        """Return the :class:`Pipelines` of the teams; empty if nothing is required anywhere.

        It is read at every move of a card, and therefore kept: teams without points cost no query.
        """
        # sudo: the process is the same for whoever moves a deal.
        points = self.sudo().with_context(active_test=False)  # an archived team keeps its stages
        gated = set(points._asked(Domain("is_required", "=", True)).stage_id.ids)
        if not gated:
            return Pipelines()
        stages = points.env["crm.stage"].search([], order="sequence, id")
        own = self.env["crm.team"]._own_stage_team_ids()
        pipelines = {None: stages.filtered(lambda stage: not stage.team_ids)}
        for team in stages.team_ids.ids + [*own]:
            pipelines[team] = stages.filtered(
                lambda stage, team=team: (
                    team in stage.team_ids.ids or (not stage.team_ids and team not in own)
                )
            )
        return Pipelines(
            (team, tuple(its.ids) if gated & set(its.ids) else ())
            for team, its in pipelines.items()
        )
