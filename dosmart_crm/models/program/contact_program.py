from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .touchpoint import LIVE

TRIGGERS = [
    ("order_confirmed", "Order Confirmed"),
    ("service_done", "Service Done"),
    ("purchase_anniversary", "Anniversary of a Purchase"),
    ("birthday", "Birthday"),
    ("contract_end", "End of a Contract"),
    ("calendar_date", "Date of the Calendar"),
    ("status_changed", "Status Changed"),
    ("last_contact", "Days since the Last Contact"),
    ("cycle", "Every so Often"),
    ("assigned", "Given to a Salesperson"),
    ("requested", "Asked to Be Contacted"),
]
AUDIENCES = [
    ("clients", "Clients Who Have Bought"),
    ("prospects", "Prospects: a Sheet and No Purchase"),
    ("all", "Everybody"),
]
CYCLE_UNITS = [("day", "Days"), ("week", "Weeks"), ("month", "Months")]
CYCLE_STARTS = [
    ("client", "Counted for Each Client from the First Purchase"),
    ("date", "For All on the Same Day"),
]
DOERS = [("client", "The Salesperson of the Client"), ("user", "Always the Person Beside")]


class ContactProgram(models.Model):
    """When to contact whom, whom not, how and by whom (spec CP-1).

    To ship one, write a record file with ``noupdate="1"`` and nothing but fields of this model
    and of its steps; it comes switched off, and no email leaves before somebody switches it on::

        <record id="contact_program_after_purchase" model="dosmart.contact.program">
            <field name="name">After the Purchase</field>
            <field name="trigger">order_confirmed</field>
            <field name="exclusion_ids" eval="[Command.link(ref('exclusion_rule_fatigue'))]" />
            <field
                name="step_ids"
                eval="[Command.create({
                    'channel': 'call', 'day_from': 3, 'day_to': 5, 'summary': 'How did it go?'})]"
            />
        </record>

    ``exclusion_ids`` may be left out: the rules marked as proposed come by themselves. A window is
    counted from the event, in working days or (``day_kind``) calendar days; below zero is before.
    Emails are templates of ``dosmart.touchpoint``; ``object.partner_id`` is the client. What a
    trigger needs beside (months, dates, statuses, a cycle) the form asks when it is chosen.

    A new trigger is one value of ``trigger`` and one method ``_due_sql_<trigger>``: see
    ``program_due.py``.
    """

    _name = "dosmart.contact.program"
    _inherit = ["dosmart.partner.condition.mixin", "dosmart.kept.mixin"]
    _description = "Contact Program"
    _order = "sequence, id"
    _check_company_auto = True
    _kept_fields = frozenset({"is_on", "trigger"})

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10, help="Programs are planned in this order: the first may tire a client for all."
    )
    description = fields.Text("What It Is For", translate=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    is_on = fields.Boolean("Switched On", copy=False, readonly=True)
    started_on = fields.Date(copy=False, readonly=True)
    planned_until = fields.Date(
        copy=False, readonly=True, help="Technical: everything due by this day is planned."
    )
    trigger = fields.Selection(TRIGGERS, required=True, default="order_confirmed")
    category_ids = fields.Many2many(
        "product.category",
        string="Only These Product Lines",
        help="Of which something was bought. Empty: whatever it was.",
    )
    anchor_months = fields.Char(
        "Months after the Purchase",
        default="12, 24, 36",
        help="In which months the anniversary comes, such as 12, 24, 36.",
    )
    status_ids = fields.Many2many(
        "dosmart.client.status",
        "dosmart_contact_program_trigger_status_rel",
        string="Changed to",
        help="Empty: whatever it changed to.",
    )
    date_ids = fields.Many2many("dosmart.contact.date", string="Dates")
    cycle_number = fields.Integer("Every", default=3)
    cycle_unit = fields.Selection(CYCLE_UNITS, default="month")
    cycle_from = fields.Selection(CYCLE_STARTS, default="client", string="Counted")
    date_start = fields.Date("First on", default=fields.Date.context_today)
    audience = fields.Selection(AUDIENCES, required=True, default="clients")
    audience_status_ids = fields.Many2many(
        "dosmart.client.status",
        "dosmart_contact_program_audience_status_rel",
        string="Of the Statuses",
        help="Empty: clients of any status, and those without one.",
    )
    exclusion_ids = fields.Many2many(
        "dosmart.exclusion.rule",
        string="Left in Peace",
        default=lambda self: self.env["dosmart.exclusion.rule"].search([("is_default", "=", True)]),
    )
    step_ids = fields.One2many(
        "dosmart.contact.program.step", "program_id", "What Is Done", copy=True
    )
    doer = fields.Selection(DOERS, "Who Does It", required=True, default="client")
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        check_company=True,
        ondelete="restrict",
        help="Does it for clients without a salesperson, or whose salesperson is gone.",
    )
    live_count = fields.Integer("Under Way", compute="_compute_counts")
    done_count = fields.Integer("Done", compute="_compute_counts")

    _cycle_plausible = models.Constraint(
        "CHECK(cycle_number BETWEEN 1 AND 1000)", "Contacts come every 1 to 1000 days or months."
    )

    def _compute_counts(self):
        groups = self.env["dosmart.touchpoint"]._read_group(
            [("program_id", "in", self.ids)], ["program_id", "state"], ["__count"]
        )
        counts = {(program, state): count for program, state, count in groups}
        for program in self:
            program.live_count = sum(counts.get((program, state), 0) for state in LIVE)
            program.done_count = counts.get((program, "done"), 0)

    @api.constrains("anchor_months", "trigger")
    def _check_anchor_months(self):
        for program in self.filtered(lambda one: one.trigger == "purchase_anniversary"):
            if not program._months():
                raise ValidationError(
                    self.env._(
                        "Say after how many months “%s” comes: numbers with commas between "
                        "them, such as 12, 24, 36.",
                        program.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: contacts of whomever: none may lose its program. Where nobody was contacted they go.
        its = self.env["dosmart.touchpoint"].sudo().search([("program_id", "in", self.ids)])
        its.filtered(lambda one: one.state in ("planned", "excluded")).unlink()
        used = its.exists().program_id[:1]
        if used:
            raise UserError(
                self.env._(
                    "“%s” has contacted clients already. Archive it instead: nothing more is "
                    "planned, and what was done is kept.",
                    used.with_env(self.env).name,
                )
            )

    def copy_data(self, default=None):
        """Name copies so: two programs of one name would be mistaken for each other.

        In another company there is no such danger.
        """
        values = super().copy_data(default=default)
        if {"name", "company_id"} & (default or {}).keys():
            return values
        return [
            vals | {"name": self.env._("%s (copy)", program.name)}
            for program, vals in zip(self, values, strict=True)
        ]

    def _months(self):
        """Return the months of anniversaries, or nothing if they make no sense."""
        parts = (self.anchor_months or "").replace(" ", "").split(",")
        if not all(part.isdecimal() and 1 <= int(part) <= 600 for part in parts):
            return []
        return sorted({int(part) for part in parts})

    def action_view_touchpoints(self):
        """Open the contacts of these programs."""
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.touchpoint_action")
        return action | {"domain": [("program_id", "in", self.ids)], "context": {}}
