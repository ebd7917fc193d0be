from odoo import api, fields, models


class CrmStage(models.Model):
    """A stage has control points: what has to be done before a deal may leave it."""

    _inherit = "crm.stage"

    control_point_ids = fields.One2many(
        "dosmart.control.point", "stage_id", "Control Points", copy=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        stages._forget_pipelines()
        return stages

    def write(self, vals):
        changed = self if vals.keys() & {"sequence", "team_ids"} else self.browse()
        changed._forget_pipelines()
        done = super().write(vals)
        changed._forget_pipelines()
        return done

    def unlink(self):
        self._forget_pipelines()
        return super().unlink()

    def _forget_pipelines(self):
        """Have the pipelines with control points read anew, if these stages are part of one."""
        pipelines = self and self.env["dosmart.control.point"]._pipelines()
        # sudo: the process is the same for whoever changes it.
        stages = self.sudo()
        if pipelines and any(
            pipelines[team] for stage in stages for team in stage.team_ids.ids or [None]
        ):
            self.env.registry.clear_cache()
