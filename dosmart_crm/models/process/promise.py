from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

PROMISE_STATES = [
    ("open", "Open"),
    ("kept", "Kept"),
    ("late", "Kept Late"),
    ("broken", "Broken"),
    ("cancelled", "Cancelled"),
]
OWED = ("open", "broken")  # a broken promise still has to be done
NOTED = {"date", "state", "done_date", "broken_on", "reminded_on"}  # by our methods alone


class Promise(models.Model):
    """What was promised to a client, by when and by whom (spec SP-10).

    Its date is moved by ``dosmart.promise.move`` alone, which asks whether the client was told.
    Once its day is over without having been done it counts as broken, whatever comes later.
    """

    _name = "dosmart.promise"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Promise"
    _order = "due_date, id"
    _check_company_auto = True

    name = fields.Char("What Was Promised", required=True, tracking=True)
    lead_id = fields.Many2one(
        "crm.lead", "Lead", index="btree_not_null", ondelete="cascade", check_company=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Promised to",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="cascade",
    )
    client_name = fields.Char("Client or Prospect", compute="_compute_client_name")
    user_id = fields.Many2one(
        "res.users",
        "Promised by",
        required=True,
        index=True,
        tracking=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, required=True
    )
    date = fields.Date(
        "Promised on", required=True, readonly=True, default=fields.Date.context_today, copy=False
    )
    due_date = fields.Date(
        "Due", required=True, index=True, tracking=True, default=lambda self: self._default_due()
    )
    state = fields.Selection(
        PROMISE_STATES,
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
        copy=False,
        help="Broken: its day went by. It still has to be done, and then counts as kept late.",
    )
    done_date = fields.Date("Done on", readonly=True, copy=False)
    broken_on = fields.Date(
        readonly=True, copy=False, help="The first date that went by without it having been done."
    )
    move_ids = fields.One2many("dosmart.promise.move", "promise_id", "Moved", copy=False)
    has_to_tell = fields.Boolean("Client to Be Told", compute="_compute_has_to_tell")
    kept_count = fields.Integer("Kept", compute="_compute_counts", store=True)
    moved_count = fields.Integer("Times Moved", compute="_compute_moved_count", store=True)
    broken_count = fields.Integer("Broken", compute="_compute_counts", store=True)

    _addressee = models.Constraint(
        "CHECK(lead_id IS NOT NULL OR partner_id IS NOT NULL)",
        "A promise is made to somebody: choose the lead or the client.",
    )

    @api.model
    def _default_due(self):
        return fields.Date.add(fields.Date.context_today(self), days=self.env.company.promise_days)

    # Not of the lead's contact: linking a lead would then look for promises (see CrmLead.write).
    @api.depends("lead_id")
    def _compute_partner_id(self):
        for promise in self:
            promise.partner_id = promise.lead_id.partner_id or promise.partner_id

    @api.depends("lead_id", "partner_id")
    def _compute_company_id(self):
        for promise in self:
            company = promise.lead_id.company_id or promise.partner_id.company_id
            promise.company_id = company or promise.company_id or self.env.company

    @api.depends("partner_id.name", "lead_id.partner_name", "lead_id.contact_name", "lead_id.name")
    def _compute_client_name(self):
        # sudo: the lead may be a colleague's; who may see the promise may see to whom it is.
        for promise in self.sudo():
            lead, client = promise.lead_id, promise._client()
            names = client.display_name, lead.partner_name, lead.contact_name, lead.name
            promise.client_name = next(filter(None, names), False)

    @api.depends("move_ids.client_told")
    def _compute_has_to_tell(self):
        for promise in self:
            promise.has_to_tell = promise.move_ids[:1].client_told == "no"

    @api.depends("state", "broken_on")
    def _compute_counts(self):
        for promise in self:
            promise.kept_count = int(promise.state == "kept")
            promise.broken_count = int(bool(promise.broken_on))

    @api.depends("move_ids")
    def _compute_moved_count(self):
        for promise in self:
            promise.moved_count = len(promise.move_ids)

    @api.constrains("due_date", "date")
    def _check_due_date(self):
        for promise in self.filtered(lambda promise: promise.due_date < promise.date):
            raise ValidationError(promise._tell_past(promise.due_date))

    def _tell_past(self, date):
        return self.env._(
            "“%(promise)s” cannot be promised for %(date)s, which is over. Choose today or a "
            "later day.",
            promise=self.name,
            date=format_date(self.env, date),
        )

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_noted({name for vals in vals_list for name in vals} & NOTED)
        promises = super().create(vals_list)
        promises._check_addressee_seen()
        promises._remind()
        return promises

    def write(self, vals):
        self._refuse_noted(vals.keys() & (NOTED | {"due_date"}))
        new_user = vals.get("user_id")
        handed_over = self.filtered(lambda one: new_user and one.user_id.id != new_user)
        handed_over._check_hand_over()
        done = super().write(vals)
        if vals.keys() & {"lead_id", "partner_id"}:
            self._check_addressee_seen()
        if handed_over:
            handed_over._remind_anew()
        return done

    def _check_hand_over(self):
        if not self.env.su and set(self.mapped("state")) - {"open"}:
            raise UserError(
                self.env._(
                    "Only an open promise can be handed over: who promised the others has kept "
                    "them, or not."
                )
            )

    def _check_addressee_seen(self):
        """Refuse ids of leads and clients that the user may not see."""
        self.lead_id.check_access("read")
        self.partner_id.check_access("read")

    def _refuse_noted(self, names):
        if names and not self.env.su:
            raise AccessError(
                self.env._(
                    "The date and the state of a promise are not typed. Use the buttons Done, "
                    "Move the Date and Cancel: they keep the history."
                )
            )

    def _note(self, **values):
        # sudo: these are written by methods like those above alone, after their checks.
        self.sudo().write(values)

    def _local_today(self):
        """Return which day it is where the promise was made: at its author's, or the company's."""
        timezone = self.user_id.tz or self.company_id.resource_calendar_id.tz
        return fields.Date.context_today(self.with_context(tz=timezone))

    def _client(self):
        return (self.partner_id or self.lead_id.partner_id).commercial_partner_id

    @api.model
    def _owed_domain(self):
        return Domain("state", "in", OWED)
