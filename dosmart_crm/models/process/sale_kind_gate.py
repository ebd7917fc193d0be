from odoo import models
from odoo.exceptions import ValidationError

# What decides which control points a deal is asked; its salesperson may change the company, too.
KIND = {"company_id", "user_id", "sale_approach", "sale_length"}


class CrmLead(models.Model):
    """No deal dodges control points by being of another kind while it passes their stage.

    A company or sale type that asks more of the stages that the deal has left is refused until
    it is met. What was asked before is not asked again, met or not: the kind did not change it.
    """

    _inherit = "crm.lead"

    def write(self, vals):
        # sudo: who hands a deal over loses sight of it by that.
        changed = self._of_gated_teams(bool(vals.keys() & KIND)).sudo()
        if not changed:
            return super().write(vals)
        before = changed._points_passed()
        done = super().write(vals)
        asked = {
            lead: points - before.get(lead, points.browse())
            for lead, points in changed._points_passed().items()
        }
        if reasons := self._unmet(asked):
            start = self.env._(
                "This asks more of stages that are over. Put the opportunity back into the first "
                "of them, change it there, and do what is missing:"
            )
            raise ValidationError(self._tell_reasons(reasons, start))
        return done

    def _points_passed(self):
        """Return {deal: required control points of the stages before its own}."""
        pipelines = self.env["dosmart.control.point"]._pipelines()
        passed = {}
        for lead in self:
            stages = pipelines[lead.team_id.id]
            if lead.stage_id.id in stages:
                passed[lead] = stages[: stages.index(lead.stage_id.id)]
        return self._required_points({lead: ids for lead, ids in passed.items() if ids})
