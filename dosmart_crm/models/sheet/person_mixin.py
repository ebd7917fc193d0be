from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from .client_sheet import YES_NO
from .client_sheet_mixin import SALES

MARITAL_STATUSES = [("single", "Single"), ("married", "Married"), ("other", "Other")]
MAX_AGE = 150
PERSON_FACTS = ("birthdate_date", "marital_status", "has_children", "children")
# Field of whoever shows a sheet -> field of its main contact.
OF_CONTACT = {
    f"main_contact_{name}": name for name in ("function", "phone", "email", *PERSON_FACTS)
}


class PersonMixin(models.AbstractModel):
    """Facts about a person, which are not the company's: contacts and unlinked leads have them.

    The birth date has the name and type of OCA's ``partner_contact_birthdate``.
    """

    _name = "dosmart.person.mixin"
    _inherit = ["dosmart.answer.mixin"]
    _description = "Facts about a Person"

    birthdate_date = fields.Date("Birth Date", answer=True, copy=False, groups=SALES)
    age = fields.Integer(compute="_compute_age", search="_search_age", groups=SALES)
    marital_status = fields.Selection(MARITAL_STATUSES, answer=True, copy=False, groups=SALES)
    has_children = fields.Selection(
        YES_NO,
        "Children",
        answer="children",
        copy=False,
        groups=SALES,
        help="Empty means: not asked yet.",
    )
    children = fields.Integer("Number of Children", answer="children", copy=False, groups=SALES)

    _children_positive = models.Constraint(
        "CHECK(children >= 0)", "The number of children cannot be negative."
    )

    @api.depends("birthdate_date")
    def _compute_age(self):
        today = fields.Date.context_today(self)
        for person in self:
            born = person.birthdate_date
            person.age = max(relativedelta(today, born).years, 0) if born else 0

    def _search_age(self, operator, value):
        """Turn ages into birth dates; who has no birth date has no age."""
        today = fields.Date.context_today(self)
        if operator == "in":
            return Domain.OR(self._age_domain(age, today) for age in value)
        if operator not in (">", ">=", "<", "<="):
            return NotImplemented
        value = min(max(int(value), -1), MAX_AGE)
        if operator in (">", "<="):  # older than N: had the birthday N + 1
            born = today - relativedelta(years=value + 1)
            return [("birthdate_date", "<=" if operator == ">" else ">", born)]
        born = today - relativedelta(years=value)
        return [("birthdate_date", "<=" if operator == ">=" else ">", born)]

    @api.model
    def _age_domain(self, age, today):
        if age is False:
            return Domain("birthdate_date", "=", False)
        age = min(max(int(age), 0), MAX_AGE)
        born_after = today - relativedelta(years=age + 1)
        born_until = today - relativedelta(years=age)
        return Domain("birthdate_date", ">", born_after) & Domain(
            "birthdate_date", "<=", born_until
        )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_known_children(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_known_children(vals))

    @api.model
    def _with_known_children(self, vals):
        """Keep the two answers together: a typed 0 says "no", and "no" says 0."""
        number, has = vals.get("children"), vals.get("has_children")
        if "has_children" in vals:
            return vals | {"children": 0} if has == "no" and "children" not in vals else vals
        if number is None or number is False:
            return vals
        return vals | {"has_children": "yes" if number else "no"}

    @api.constrains("birthdate_date")
    def _check_birthdate(self):
        today = fields.Date.context_today(self)
        earliest = today - relativedelta(years=MAX_AGE)
        for person in self.filtered("birthdate_date"):
            if not earliest <= person.birthdate_date <= today:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be born on %(date)s. "
                        "Type a day in the past, at most %(years)s years ago.",
                        person=person.display_name,
                        date=format_date(self.env, person.birthdate_date),
                        years=MAX_AGE,
                    )
                )

    @api.constrains("has_children", "children")
    def _check_children(self):
        for person in self:
            if person.children and person.has_children == "no":
                raise ValidationError(
                    self.env._(
                        "%(person)s has %(number)s children and no children at once. "
                        "Correct one of the two answers.",
                        person=person.display_name,
                        number=person.children,
                    )
                )
