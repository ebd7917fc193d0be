from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CONTACTS = [("call", "Call"), ("visit", "Visit"), ("email", "Email")]
TYPES = {"call": "mail.mail_activity_data_call", "email": "mail.mail_activity_data_email"}


class NextContactPlan(models.TransientModel):
    """Plan the next contact: when, what for and about which product (spec CP-6)."""

    _name = "dosmart.next.contact.plan"
    _description = "Plan the Next Contact"

    partner_id = fields.Many2one("res.partner", "Client", required=True, ondelete="cascade")
    kind = fields.Selection(CONTACTS, "By", required=True, default="call")
    date = fields.Date(
        "On", required=True, default=lambda self: self._default_date(), help="A working day."
    )
    purpose = fields.Char("What For", required=True)
    product_tmpl_id = fields.Many2one(
        "product.template", "About the Product", required=True, ondelete="cascade"
    )
    is_requested = fields.Boolean(
        "Asked by the Client",
        help="The client wants to be contacted on that day about it: the program “On Request” "
        "does so, if it is switched on.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Who Does It",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="cascade",
    )

    @api.model
    def _default_date(self):
        return self.env.company._working_day(self.env.company.next_contact_days)

    @api.model
    def _open(self, partner=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan the Next Contact"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_id": partner.id} if partner else {},
        }

    @api.constrains("purpose")
    def _check_purpose(self):
        if self.filtered(lambda plan: not (plan.purpose or "").strip()):
            raise ValidationError(self.env._("Say what the next contact is for."))

    def action_plan(self):
        """Plan the contact, or leave it to the program for those who asked to be contacted."""
        self.ensure_one()
        if self.date < fields.Date.context_today(self):
            raise UserError(self.env._("Choose today or a day to come for the next contact."))
        self.partner_id.check_access("read")
        if not (self.is_requested and self._report_request()):
            getattr(self, f"_plan_{self.kind}")()
        return {"type": "ir.actions.act_window_close"}

    def _report_request(self):
        """Report what the client asked for; return whether a program will see to it."""
        # sudo: whether a program waits for it; who plans a contact need not see programs.
        programs = self.env["dosmart.contact.program"].sudo()
        if not programs.search_count([("trigger", "=", "requested"), ("is_on", "=", True)]):
            return False
        return self.env["dosmart.contact.event"]._plan_event(
            "requested",
            self.partner_id,
            name=self.purpose,
            date=self.date,
            product_tmpl_id=self.product_tmpl_id.id,
            user_id=self.user_id.id,
        )

    def _plan_call(self):
        self.partner_id.activity_schedule(
            TYPES[self.kind],
            self.date,
            summary=self.purpose,
            user_id=self.user_id.id,
            contact_product_id=self.product_tmpl_id.id,
            automated=False,
        )

    def _plan_email(self):
        self._plan_call()

    def _morning(self):
        """Return the first hour of work of that day, in UTC; 9 o'clock if nobody works then."""
        # sudo: the company's hours are no secret.
        calendar = self.env.company.sudo().resource_calendar_id
        hours = calendar.attendance_ids.filtered(
            lambda hour: hour.dayofweek == str(self.date.weekday())
        ).mapped("hour_from")
        minutes = round(min(hours, default=9) * 60)
        local = datetime.combine(self.date, time.min) + timedelta(minutes=minutes)
        zone = timezone(self.user_id.tz or calendar.tz or "UTC")
        return zone.localize(local).astimezone(utc).replace(tzinfo=None)

    def _plan_visit(self):
        """Plan the visit for the first hour of work of that day, without writing to the client."""
        quiet = self.env["calendar.event"].with_context(
            active_model=False, no_mail_to_attendees=True, skip_contact_description=True
        )
        values = self.partner_id._prepare_visit(self._morning()) | {
            "name": self.purpose,
            "user_id": self.user_id.id,
            "contact_product_id": self.product_tmpl_id.id,
        }
        quiet.create(values)
