from odoo import api, fields, models


class CrmLead(models.Model):
    """Who gets a lead gets the process to follow: the activity plan of the team (spec SP-7).

    All ways of assigning end in ``create`` or ``write``: form, list, import, conversion, the rules
    of Odoo's own assignment. A former salesperson is freed of what the plan asked.
    """

    _inherit = "crm.lead"

    handover_client_id = fields.Many2one(
        "res.partner",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Technical: the client whose past quotations the salesperson may read, because "
        "somebody else assigned this lead while it was about that client.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.filtered("user_id")._start_assignment()
        return leads

    def write(self, vals):
        if not vals.keys() & {"user_id", "partner_id"}:
            return super().write(vals)
        before = {lead: (lead.user_id, lead.partner_id, lead.team_id) for lead in self}
        done = super().write(vals)
        assigned = self.filtered(lambda lead: lead.user_id != before[lead][0])
        assigned._start_assignment({team for _user, _partner, team in before.values()})
        relinked = (self - assigned).filtered(lambda lead: lead.partner_id != before[lead][1])
        relinked._with_plan()._note_handover()
        return done

    def _with_plan(self, former_teams=()):
        """Return those of these leads whose team, now or before, has a plan; it costs no query."""
        plans = self.env["crm.team"]._assignment_plans().leads
        teams = {team.id for team in former_teams}
        return self.filtered(lambda lead: lead.team_id.id in plans or not plans.isdisjoint(teams))

    def _start_assignment(self, former_teams=()):
        """Start the plan of the team for these leads, which have another salesperson now."""
        leads = self._with_plan(former_teams)
        if not leads:
            return
        self.env["mail.activity"]._forget_assignment(leads)
        leads._note_handover()
        to_do = leads.filtered(
            lambda lead: lead.user_id and lead.active and lead.won_status == "pending"
        )
        # sudo: the plan is the team's, which whoever assigns need not see.
        for plan, its_leads in to_do.sudo().grouped(lambda lead: lead.team_id.lead_plan_id).items():
            plan._start_for(its_leads)

    def _note_handover(self):
        """Note about which client these leads were when somebody else assigned them.

        Who takes a lead, or links it to a client, does not hand the client's past to oneself.
        """
        giver = self.env.user
        # sudo: a technical field, see its help.
        leads = self.sudo()
        own = leads.filtered(lambda lead: lead.user_id == giver)
        for lead in own:
            lead.handover_client_id &= lead.partner_id.commercial_partner_id
        if giver._is_internal() or giver._is_superuser():
            for lead in leads - own:
                lead.handover_client_id = lead.partner_id.commercial_partner_id
            (leads - own).handover_client_id._give()

    def _create_customer(self, with_parent=None):
        """The plan of the lead is running: its new client starts no second one."""
        with_lead = self.with_context(assigned_with_lead=True)
        customer = super(CrmLead, with_lead)._create_customer(with_parent=with_parent)
        return customer.with_env(self.env)


class ResPartner(models.Model):
    """Who gets a client gets the process to follow too: the plan of that salesperson's team."""

    _inherit = "res.partner"

    handover_lead_ids = fields.One2many(
        "crm.lead", "handover_client_id", groups=fields.NO_ACCESS, context={"active_test": False}
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Whoever enters a client as one's own knows it; imports and conversions hand over none."""
        partners = super().create(vals_list)
        context = self.env.context
        if not context.get("import_file") and not context.get("assigned_with_lead"):
            pairs = zip(partners, vals_list, strict=True)
            given = [client.id for client, vals in pairs if vals.get("user_id")]
            others = partners.browse(given).filtered(lambda one: one.user_id != self.env.user)
            others._start_assignment()
        return partners

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        before = {partner: partner.user_id for partner in self}
        done = super().write(vals)
        self.filtered(lambda one: one.user_id != before[one])._start_assignment(before)
        return done

    def _start_assignment(self, before=None):
        """Start the plan for these clients, which have another salesperson now."""
        plans = self.env["crm.team"]._assignment_plans().clients
        if not plans or not self:
            return
        former = before or {}
        # sudo: the teams of users are no secret, nor are their plans.
        clients = self.sudo().filtered(
            lambda one: one == one.commercial_partner_id
            and {one.user_id.sale_team_id.id, former.get(one, one.user_id).sudo().sale_team_id.id}
            & plans
        )
        if clients:
            self.env["mail.activity"]._forget_assignment(clients)
        for team, given in clients.grouped(lambda one: one.user_id.sale_team_id).items():
            team.client_plan_id._start_for(given.filtered("active"))
