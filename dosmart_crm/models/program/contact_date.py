from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...logic.contact_calendar import day_of_year, easter, weekday_of_month

DATE_KINDS = [
    ("fixed", "The Same Day Every Year"),
    ("weekday", "A Weekday of a Month"),
    ("easter", "Counted from Easter"),
    ("once", "One Day Only"),
]
MONTHS = [
    ("1", "January"),
    ("2", "February"),
    ("3", "March"),
    ("4", "April"),
    ("5", "May"),
    ("6", "June"),
    ("7", "July"),
    ("8", "August"),
    ("9", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
]
NTHS = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Fourth"), ("-1", "Last")]


class ContactDate(models.Model):
    """A day of the year on which clients are greeted, fixed or movable (spec CP-1)."""

    _name = "dosmart.contact.date"
    _description = "Calendar Date"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(DATE_KINDS, required=True, default="fixed")
    day = fields.Integer(default=1, help="29 February falls on the 28th in common years.")
    month = fields.Selection(MONTHS, default="1")
    nth = fields.Selection(NTHS, default="1")
    weekday_id = fields.Many2one("dosmart.weekday", ondelete="restrict")
    easter_days = fields.Integer(
        "Days from Easter", help="Before it if below zero: −2 is Good Friday."
    )
    date = fields.Date("Day")
    next_date = fields.Date("Next on", compute="_compute_next_date")

    _easter_days_plausible = models.Constraint(
        "CHECK(easter_days BETWEEN -366 AND 366)", "A day lies within a year of Easter."
    )

    @api.depends("kind", "day", "month", "nth", "weekday_id", "easter_days", "date")
    def _compute_next_date(self):
        today = fields.Date.context_today(self)
        until = fields.Date.add(today, years=2)
        for one in self:
            one.next_date = next(iter(one._falls_on(today, until)), False)

    @api.constrains("kind", "day", "month", "nth", "weekday_id", "date")
    def _check_complete(self):
        needed = {"fixed": ["day", "month"], "weekday": ["nth", "weekday_id", "month"]}
        needed["once"] = ["date"]
        for one in self:
            if not all(one[name] for name in needed.get(one.kind, ())) or not 1 <= one.day <= 31:
                raise ValidationError(
                    self.env._("Say completely on which day “%s” falls.", one.name)
                )

    def _falls_on(self, first, last):
        """Return the days from *first* to *last* on which this date falls, in order."""
        days = (self._day_in(year) for year in range(first.year - 1, last.year + 2))
        return sorted({day for day in days if day and first <= day <= last})

    def _day_in(self, year):
        """Return on which day of *year* this date falls, if any."""
        return getattr(self, f"_day_{self.kind}")(year)

    def _day_fixed(self, year):
        return day_of_year(year, int(self.month or 1), min(max(self.day, 1), 31))

    def _day_weekday(self, year):
        weekday = self.weekday_id.number
        return weekday_of_month(year, int(self.month or 1), weekday, int(self.nth or 1))

    def _day_easter(self, year):
        return fields.Date.add(easter(year), days=self.easter_days)

    def _day_once(self, year):
        return self.date if self.date and self.date.year == year else False
