from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields, models

from .client_sheet_mixin import shown

CHANNELS = [
    ("phone", "Phone"),
    ("whatsapp", "WhatsApp"),
    ("email", "Email"),
    ("sms", "SMS"),
    ("visit", "Visit"),
]
BY_NUMBER = ("phone", "whatsapp", "sms")


class ClientSheet(models.Model):
    """How and when the client likes to be contacted (CS-10)."""

    _inherit = "dosmart.client.sheet"

    preferred_channel = fields.Selection(CHANNELS, answer=True)
    contact_weekday_ids = fields.Many2many(
        "dosmart.weekday", string="Preferred Days", answer=True, help="None: any day."
    )
    contact_day_part_ids = fields.Many2many(
        "dosmart.day.part", string="Preferred Hours", answer=True, help="None: at any hour."
    )

    def _suits(self, moment):
        """Return whether the client likes to be contacted at *moment*, the client's own time."""
        hour = moment.hour + moment.minute / 60
        days = self.contact_weekday_ids
        # A part that is no longer offered is still what this client asked for.
        parts = self.with_context(active_test=False).contact_day_part_ids
        on_day = not days or moment.weekday() in days.mapped("number")
        return on_day and (
            not parts or any(part.hour_from <= hour < part.hour_to for part in parts)
        )


class ClientSheetMixin(models.AbstractModel):
    _inherit = "dosmart.client.sheet.mixin"

    preferred_channel = shown(fields.Selection, "preferred_channel")
    contact_weekday_ids = shown(fields.Many2many, "contact_weekday_ids")
    contact_day_part_ids = shown(fields.Many2many, "contact_day_part_ids")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _may_contact(self, channel, moment):
        """Return those of these contacts that may be contacted on *channel* at *moment*.

        :param channel: a key of ``CHANNELS``
        :param moment: naive UTC, as Odoo stores moments
        """
        return self - self.browse(self._contact_obstacles(channel, moment))

    def _contact_obstacles(self, channel, moment):
        """Return {id: why not, for people} of those that ``_may_contact`` leaves out.

        A preferred channel excludes the others. Hours count wherever somebody is disturbed:
        an email may arrive at any time.
        """
        obstacles = {}
        for partner in self:
            if reason := partner._reach_obstacle(channel) or partner._like_obstacle(
                channel, moment
            ):
                obstacles[partner.id] = reason
        return obstacles

    def _reach_obstacle(self, channel):
        """Return why *channel* does not reach this contact or was refused, empty if it may."""
        if channel == "email":
            if not self.email or self.email_problem:
                return self.env._("No email address that works")
            return self.env._("Wants no emails") if self.is_blacklisted else ""
        if channel in BY_NUMBER:
            if not self.phone or self.phone_problem:
                return self.env._("No phone number that works")
            return self.env._("Wants no calls") if self.phone_sanitized_blacklisted else ""
        return ""

    def _like_obstacle(self, channel, moment):
        """Return why the client does not like *channel* at *moment*, empty if all is well."""
        sheet = self.client_sheet_id
        if sheet.preferred_channel not in (False, channel):
            labels = dict(sheet._fields["preferred_channel"]._description_selection(self.env))
            return self.env._("Prefers another way: %s", labels[sheet.preferred_channel])
        if channel != "email" and not sheet._suits(self._local_time(moment)):
            return self.env._("Not at the hours the client likes")
        return ""

    def _local_time(self, moment):
        """Return *moment*, naive UTC, in the time zone of this contact or else of the company."""
        # sudo: the working hours of the company say where it is; everybody may know that.
        zone = self.tz or self.env.company.sudo().resource_calendar_id.tz or "UTC"
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
