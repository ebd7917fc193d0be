from odoo import models
from odoo.tools import SQL

# Whoever these find has bought something already.
OF_BUYERS = ("order_confirmed", "purchase_anniversary", "contract_end")


class ContactProgram(models.Model):
    """Which of those to whom something happened a program is for."""

    _inherit = "dosmart.contact.program"

    def _audience_sql(self):
        """Return the SQL condition on ``partner``, whom to contact, and its ``client``."""
        return SQL(" AND ").join(
            [
                SQL("partner.active AND client.active AND COALESCE(partner.partner_share, TRUE)"),
                SQL(
                    "(client.company_id IS NULL OR client.company_id = %s)"
                    " AND (partner.company_id IS NULL OR partner.company_id = %s)",
                    self.company_id.id,
                    self.company_id.id,
                ),
                self._bought_sql(),
                self._statuses_sql(),
                self._condition_sql(),
            ]
        )

    def _bought_sql(self):
        if self.audience == "all" or (self.audience == "clients" and self.trigger in OF_BUYERS):
            return SQL("TRUE")
        bought = SQL(
            """
            EXISTS (
                SELECT FROM res_partner buyer JOIN sale_order sale ON sale.partner_id = buyer.id
                 WHERE buyer.commercial_partner_id = client.id
                   AND sale.company_id = %s AND sale.state = 'sale'
            )
            """,
            self.company_id.id,
        )
        if self.audience == "clients":
            return bought
        return SQL("client.own_sheet_id IS NOT NULL AND NOT %s", bought)

    def _statuses_sql(self):
        if not self.audience_status_ids:
            return SQL("TRUE")
        return SQL(
            "client.own_sheet_id IN"
            " (SELECT id FROM dosmart_client_sheet WHERE client_status_id IN %s)",
            tuple(self.audience_status_ids.ids),
        )

    def _refused_sql(self):
        """Return the SQL condition that the client of ``due`` wants no more of this program."""
        return SQL(
            """
            due.client_id IN (
                SELECT person.commercial_partner_id
                  FROM dosmart_touchpoint refused
                  JOIN res_partner person ON person.id = refused.partner_id
                 WHERE refused.program_id = %s AND refused.state = 'refused'
            )
            """,
            self.id,
        )

    def _rules(self):
        """Return the rules by which this program leaves clients in peace."""
        # sudo: whoever may see a program may know whom it leaves in peace.
        return self.sudo().exclusion_ids.filtered("active").sorted()

    def _exclusion_sql(self, rules=None):
        """Return the SQL expression of the first of *rules* that ``due`` meets: its id, or NULL.

        ``partner`` is whom it contacts; ``exclusion_rule.py`` says what ``due`` is.
        """
        rules = self._rules() if rules is None else rules
        if not rules:
            return SQL("NULL::int")
        cases = [SQL("WHEN %s THEN %s", rule._excluded_sql(), rule.id) for rule in rules]
        return SQL("CASE %s END", SQL(" ").join(cases))
