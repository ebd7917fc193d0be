from datetime import timedelta

from odoo import models

from ...logic.contact_calendar import windows

# Services, birthdays and the like may be typed days after they took place.
REPORTED_LATE = (
    *("assigned", "birthday", "contract_end", "requested", "service_done", "status_changed"),
)
# What these find on a day was known before that day; the others may find more until it is over.
KNOWN_AHEAD = ("calendar_date", "cycle", "purchase_anniversary")


class ContactProgramStep(models.Model):
    """On which days a step is done: its window, counted from each event."""

    _inherit = "dosmart.contact.program.step"

    def _windows(self, day, planned_until):
        """Return the windows to plan on *day*: those that opened since *planned_until*.

        Where something may have happened that was not known then, all that are still open.
        """
        trigger = self.program_id.trigger
        if planned_until and trigger not in REPORTED_LATE:
            known = self.day_from > 0 or trigger in KNOWN_AHEAD
            return self._windows_opening(planned_until + timedelta(days=known), day)
        since = planned_until or day
        first = min(day - timedelta(days=self._margin()), since)
        found = self._windows_opening(first, day)
        return [one for one in found if one.close_on >= day or one.open_on > since]

    def _windows_opening(self, first, last):
        """Return the windows that open from *first* to *last*, by the days of their events."""
        margin = timedelta(days=self._margin())
        if self.day_kind == "calendar":
            return list(windows(first, last, self.day_from, self.day_to))
        company = self.program_id.company_id
        workdays = company._workdays(first - margin, last + margin)
        return list(windows(first, last, self.day_from, self.day_to, workdays))

    def _margin(self):
        """Return in how many days the window and its event lie, holidays included."""
        most = max(abs(self.day_from), abs(self.day_to), self.day_to - self.day_from) + 1
        if self.day_kind == "calendar":
            return most
        return 30 + most * 7 // self.program_id.company_id._workdays_a_week()
