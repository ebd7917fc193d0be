from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.float_utils import float_repr


class UnitReading(models.Model):
    """What the meter of a unit showed on a day: kilometres, hours … It never falls (spec CP-7)."""

    _name = "dosmart.unit.reading"
    _description = "Reading of a Unit"
    _order = "date desc, id desc"

    unit_id = fields.Many2one("dosmart.client.unit", required=True, index=True, ondelete="cascade")
    date = fields.Date(required=True, default=fields.Date.context_today)
    value = fields.Float("Reading", required=True, digits=(16, 1), aggregator="max")
    use_measure = fields.Char(related="unit_id.use_measure")

    _unit_date_uniq = models.Constraint(
        "UNIQUE(unit_id, date)",
        "This unit has a reading of that day already. Correct that one instead.",
    )
    _value_positive = models.Constraint(
        "CHECK(value >= 0)", "A reading cannot be negative. Type what the meter shows."
    )

    @api.depends("date", "value", "use_measure")
    def _compute_display_name(self):
        for reading in self:
            text = f"{float_repr(reading.value, 1).removesuffix('.0')} {reading.use_measure or ''}"
            reading.display_name = text.strip()

    @api.constrains("unit_id", "date", "value")
    def _check_rising(self):
        readings = self.search(Domain("unit_id", "in", self.unit_id.ids), order="date, id")
        for unit_readings in readings.grouped("unit_id").values():
            for before, after in pairwise(unit_readings):
                if after.value < before.value:
                    before._refuse_falling(after)

    def _refuse_falling(self, after):
        raise ValidationError(
            self.env._(
                "%(unit)s showed %(before)s on %(day)s, so it cannot show %(after)s on "
                "%(later)s: a reading never falls. Correct the one that is wrong; if the meter "
                "was replaced, add what the old one showed to the new readings.",
                unit=self.unit_id.display_name,
                before=self.display_name,
                day=format_date(self.env, self.date),
                after=after.display_name,
                later=format_date(self.env, after.date),
            )
        )

    @api.constrains("date")
    def _check_date(self):
        # Somewhere it is tomorrow already.
        if self.filtered_domain(Domain("date", ">", "today +1d")):
            raise ValidationError(
                self.env._("This day is still to come: note what the meter shows today.")
            )
