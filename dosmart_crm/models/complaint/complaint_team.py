from odoo import api, fields, models


class ComplaintTeam(models.Model):
    """Who takes care of complaints, and the address at which clients write to them."""

    _name = "dosmart.complaint.team"
    _inherit = ["mail.alias.mixin", "mail.thread"]
    _description = "Complaint Team"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        "Team Leader",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="set null",
        help="Gets complaints that nobody else has, and is told of those that come too late.",
    )
    manager_id = fields.Many2one(
        "res.users",
        "Management",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="set null",
        help="Told when a client asks for the management, or when an answer is late. Empty: the "
        "complaint managers of the company.",
    )
    member_ids = fields.Many2many(
        "res.users",
        "dosmart_complaint_team_member",
        string="Members",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    has_alias_domain = fields.Boolean(compute="_compute_has_alias_domain")

    @api.depends("alias_domain")
    def _compute_has_alias_domain(self):
        for team in self:
            team.has_alias_domain = bool(team.alias_domain)

    def _alias_get_creation_values(self):
        """Emails to the team's address become complaints of the team."""
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("dosmart.complaint")
        if self:
            values["alias_defaults"] = repr({"team_id": self.id})
        return values

    @api.model
    def _of_company(self, company):
        """Return the first team of *company*, if it has any."""
        # sudo: whoever complains has no access to teams; only which one takes it is looked at.
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _managers_of(self, company):
        """Return the users of *company* who are told what the management has to know."""
        # sudo: whoever asks for the management need not be allowed to know who that is.
        chosen = self.sudo().manager_id.filtered("active")
        if chosen:
            return chosen
        # sudo: as above.
        users = self.env.ref("dosmart_crm.group_complaint_manager").sudo().all_user_ids
        return users.filtered(lambda user: user.active and company in user.company_ids)
