from odoo import fields, models


class Weekday(models.Model):
    """A day of the week; the seven are shipped and nobody needs more."""

    _name = "dosmart.weekday"
    _description = "Weekday"
    _order = "number"

    number = fields.Integer(required=True, help="0 is Monday, 6 is Sunday.")
    name = fields.Char(required=True, translate=True)

    _number_uniq = models.UniqueIndex("(number)", "There is already a weekday of this number.")
    _number_known = models.Constraint(
        "CHECK(number BETWEEN 0 AND 6)", "Weekdays are numbered from 0, Monday, to 6, Sunday."
    )


class DayPart(models.Model):
    """A part of the day in which clients like to be contacted, such as the morning."""

    _name = "dosmart.day.part"
    _description = "Part of the Day"
    _order = "hour_from, id"

    name = fields.Char(required=True, translate=True)
    hour_from = fields.Float("From", required=True, help="Hour of the client's day, 0 to 24.")
    hour_to = fields.Float("To", required=True, help="Hour of the client's day; not included.")
    active = fields.Boolean(default=True)

    _hours_plausible = models.Constraint(
        "CHECK(0 <= hour_from AND hour_from < hour_to AND hour_to <= 24)",
        "A part of the day begins before it ends, between 0:00 and 24:00.",
    )
