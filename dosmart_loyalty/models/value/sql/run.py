"""Which clients are valued on which day, by whose numbers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from dateutil.relativedelta import relativedelta
from pytz import timezone, utc

from odoo.tools import SQL


@dataclass(frozen=True)
class Run:
    """One valuation: of all clients, or of those whose *contacts* are given.

    *contacts* are pairs of ids: a contact, and the client it buys for.
    """

    policy: object
    day: date
    has_divisions: bool = True
    contacts: tuple | None = None

    @cached_property
    def clients(self):
        """Return the ids of the clients that are valued, or None for all."""
        if self.contacts is None:
            return None
        return tuple({client for _contact, client in self.contacts})

    @cached_property
    def company(self):
        """Return the company whose clients are valued."""
        return self.policy.company_id

    @cached_property
    def zone(self):
        """Return the name of the time zone in which the company's days begin."""
        return self.company.resource_calendar_id.tz or "UTC"

    @cached_property
    def by_margin(self):
        """Return whether ABC goes by margin."""
        return self.policy.abc_measure == "margin"

    @cached_property
    def by_invoices(self):
        """Return whether purchases are invoices, which have days; orders have moments in UTC."""
        return self.policy.basis == "invoices"

    @cached_property
    def window(self):
        """Return the first day of the window."""
        return self.day - relativedelta(months=self.policy.window_months)

    @cached_property
    def period(self):
        """Return the first day of the current period P."""
        return self.day - relativedelta(months=self.policy.period_months)

    @cached_property
    def months(self):
        """Return the first days of the months of XYZ, rising, and that of the present month."""
        present = self.day.replace(day=1)
        back = range(self.policy.xyz_months, -1, -1)
        return [present - relativedelta(months=number) for number in back]

    @cached_property
    def month_starts(self):
        """Return the moments at which the ``months`` begin."""
        return [self.moment(month) for month in self.months]

    @cached_property
    def end(self):
        """Return the moment at which the day of the run is over."""
        return self.moment(self.day + timedelta(days=1))

    @cached_property
    def order_end(self):
        """Return the same for orders, whatever the purchases are."""
        return self._in_utc(self.day + timedelta(days=1))

    def moment(self, day):
        """Return when *day* begins: converted once, so that no purchase has to be."""
        return datetime.combine(day, time()) if self.by_invoices else self._in_utc(day)

    def _in_utc(self, day):
        start = timezone(self.zone).localize(datetime.combine(day, time()))
        return start.astimezone(utc).replace(tzinfo=None)

    def moment_of(self, day):
        """Return the same as an SQL expression of the column *day*."""
        if self.by_invoices:
            return SQL("%s::timestamp", day)
        return SQL("(%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", day, self.zone)

    def day_of(self, moment):
        """Return the SQL expression of the company's day of the column *moment*."""
        if self.by_invoices:
            return SQL("%s::date", moment)
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", moment, self.zone)
