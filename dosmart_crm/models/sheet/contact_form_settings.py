from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

DAY = 24 * 60  # minutes


class ResCompany(models.Model):
    """The public contact form of each company: who gets its leads, and what it lets through."""

    _name = "res.company"
    _inherit = "res.company"

    contact_form_active = fields.Boolean(
        "Public Contact Form",
        default=True,
        help="Visitors leave a request without logging in. Off: its address is not found.",
    )
    contact_form_url = fields.Char("Link to the Form", compute="_compute_contact_form_url")
    contact_form_team_id = fields.Many2one(
        "crm.team",
        "Sales Team of Requests",
        domain="['|', ('company_id', '=', False), ('company_id', '=', id)]",
        ondelete="set null",
        help="Empty: the first team of the company.",
    )
    contact_form_user_id = fields.Many2one(
        "res.users",
        "Salesperson of Requests",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        ondelete="set null",
        help="Empty: the leader of the team, or whomever Odoo's own assignment of leads picks.",
    )
    contact_form_limit = fields.Integer(
        "Messages per Address",
        default=10,
        help="So many messages one address on the network may send before it has to wait.",
    )
    contact_form_minutes = fields.Integer(
        "Minutes to Count",
        default=60,
        help="The messages of an address are counted for so many minutes. The same message "
        "sent again in this time makes no second lead.",
    )
    contact_form_source_ids = fields.Many2many(
        "utm.source",
        string="Sources to Choose from",
        domain="[('client_label', '!=', False)]",
        help="How visitors may say that they heard of us. Empty: all sources offered to clients.",
    )
    contact_form_promise = fields.Text(
        "What Happens Next",
        translate=True,
        help="Shown to visitors after they sent the form, for example when you will call. "
        "Empty: a sentence without a date.",
    )

    _contact_form_limit_plausible = models.Constraint(
        "CHECK(contact_form_limit BETWEEN 1 AND 100000)",
        "An address may send from 1 to 100000 messages.",
    )
    _contact_form_minutes_plausible = models.Constraint(
        f"CHECK(contact_form_minutes BETWEEN 1 AND {DAY})",
        "Messages are counted for 1 minute to 24 hours (1440 minutes).",
    )

    def _compute_contact_form_url(self):
        public = self.env.ref("base.public_user")
        for company in self:
            # sudo: which company a visitor meets first.
            path = "" if public.sudo().company_id == company else f"/{company._origin.id}"
            company.contact_form_url = f"{company.get_base_url()}/dosmart/contact{path}"

    @api.constrains("contact_form_team_id", "contact_form_user_id")
    def _check_contact_form(self):
        for company in self:
            team, user = company.contact_form_team_id, company.contact_form_user_id
            if team.company_id not in (company, team.company_id.browse()):
                raise ValidationError(
                    self.env._(
                        "The team %(team)s sells for another company. Choose one of %(company)s.",
                        team=team.name,
                        company=company.name,
                    )
                )
            if user and not company._contact_form_may_sell(user):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work for %(company)s. Choose one of its salespeople.",
                        user=user.name,
                        company=company.name,
                    )
                )

    def _contact_form_may_sell(self, user):
        return user.active and not user.share and self in user.company_ids

    def _contact_form_team(self):
        """Return the team for leads of the form: the chosen one while it is in use."""
        teams = self.env["crm.team"].with_company(self)
        of_company = Domain("company_id", "in", [False, self.id])
        chosen = self.contact_form_team_id.filtered("active").filtered_domain(of_company)
        return chosen or teams.search(of_company, limit=1)

    def _contact_form_salesperson(self, team):
        """Return who gets the lead: as in Odoo's own web form, or nobody."""
        user = self.contact_form_user_id
        if not user and not self.env["crm.lead"]._is_rule_based_assignment_activated():
            user = team.user_id
        return user if user and self._contact_form_may_sell(user) else user.browse()

    def _contact_form_lead_type(self, team):
        """Return whether requests begin as a lead or as an opportunity: the team's own choice."""
        return "lead" if team.use_leads else "opportunity"

    def _contact_form_sources(self):
        """Return the sources that visitors may choose from."""
        offered = self.env["utm.source"]._offered_to_clients()
        return offered & self.contact_form_source_ids if self.contact_form_source_ids else offered


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    contact_form_active = fields.Boolean(related="company_id.contact_form_active", readonly=False)
    contact_form_url = fields.Char(related="company_id.contact_form_url")
    contact_form_team_id = fields.Many2one(
        related="company_id.contact_form_team_id", readonly=False
    )
    contact_form_user_id = fields.Many2one(
        related="company_id.contact_form_user_id", readonly=False
    )
    contact_form_limit = fields.Integer(related="company_id.contact_form_limit", readonly=False)
    contact_form_minutes = fields.Integer(related="company_id.contact_form_minutes", readonly=False)
    contact_form_source_ids = fields.Many2many(
        related="company_id.contact_form_source_ids", readonly=False
    )
    contact_form_promise = fields.Text(related="company_id.contact_form_promise", readonly=False)
