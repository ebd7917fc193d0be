from odoo import api, fields, models

from .control_point import SALE_APPROACHES, SALE_LENGTHS


class CrmLead(models.Model):
    """A deal has a sale type, and goes through the stages of its team (spec SP-1)."""

    _inherit = "crm.lead"

    sale_approach = fields.Selection(
        SALE_APPROACHES,
        "Sale Type",
        tracking=True,
        help="Push: the client came to us with a need. Pull: we went to the client, who had not "
        "asked for anything.",
    )
    sale_length = fields.Selection(
        SALE_LENGTHS,
        "Length of Sale",
        tracking=True,
        help="Whether a sale like this closes soon or takes long.",
    )
    team_has_own_stages = fields.Boolean(related="team_id.has_own_stages")
    lead_point_ids = fields.One2many(
        "dosmart.lead.control.point", "lead_id", "Control Points", copy=False
    )

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        """Begin anew where the team has stages of its own, and the deal is in none of them.

        A won deal that is handed to another team is won there too.
        """
        own = self.env["crm.team"]._own_stage_team_ids()
        won = self.filtered(
            lambda lead: (
                (lead.team_id.id in own or lead.stage_id.team_ids) and lead.stage_id.is_won
            )
        )
        done = super()._compute_stage_id()
        for lead in self:
            if lead.team_id.id in own and lead.team_id not in lead.stage_id.team_ids:
                lead.stage_id = lead._stage_find(domain=[("fold", "=", False)])
        for lead in won.filtered(lambda lead: not lead.stage_id.is_won):
            lead.stage_id = lead._stage_find(domain=[("is_won", "=", True)]) or lead.stage_id
        return done

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        """Leave out the stages that all teams share, where a team has its own."""
        team_ids = {team_id, *self.team_id.ids} - {False}
        if team_ids and team_ids <= self.env["crm.team"]._own_stage_team_ids():
            domain = [*(domain or []), ("team_ids", "in", list(team_ids))]
        return super()._stage_find(team_id=team_id, domain=domain, order=order, limit=limit)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        """Show no column of shared stages to a team that has its own, unless cards are in it."""
        found = super()._read_group_stage_ids(stages, domain)
        context = self.env.context
        shows_own = context.get("show_user_team_stages")
        team_ids = set(self.env.user.crm_team_ids.ids if shows_own else [])
        team_ids |= {context.get("default_team_id")} - {False, None}
        if not team_ids or not team_ids <= self.env["crm.team"]._own_stage_team_ids():
            return found
        # sudo: as core, which shows stages whoever may read them.
        return found.filtered(lambda stage: stage in stages or stage.sudo().team_ids)

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "sale_approach", "sale_length"]

    def _merge_dependences(self, opportunities):
        """Keep what was done of the control points of any of the merged deals."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; what is known of the merged deals follows.
        known = self.sudo().lead_point_ids.grouped("point_id")
        for state in opportunities.sudo().lead_point_ids:
            mine = known.get(state.point_id)
            if mine and (mine._is_settled() or not state._is_settled()):
                continue
            if mine:
                state.note = state.note or mine.note
                mine.unlink()
            state.lead_id = self
            known[state.point_id] = state
        return done
