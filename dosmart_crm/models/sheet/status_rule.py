from ast import literal_eval
from string import Template

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..condition_mixin import UNUSABLE


class StatusRule(models.Model):
    """If a client's sheet and orders are so, suggest this status and say why (spec CS-4).

    Rules are tried in their order; the first that matches wins. An answer that is unknown or
    was never given matches nothing, not even "is not"; nor does a condition that can no longer
    be read.
    """

    _name = "dosmart.status.rule"
    _inherit = ["dosmart.condition.mixin"]
    _description = "Client Status Rule"
    _order = "sequence, id"
    _rec_name = "status_id"
    _condition_fields = ("domain",)

    sequence = fields.Integer(default=10)
    status_id = fields.Many2one("dosmart.client.status", required=True, ondelete="cascade")
    active = fields.Boolean(default=True)
    domain = fields.Char(
        "Answers", default="[]", required=True, help="Which answers of the sheet the client gave."
    )
    min_orders = fields.Integer(
        "Orders at Least", help="Confirmed orders within the months beside. 0: does not matter."
    )
    order_months = fields.Integer("Within Months", default=12)
    sentence = fields.Char(
        required=True,
        translate=True,
        help="Why, as the salesperson reads it. $orders and $months stand for the numbers.",
    )

    _min_orders_positive = models.Constraint(
        "CHECK(min_orders >= 0)", "The number of orders cannot be negative."
    )
    _order_months_positive = models.Constraint(
        "CHECK(order_months > 0)", "Orders are counted over at least one month."
    )

    @api.constrains("domain", "min_orders")
    def _check_domain(self):
        sheets = self.env["dosmart.client.sheet"]
        for rule in self:
            try:
                condition = rule._condition()
                sheets.filtered_domain(condition)
                # sudo: as when it is evaluated.
                sheets.sudo().search_count(condition, limit=1)
            except UNUSABLE as error:
                raise ValidationError(
                    self.env._(
                        "The condition of the rule for “%(status)s” cannot be used: %(error)s. "
                        "Choose the answers with the condition editor.",
                        status=rule.status_id.name,
                        error=error,
                    )
                ) from error
            if condition.is_true() and not rule.min_orders:
                raise ValidationError(
                    self.env._(
                        "The rule for “%s” would match every client. Add a condition.",
                        rule.status_id.name,
                    )
                )

    def _condition(self):
        """Return the domain over sheets in which unknown answers match nothing.

        :raise ValueError: an answer is asked of a lead or contact instead of the sheet, where
            "unknown" could not be told from "no"
        """
        return Domain(literal_eval(self.domain)).map_conditions(self._if_known)

    def _condition_query(self):
        # sudo: as when it is evaluated.
        return self.env["dosmart.client.sheet"].sudo()._search(self._condition())

    def _if_known(self, condition):
        sheets = self.env["dosmart.client.sheet"]
        names = condition.field_expr.split(".")
        inner = Domain(condition.value) if "any" in condition.operator else Domain.TRUE
        names += [name for c in inner.iter_conditions() for name in c.field_expr.split(".")]
        if answers := set(names[1:]) & set(sheets._answer_names()):
            raise ValueError(f"{', '.join(answers)}: {condition.field_expr}")
        field = sheets._fields.get(names[0])
        if not getattr(field, "answer", False):
            return condition
        empty = [False, "unknown"] if field.type == "selection" else [False]
        return condition & Domain(condition.field_expr, "not in", empty)

    def _matching(self, sheets):
        """Return those of *sheets* that match, each with its sentence, as {sheet: sentence}."""
        self.ensure_one()
        matching = sheets.filtered_domain(self._condition())
        orders = matching._get_order_counts(self.order_months) if self.min_orders else {}
        return {
            sheet: self._sentence_for(orders.get(sheet, 0))
            for sheet in matching
            if orders.get(sheet, 0) >= self.min_orders
        }

    def _sentence_for(self, orders):
        return Template(self.sentence).safe_substitute(orders=orders, months=self.order_months)


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    suggested_status_id = fields.Many2one(
        "dosmart.client.status", "Suggested Status", compute="_compute_suggested_status"
    )
    suggested_status_reason = fields.Char(compute="_compute_suggested_status")

    @api.depends_context("company", "lang")
    @api.depends(lambda self: self._answer_names())
    def _compute_suggested_status(self):
        self.suggested_status_id = self.suggested_status_reason = False
        # sudo, no language: rules mean the same for every user.
        undecided = self.sudo().with_context(lang=None)
        rules = self.env["dosmart.status.rule"].sudo().search([("status_id.active", "=", True)])
        for rule in rules.filtered(lambda rule: not rule.condition_error):
            for matching, sentence in rule._matching(undecided).items():
                sheet = matching.with_env(self.env)
                sheet.suggested_status_id = rule.status_id.with_env(self.env)
                sheet.suggested_status_reason = sentence
                undecided -= matching

    def _get_order_counts(self, months):
        """Return how many orders each client confirmed in the last *months*, as {sheet: count}."""
        start = fields.Datetime.subtract(fields.Datetime.now(), months=months)
        groups = self.env["sale.order"]._read_group(
            Domain("state", "=", "sale")
            & Domain("date_order", ">=", start)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("partner_id", "child_of", self.own_partner_ids.ids),
            ["partner_id"],
            ["__count"],
        )
        counts = {}
        for partner, count in groups:
            sheet = partner._client().own_sheet_id
            counts[sheet] = counts.get(sheet, 0) + count
        return counts
