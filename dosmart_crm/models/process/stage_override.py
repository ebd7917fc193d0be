from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

MANAGER = "sales_team.group_sale_manager"


class CrmLead(models.Model):
    """The manager who lets a deal go on all the same."""

    _inherit = "crm.lead"

    override_count = fields.Integer("Control Points Overridden", compute="_compute_override_count")

    @api.depends("lead_point_ids.overridden_on")
    def _compute_override_count(self):
        overridden = Domain("lead_id", "in", self.ids) & Domain("overridden_on", "!=", False)
        groups = self.env["dosmart.lead.control.point"]._read_group(
            overridden, ["lead_id"], ["__count"]
        )
        counts = {lead.id: count for lead, count in groups}
        for lead in self:
            lead.override_count = counts.get(lead._origin.id, 0)

    def _may_override(self):
        """Return whether the user may let this deal go on without its control points."""
        user = self.env.user
        # sudo: who leads the team is no secret.
        leads_team = user == self.sudo().team_id.user_id
        return self.has_access("write") and (user.has_group(MANAGER) or leads_team)

    def _move_on(self, stage, reason):
        """Put these deals into *stage*; a manager does so without what is missing, for a *reason*.

        What is missing counts as overridden from then on. Whoever finds it done meanwhile just
        moves the deals.
        """
        self.check_access("write")
        before = {lead: (lead.team_id, lead.stage_id) for lead in self}
        reasons = self._blocking_reasons(self._stages_on_the_way(stage))
        if reasons:
            self.browse([lead.id for lead in reasons])._check_may_override(reason)
            self._refuse_unavoidable(reasons)
            self._override(reasons, reason.strip())
        moving = self.filtered(lambda lead: before[lead][1] != stage)
        moving.write({"stage_id": stage.id})

    def _stages_on_the_way(self, stage):
        """Return {lead: ids of the stages it would leave if it went to *stage*}."""
        pipelines = self.env["dosmart.control.point"]._pipelines()
        leaving = {
            lead: lead._stages_between(pipelines[lead.team_id.id], lead.stage_id.id, stage)
            for lead in self
            if pipelines[lead.team_id.id]
        }
        return {lead: stages for lead, stages in leaving.items() if stages}

    def _check_may_override(self, reason):
        if not all(lead._may_override() for lead in self):
            raise AccessError(
                self.env._(
                    "Only a sales manager or the leader of the team lets deals go on without "
                    "their control points. Meet what is missing, or ask one of them."
                )
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why these deals may go on without what is missing."))

    def _refuse_unavoidable(self, reasons):
        """Refuse what is no control point: nobody goes on without it."""
        unavoidable = {lead: [b for b in reasons[lead] if not b.point] for lead in reasons}
        unavoidable = {lead: blockers for lead, blockers in unavoidable.items() if blockers}
        if unavoidable:
            raise UserError(self._tell_reasons(unavoidable))

    def _override(self, reasons, reason):
        """Note on every control point of *reasons* that the user let it go, and in the chatter."""
        pairs = {
            (lead.id, blocker.point.id)
            for lead, blockers in reasons.items()
            for blocker in blockers
        }
        # sudo: rows are written by methods like this one only, after their checks.
        rows = self.env["dosmart.lead.control.point"].sudo()._of(pairs)
        rows.write(
            {
                "overridden_on": fields.Datetime.now(),
                "overridden_by_id": self.env.uid,
                "override_reason": reason,
            }
        )
        bodies = {
            lead.id: self.env._(
                "Went on without: %(missing)s. Reason: %(reason)s",
                missing=", ".join(blocker.text for blocker in blockers),
                reason=reason,
            )
            for lead, blockers in reasons.items()
        }
        self.browse(bodies)._message_log_batch(bodies)

    def action_view_overrides(self):
        """Open the control points of this deal that a manager overrode."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.override_action")
        return action | {"domain": [("lead_id", "=", self.id), ("overridden_on", "!=", False)]}
