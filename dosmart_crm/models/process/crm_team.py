from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import ormcache


class AssignmentPlans(NamedTuple):
    """The ids of the teams that start an activity plan for who gets a lead, or a client."""

    leads: frozenset
    clients: frozenset


class CrmTeam(models.Model):
    """A team may keep to stages of its own: those that all teams share are not for it."""

    _name = "crm.team"
    _inherit = ["crm.team", "dosmart.kept.mixin"]
    # So that other teams cost no query.
    _kept_fields = frozenset(
        {"has_own_stages", "follows_dates", "asks_lost_reason", "lead_plan_id", "client_plan_id"}
    )

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
    asks_lost_reason = fields.Boolean(
        "Lost Reason Required",
        help="Nobody loses or archives a deal of this team without saying why. Every refusal is "
        "kept, with its stage and reason.",
    )
    lead_plan_id = fields.Many2one(
        "mail.activity.plan",
        "Plan for New Leads",
        ondelete="set null",
        domain=[("res_model", "=", "crm.lead")],
        help="What a salesperson has to do with a lead or opportunity of this team that was just "
        "assigned. The salesperson may also read the past quotations of its client.",
    )
    client_plan_id = fields.Many2one(
        "mail.activity.plan",
        "Plan for New Clients",
        ondelete="set null",
        domain=[("res_model", "=", "res.partner")],
        help="What a salesperson whose main team is this one has to do with a client that was "
        "just assigned.",
    )

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
    @ormcache()
    def _lost_reason_team_ids(self):
        """Return the ids of the teams that ask why a deal is lost."""
        # sudo: how teams work is the same for every user.
        teams = self.sudo().with_context(active_test=False)
        return frozenset(teams.search([("asks_lost_reason", "=", True)]).ids)

    @api.model
    @ormcache()
    def _assignment_plans(self):
        """Return the :class:`AssignmentPlans`; teams without a plan cost no query."""
        # sudo: how teams work is the same for every user.
        teams = self.sudo().with_context(active_test=False)
        return AssignmentPlans(
            *(
                frozenset(teams.search([(name, "!=", False)]).ids)
                for name in ("lead_plan_id", "client_plan_id")
            )
        )

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
