from odoo import api, fields, models
from odoo.tools import ormcache


class CrmTeam(models.Model):
    """A team may keep to stages of its own: those that all teams share are not for it."""

    _inherit = "crm.team"

    has_own_stages = fields.Boolean(
        "Only Its Own Stages",
        help="The deals of this team go through the stages that name it. The stages without a "
        "team, which all others share, are not for it.",
    )
    follows_dates = fields.Boolean(
        "Follow the Dates of Deals",
        help="Each deal of this team shows its dates, planned and actual. Its salespeople are told "
        "which are late, and which clients have heard nothing for too long.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        if teams.filtered(lambda team: team.has_own_stages or team.follows_dates):
            self.env.registry.clear_cache()
        return teams

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & {"has_own_stages", "follows_dates"}:
            self.env.registry.clear_cache()
        return done

    @api.model
    @ormcache()
    def _own_stage_team_ids(self):
        """Return the ids of the teams that keep to stages of their own."""
        # sudo: how teams work is the same for every user.
        teams = self.sudo().with_context(active_test=False).search([("has_own_stages", "=", True)])
        return frozenset(teams.ids)

    @api.model
    @ormcache()
    def _dated_team_ids(self):
        """Return the ids of the teams that follow the dates of their deals."""
        # sudo: how teams work is the same for every user.
        teams = self.sudo().with_context(active_test=False).search([("follows_dates", "=", True)])
        return frozenset(teams.ids)

    @api.model
    def _get_default_team_id(self, user_id=False, domain=False):
        """Give nobody's deals to a team with a process of its own, only those of its people."""
        team = super()._get_default_team_id(user_id=user_id, domain=domain)
        if team.id not in self._own_stage_team_ids():
            return team
        user = self.env["res.users"].browse(user_id) if user_id else self.env.user
        chosen = self.env.context.get("default_team_id") == team.id
        # sudo: who is in a team is no secret, yet not for every user to read.
        is_in_team = user in (team.sudo().member_ids | team.sudo().user_id)
        return team if chosen or is_in_team else team.browse()
