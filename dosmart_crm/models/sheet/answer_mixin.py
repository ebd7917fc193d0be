from datetime import datetime

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import ormcache


class AnswerMixin(models.AbstractModel):
    """Fields a client answers, each with the moment of its last answer.

    Declare such a field with ``answer=True``. Two records that turn out to be about the same
    client are made one by ``_absorb_answers``: the newer answer wins (spec CS-2).
    """

    _name = "dosmart.answer.mixin"
    _description = "Dated Answers"

    answered_on = fields.Json(
        copy=False,
        groups="sales_team.group_sale_salesman",
        help="Technical: {field name: UTC moment of its last answer, ISO 8601}.",
    )

    def _valid_field_parameter(self, field, name):
        return name == "answer" or super()._valid_field_parameter(field, name)

    @api.model
    @ormcache()
    def _answer_names(self):
        """Return the names of the fields declared with ``answer=True``, in their order."""
        return tuple(
            name
            for name, field in self._fields.items()
            if getattr(field, "answer", False) and not field.related
        )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([vals | self._prepare_answer_dates(vals) for vals in vals_list])

    def write(self, vals):
        done = super().write(vals)
        if "answered_on" not in vals:
            for record in self if (dates := self._prepare_answer_dates(vals)) else ():
                record.answered_on = (record.answered_on or {}) | dates["answered_on"]
        return done

    def _prepare_answer_dates(self, vals):
        names = vals.keys() & set(self._answer_names())
        if not names or "answered_on" in vals:
            return {}
        now = fields.Datetime.now().isoformat()
        return {"answered_on": dict.fromkeys(sorted(names), now)}

    def _answer_date(self, name):
        """Return when *name* was answered; without a date, when the record was last changed."""
        date = (self.answered_on or {}).get(name)
        return datetime.fromisoformat(date) if date else self.write_date or datetime.min

    def _absorb_answers(self, other, names=None):
        """Take over the answers of *other* that are newer or missing here.

        :param names: only these answers; all of this model's if not given
        :return: the answers that lost, as ``[(label, lost value, kept value)]`` for people
        """
        self.ensure_one()
        values, lost = {}, []
        for name in names or self._answer_names():
            mine, theirs = self[name], other[name]
            if not theirs or mine == theirs:
                continue
            if self._fields[name].type == "many2many":
                values[name] = (mine | theirs).ids
                continue
            newer = not mine or other._answer_date(name) > self._answer_date(name)
            if mine:
                old, new = (self, other) if newer else (other, self)
                lost.append(
                    (self._answer_label(name), old._answer_text(name), new._answer_text(name))
                )
            if newer:
                values[name] = self._fields[name].convert_to_write(theirs, other)
        if values:
            dates = {name: other._answer_date(name).isoformat() for name in values}
            dates = {"answered_on": (self.answered_on or {}) | dates}
            self._take_answers(values | dates, other)
        return lost

    def _take_answers(self, values, other):
        """Write the *values* that ``_absorb_answers`` takes over from *other*."""
        self.write(values)

    def _answer_label(self, name):
        return self._fields[name]._description_string(self.env)

    def _answer_text(self, name):
        value = self._fields[name].convert_to_export(self[name], self)
        return str(value) if value or value == 0 else ""

    def _lost_answers_note(self, lost):
        """Return the chatter note that keeps the answers in *lost* (see ``_absorb_answers``)."""
        lines = Markup().join(
            Markup("<li>%s: <s>%s</s> → %s</li>") % (label, old, new) for label, old, new in lost
        )
        title = self.env._("These answers differed. The newer one was kept:")
        return Markup("<p>%s</p><ul>%s</ul>") % (title, lines)
