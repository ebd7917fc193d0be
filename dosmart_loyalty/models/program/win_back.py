from odoo import models
from odoo.tools import SQL


class ContactProgram(models.Model):
    """Whom to win back is whom the valuation calls lost (spec CP-5, SG-4)."""

    _inherit = "dosmart.contact.program"

    def _due_sql_last_purchase(self, first, last):
        """Clients that turned lost, on that day; of companies never valued, as without values.

        Further months of the program count from the first of them, which is that day.
        """
        policy = self.company_id._value_policy()
        if not policy.last_run or self.category_ids:
            return super()._due_sql_last_purchase(first, last)
        months = self._months()
        queries = [self._lost_sql(month - months[0], first, last) for month in months]
        return SQL(" UNION ALL ").join(queries)

    def _lost_sql(self, months, first, last):
        lost = self._changes_sql(
            SQL("reached.life_cycle = 'lost' AND was.life_cycle <> 'lost'"),
            SQL("(%s::date - make_interval(months => %s) - interval '4 days')", first, months),
            SQL("(%s::date - make_interval(months => %s) + interval '4 days')", last, months),
        )
        return SQL(
            """
            SELECT * FROM (
                SELECT anchor_model, anchor_id, partner_id,
                       (anchor_date + make_interval(months => %s))::date AS anchor_date, user_id
                  FROM (%s) lost
            ) gone WHERE anchor_date BETWEEN %s AND %s
            """,
            months,
            lost,
            first,
            last,
        )
