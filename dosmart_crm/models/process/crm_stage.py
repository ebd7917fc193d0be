from odoo import api, fields, models
from odoo.tools import ormcache


class CrmStage(models.Model):
    """A stage has control points: what has to be done before a deal may leave it."""

    _inherit = "crm.stage"

    control_point_ids = fields.One2many(
        "dosmart.control.point", "stage_id", "Control Points", copy=True
    )

    asks_rescue = fields.Boolean(
        "Last Try before Lost",
        help="Nobody gives up a deal in this stage before one last try: an alternative offer or a "
        "visit of the manager, with what came of it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        stages._forget_pipelines()
        if any("asks_rescue" in vals for vals in vals_list):
            self.env.registry.clear_cache()
        return stages

    def write(self, vals):
        changed = self if vals.keys() & {"sequence", "team_ids"} else self.browse()
        changed._forget_pipelines()
        done = super().write(vals)
        changed._forget_pipelines()
        if "asks_rescue" in vals:
            self.env.registry.clear_cache()
        return done

    def unlink(self):
        self._forget_pipelines()
        return super().unlink()

    @api.model
    @ormcache()
    def _rescue_stage_ids(self):
        """Return the ids of the stages in which no deal is given up without a last try."""
        # sudo: the process is the same for whoever gives up a deal.
        return frozenset(self.sudo().search([("asks_rescue", "=", True)]).ids)

    def _forget_pipelines(self):
        """Have the pipelines with control points read anew, if these stages are part of one."""
        pipelines = self and self.env["dosmart.control.point"]._pipelines()
        # sudo: the process is the same for whoever changes it.
        stages = self.sudo()
        if pipelines and any(
            pipelines[team] for stage in stages for team in stage.team_ids.ids or [None]
        ):
            self.env.registry.clear_cache()
