from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import fields, models

from ...logic.contact_calendar import Workdays


class ResCompany(models.Model):
    """The company's own days and hours: they decide when clients are contacted."""

    _inherit = "res.company"

    contact_from_hour = fields.Float(
        "Contact Clients from",
        default=8.0,
        help="Hour of the company's day from which contact programs send emails.",
    )

    _contact_from_hour_plausible = models.Constraint(
        "CHECK(contact_from_hour >= 0 AND contact_from_hour < 24)",
        "Clients are contacted from an hour between 0:00 and 24:00.",
    )

    def _contact_zone(self):
        """Return the time zone whose midnight begins the company's day."""
        # sudo: working hours are no secret
        return self.sudo().resource_calendar_id.tz or self.sudo().partner_id.tz or "UTC"

    def _contact_now(self):
        """Return the present moment as the clocks of the company show it."""
        return datetime.now(UTC).astimezone(ZoneInfo(self._contact_zone()))

    def _contact_day(self):
        return self._contact_now().date()

    def _may_contact_now(self):
        """Return whether it is late enough in the company's day to disturb clients."""
        now = self._contact_now()
        return now.hour + now.minute / 60 >= self.contact_from_hour

    def _contact_moments(self, first, last):
        """Return when day *first* begins and day *last* is over, in naive UTC."""
        zone = ZoneInfo(self._contact_zone())
        return tuple(
            datetime.combine(day, time.min, zone).astimezone(UTC).replace(tzinfo=None)
            for day in (first, last + timedelta(days=1))
        )

    def _work_stretches(self, first, last):
        """Return {day: [(start, end), ...]} of work from *first* to *last*, in the own time zone.

        A company without working hours works always.
        """
        zone = ZoneInfo(self._contact_zone())
        start = datetime.combine(first, time.min, zone)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        # sudo: working hours are no secret
        calendar = self.sudo().resource_calendar_id
        if not calendar.attendance_ids or calendar.flexible_hours:
            days = range((last - first).days + 1)
            nights = (start + timedelta(days=number) for number in days)
            return {night.date(): [(night, night + timedelta(days=1))] for night in nights}
        leaves = [("time_type", "=", "leave"), ("company_id", "in", [False, self.id])]
        stretches = {}
        for begin, stop, _attendance in calendar._work_intervals_batch(start, end, domain=leaves)[
            False
        ]:
            begin, stop = begin.astimezone(zone), stop.astimezone(zone)
            stretches.setdefault(begin.date(), []).append((begin, stop))
        return stretches

    def _workdays(self, first, last):
        """Return the :class:`Workdays` that cover *first* to *last*."""
        return Workdays(self._work_stretches(first, last))

    def _workdays_a_week(self):
        # sudo: working hours are no secret
        days = set(self.sudo().resource_calendar_id.attendance_ids.mapped("dayofweek"))
        return len(days) or 7


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    contact_from_hour = fields.Float(related="company_id.contact_from_hour", readonly=False)
