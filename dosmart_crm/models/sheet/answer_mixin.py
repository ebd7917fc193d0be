from datetime import datetime

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import ormcache


class AnswerMixin(models.AbstractModel):
    """Fields a client answers, each with the moment of its last answer.

    Declare such a field with ``answer=True``, or with the name of a unit (``answer="children"``)
    that it shares with fields that only make sense together. Two records that turn out to be
    about the same client are made one by ``_absorb_answers``: the newer answer wins (CS-2).
    """

    _name = "dosmart.answer.mixin"
    _description = "Dated Answers"

    answered_on = fields.Json(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Technical: {field name: UTC moment of its last answer, ISO 8601}.",
    )

    def _valid_field_parameter(self, field, name):
        return name == "answer" or super()._valid_field_parameter(field, name)

    @api.model
    @ormcache()
    def _answer_units(self):
        """Return the names of the answers as tuples; those of one tuple belong together."""
        units = {}
        for name, field in self._fields.items():
            unit = getattr(field, "answer", False)
            if unit and not field.related:
                units.setdefault(name if unit is True else unit, []).append(name)
        return tuple(tuple(names) for names in units.values())

    @api.model
    @ormcache()
    def _answer_names(self):
        """Return the names of all fields declared as answers."""
        return tuple(name for unit in self._answer_units() for name in unit)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record, vals in zip(records, vals_list, strict=True):
            record._date_answers(vals)
        return records

    def write(self, vals):
        names = vals.keys() & set(self._answer_names())
        before = {record: {name: record[name] for name in names} for record in self if names}
        done = super().write(vals)
        for record, old in before.items():
            record._date_answers({name for name in names if record[name] != old[name]})
        return done

    def _date_answers(self, names):
        """Note that those of *names* that are answers, and not empty, were given now."""
        given = [name for name in self._answer_names() if name in names and self[name]]
        if given:
            # sudo: whoever may give an answer dates it; nobody handles the dates by hand.
            record = self.sudo()
            now = fields.Datetime.now().isoformat()
            dates = (record.answered_on or {}) | dict.fromkeys(given, now)
            # Not through write(): nothing follows from the dates, and imports have thousands.
            self._fields["answered_on"].write(record, dates)

    def _shows(self, name, value):
        """Return whether *value*, as given to ``write``, is what this record has already."""
        field = self._fields[name]
        return field.convert_to_record(field.convert_to_cache(value, self), self) == self[name]

    def _answer_date(self, unit):
        """Return when *unit* was last answered; undated answers are as old as the record."""
        dates = self.sudo().answered_on or {}  # sudo: see _date_answers
        given = [datetime.fromisoformat(dates[name]) for name in unit if name in dates]
        return max(given, default=self.create_date or datetime.min)

    def _absorb_answers(self, other, names=None):
        """Take over the answers of *other* that are newer or missing here.

        :param names: only these answers; all of this model's if not given
        :return: the answers that lost, as ``[(label, lost value, kept value)]`` for people
        """
        self.ensure_one()
        values, dates, lost = {}, {}, []
        for unit in self._answer_units():
            if names is None or set(unit) <= set(names):
                self._absorb_unit(other, unit, values, dates, lost)
        if values:
            self._take_answers(values, other)
        if dates:
            # sudo: see _date_answers
            record = self.sudo()
            record.answered_on = (record.answered_on or {}) | dates
        return lost

    def _absorb_unit(self, other, unit, values, dates, lost):
        mine, theirs = ([record[name] for name in unit] for record in (self, other))
        if not any(theirs):
            return
        newer = not any(mine) or other._answer_date(unit) > self._answer_date(unit)
        if newer:
            dates.update(dict.fromkeys(unit, other._answer_date(unit).isoformat()))
        if mine == theirs:
            return
        if self._fields[unit[0]].type == "many2many":
            values[unit[0]] = (mine[0] | theirs[0]).ids
            return
        if any(mine):
            old, new = (self, other) if newer else (other, self)
            lost += old._answers_lost_to(new, unit)
        if newer:
            for name in unit:
                values[name] = self._fields[name].convert_to_write(other[name], other)

    def _take_answers(self, values, other):
        """Write the *values* that ``_absorb_answers`` takes over from *other*."""
        self.write(values)

    def _answers_lost_to(self, new, unit):
        return [
            (
                self._fields[name]._description_string(self.env),
                self._answer_text(name),
                new._answer_text(name),
            )
            for name in unit
            if self[name] and self[name] != new[name]
        ]

    def _answer_text(self, name):
        """Return the answer as people read it, empty if there is none."""
        value = self._fields[name].convert_to_export(self[name], self)
        return str(value) if value else ""

    def _lost_answers_note(self, lost):
        """Return the chatter note that keeps the answers in *lost* (see ``_absorb_answers``)."""
        lines = Markup().join(
            Markup("<li>%s: <s>%s</s> → %s</li>") % (label, old, new) for label, old, new in lost
        )
        title = self.env._("These answers differed. The newer one was kept:")
        return Markup("<p>%s</p><ul>%s</ul>") % (title, lines)
