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
        self.env.registry.clear_cache()
        return stages

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & {"sequence", "team_ids"}:
            self.env.registry.clear_cache()
        return done

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done
