from odoo import api, fields, models
from odoo.exceptions import UserError

COMPLAINT_CHANNELS = [
    ("phone", "Phone"),
    ("portal", "Portal"),
    ("email", "Email"),
    ("form", "Web Form"),
    ("visit", "Visit"),
    ("survey", "Survey"),
    ("other", "Other"),
]
SEVERITIES = [("low", "Minor"), ("medium", "Moderate"), ("high", "Severe")]


class Complaint(models.Model):
    """What a client complains of, from its registration until the client is content (spec CO).

    It goes from cause to correction, prevention and the client's confirmation.
    """

    _name = "dosmart.complaint"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Complaint"
    _order = "is_open desc, answer_due, id desc"
    _check_company_auto = True
    _mail_post_access = "read"
    _primary_email = "email_from"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    subject = fields.Char(required=True, tracking=True)
    description = fields.Text(help="What happened, in the words of the client.")
    desired_solution = fields.Text(help="What the client wants us to do.")
    channel = fields.Selection(
        COMPLAINT_CHANNELS, required=True, default="phone", help="How it reached us."
    )
    severity = fields.Selection(
        SEVERITIES,
        required=True,
        default="medium",
        tracking=True,
        index=True,
        help="Decides by when the client has an answer.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        index="btree_not_null",
        tracking=True,
        ondelete="restrict",
        help="Who complains: the client, or a contact of it.",
    )
    client_id = fields.Many2one(
        "res.partner",
        "Company of the Client",
        compute="_compute_client_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    email_from = fields.Char("Email", compute="_compute_contact", store=True, readonly=False)
    phone = fields.Char(compute="_compute_contact", store=True, readonly=False)
    contact_name = fields.Char("Name Given", help="What somebody unknown to us calls himself.")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    team_id = fields.Many2one(
        "dosmart.complaint.team",
        "Team",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        check_company=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="set null",
    )
    order_id = fields.Many2one(
        "sale.order",
        "Order",
        index="btree_not_null",
        check_company=True,
        domain="[('partner_id', 'child_of', client_id)]",
        ondelete="set null",
    )
    product_id = fields.Many2one(
        "product.product",
        "Product or Service",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
    )
    stage_id = fields.Many2one(
        "dosmart.complaint.stage",
        "Stage",
        required=True,
        index=True,
        tracking=True,
        copy=False,
        default=lambda self: self._default_stage(),
        group_expand="_read_group_stages",
        ondelete="restrict",
    )
    is_open = fields.Boolean("Open", compute="_compute_is_open", store=True, index=True)
    is_dismissed = fields.Boolean(
        "Was No Complaint", compute="_compute_is_open", store=True, copy=False
    )
    opened_at = fields.Datetime(
        "Registered", required=True, readonly=True, copy=False, default=fields.Datetime.now
    )
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    answer_due = fields.Datetime(
        readonly=True, copy=False, tracking=True, help="By when the client has an answer"
    )
    cause_id = fields.Many2one(
        "dosmart.complaint.cause",
        "Cause",
        index="btree_not_null",
        tracking=True,
        copy=False,
        ondelete="restrict",
        help="The weakness of a process or product behind it. Never a person.",
    )
    color = fields.Integer()

    _company_name_uniq = models.UniqueIndex(
        "(company_id, name)", "This number was given to another complaint. Try again."
    )
    _open_client_idx = models.Index("(client_id) WHERE is_open")

    @api.model
    def _default_stage(self):
        return self.env["dosmart.complaint.stage"].search([("is_closed", "=", False)], limit=1)

    @api.model
    def _read_group_stages(self, stages, _domain):
        return stages.search([])

    @api.depends("partner_id.commercial_partner_id")
    def _compute_client_id(self):
        for complaint in self:
            complaint.client_id = complaint.partner_id.commercial_partner_id

    @api.depends("partner_id")
    def _compute_contact(self):
        for complaint in self:
            complaint.email_from = complaint.partner_id.email or complaint.email_from
            complaint.phone = complaint.partner_id.phone or complaint.phone

    @api.depends("company_id")
    def _compute_team_id(self):
        for complaint in self:
            if complaint.team_id.company_id != complaint.company_id:
                teams = self.env["dosmart.complaint.team"]
                complaint.team_id = teams._of_company(complaint.company_id)

    @api.depends("team_id")
    def _compute_user_id(self):
        for complaint in self:
            if not complaint.user_id:
                complaint.user_id = complaint._who_takes_it()

    @api.depends("stage_id.is_closed", "stage_id.is_dismissal")
    def _compute_is_open(self):
        for complaint in self:
            complaint.is_open = not complaint.stage_id.is_closed
            complaint.is_dismissed = complaint.stage_id.is_dismissal

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for complaint in self:
            complaint.display_name = " ".join(filter(None, [complaint.name, complaint.subject]))

    def _who_takes_it(self):
        """Return who is responsible unless somebody is chosen: an agent who registers it, the
        leader of the team, else a complaint manager; nobody for what has neither.
        """
        user = self.env.user
        if user.active and user.has_group("dosmart_crm.group_complaint_agent"):
            return user
        # sudo: whoever complains may know nothing of who works here.
        team = self.team_id.sudo()
        return team.user_id.filtered("active") or team._managers_of(self.company_id)[:1]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_counted(self):
        if self.filtered(lambda complaint: not complaint.is_dismissed):
            raise UserError(
                self.env._(
                    "Complaints are not deleted: what is forgotten comes back. If it was no "
                    "complaint, dismiss it; then it can be deleted."
                )
            )
