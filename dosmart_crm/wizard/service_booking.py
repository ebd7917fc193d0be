from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import UserError


class ServiceBooking(models.TransientModel):
    """The client answers the letter about a service: a visit is booked, slot and parts noted."""

    _name = "dosmart.service.booking"
    _description = "Book a Service"

    touchpoint_id = fields.Many2one("dosmart.touchpoint", ondelete="cascade")
    unit_id = fields.Many2one("dosmart.client.unit", "Unit", required=True, ondelete="cascade")
    kind_id = fields.Many2one("dosmart.service.kind", "Service", required=True, ondelete="cascade")
    date = fields.Date("Day", required=True, default=lambda self: self.env.company._working_day(1))
    day_part_id = fields.Many2one(
        "dosmart.day.part",
        "Slot",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["dosmart.day.part"].search([], limit=1),
    )
    starts_at = fields.Datetime("Exact Time", help="Empty: when the slot begins.")
    parts = fields.Text("Parts to Bring")
    user_id = fields.Many2one(
        "res.users",
        "Who Goes",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="cascade",
    )

    @api.model
    def _open(self, unit, touchpoint=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Book a Service"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_unit_id": unit.id,
                "default_kind_id": unit.next_service_kind_id.id,
                "default_touchpoint_id": touchpoint.id if touchpoint else False,
            },
        }

    def action_book(self):
        """Make the visit, and end the contact that asked for it; open the visit."""
        self.ensure_one()
        return self._book()._open_visit()

    def _book(self):
        if self.date < fields.Date.context_today(self):
            raise UserError(self.env._("Choose today or a day to come for the service."))
        if self.touchpoint_id and self.touchpoint_id.unit_id != self.unit_id:
            raise UserError(
                self.env._("This contact is about another unit. Book from the contact once more.")
            )
        self.unit_id.check_access("write")
        quiet = self.env["calendar.event"].with_context(
            active_model=False, no_mail_to_attendees=True, skip_contact_description=True
        )
        visit = quiet.create(self._prepare_visit())
        if self.touchpoint_id:
            self.touchpoint_id._note_booking(visit)
        return visit

    def _prepare_visit(self):
        partner = self.unit_id.partner_id
        start = self._start()
        values = partner._prepare_visit(start)
        attendees = self.user_id.partner_id | partner
        return values | {
            "name": f"{self.kind_id.name}: {self.unit_id.display_name}",
            "stop": start + timedelta(hours=self.kind_id.hours or 1),
            "user_id": self.user_id.id,
            "partner_ids": [fields.Command.set(attendees.ids)],
            "unit_id": self.unit_id.id,
            "service_kind_id": self.kind_id.id,
            "service_parts": self.parts,
            "contact_product_id": self.unit_id.product_id.product_tmpl_id.id,
        }

    def _start(self):
        """Return when the visit begins, in UTC."""
        if self.starts_at:
            return self.starts_at
        # sudo: the company's hours are no secret.
        zone = timezone(self.env.company.sudo().resource_calendar_id.tz or "UTC")
        local = datetime.combine(self.date, time.min)
        local += timedelta(minutes=round(self.day_part_id.hour_from * 60))
        return zone.localize(local).astimezone(utc).replace(tzinfo=None)
