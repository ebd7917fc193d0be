from odoo import models
from odoo.tools import SQL


class ExclusionRule(models.Model):
    """What the kinds of exclusions mean, in SQL; see the columns of ``due`` in the class itself."""

    _inherit = "dosmart.exclusion.rule"

    def _since_sql(self):
        """Return the SQL expression of the day after which something counts as lately."""
        return SQL("(due.day - %s)", self.days)

    def _excluded_sql_bought(self):
        """The order that the contact is about is not held against the client."""
        return SQL(
            """
            EXISTS (
                SELECT FROM res_partner buyer JOIN sale_order sale ON sale.partner_id = buyer.id
                 WHERE buyer.commercial_partner_id = due.client_id
                   AND sale.state = 'sale' AND sale.company_id = due.company_id
                   AND sale.date_order::date > %s
                   AND NOT (due.anchor_model = 'sale.order' AND due.anchor_id = sale.id)
            )
            """,
            self._since_sql(),
        )

    def _excluded_sql_serviced(self):
        """Nothing is known of services here; whoever keeps them extends this."""
        return SQL("FALSE")

    def _excluded_sql_opted_out(self):
        return SQL(
            """
            CASE WHEN due.channel IN ('email', 'survey') THEN EXISTS (
                SELECT FROM mail_blacklist list WHERE list.active
                   AND list.email = partner.email_normalized
            ) WHEN due.channel = 'call' THEN EXISTS (
                SELECT FROM phone_blacklist list WHERE list.active
                   AND list.number = partner.phone_sanitized
            ) ELSE FALSE END
            """
        )

    def _excluded_sql_unreachable(self):
        """A salesperson takes the way that the client prefers; letters need a street."""
        no_email = SQL(
            "(partner.email_normalized IS NULL OR partner.email_normalized LIKE '@%%.'"
            " OR partner.message_bounce > 0)"
        )
        return SQL(
            """
            CASE WHEN due.channel IN ('email', 'survey') THEN %(no_email)s
                 WHEN due.channel = 'letter' THEN COALESCE(partner.street, '') = ''
                 WHEN due.channel <> 'call' THEN FALSE
                 WHEN %(preferred)s = 'email' THEN %(no_email)s
                 WHEN %(preferred)s = 'visit' THEN FALSE
                 ELSE partner.phone_sanitized IS NULL END
            """,
            no_email=no_email,
            preferred=self._preferred_sql(),
        )

    def _excluded_sql_channel(self):
        """Whoever prefers another way gets no emails; a salesperson takes that other way."""
        return SQL(
            "due.channel IN ('email', 'survey') AND COALESCE(%s, 'email') <> 'email'",
            self._preferred_sql(),
        )

    def _preferred_sql(self):
        return SQL(
            "(SELECT sheet.preferred_channel FROM res_partner owner"
            " JOIN dosmart_client_sheet sheet ON sheet.id = owner.own_sheet_id"
            " WHERE owner.id = due.client_id)"
        )

    def _excluded_sql_fatigue(self):
        """Contacts of all programs count, those about to be made too, and those by salespeople.

        What was planned after this one waits for its turn, and is judged then.
        """
        return SQL(
            """
            due.nth + (
                SELECT count(*)
                  FROM res_partner person JOIN dosmart_touchpoint other
                    ON other.partner_id = person.id AND other.company_id = due.company_id
                 WHERE person.commercial_partner_id = due.client_id
                   AND (other.contacted_on > %(since)s OR other.state = 'open'
                        OR other.state = 'planned'
                           AND COALESCE(other.id < due.touchpoint_id, TRUE))
                   AND other.id IS DISTINCT FROM due.touchpoint_id
            ) + %(by_people)s >= %(most)s
            """,
            since=self._since_sql(),
            by_people=self._contacts_by_people_sql(),
            most=self.most,
        )

    def _contacts_by_people_sql(self):
        """Return the SQL expression of how often salespeople reached the client."""
        return SQL(
            """
            (
                SELECT count(*)
                  FROM (
                    SELECT 'res.partner' AS model, person.id FROM res_partner person
                     WHERE person.commercial_partner_id = due.client_id
                     UNION ALL
                    SELECT 'crm.lead', lead.id
                      FROM res_partner person JOIN crm_lead lead ON lead.partner_id = person.id
                     WHERE person.commercial_partner_id = due.client_id
                  ) about
                  JOIN mail_activity done
                    ON done.res_model = about.model AND done.res_id = about.id
                  JOIN mail_activity_type kind
                    ON kind.id = done.activity_type_id AND kind.is_contact
                 WHERE NOT done.active AND done.date_done > %s AND done.touchpoint_id IS NULL
                   AND COALESCE(done.call_outcome, '') NOT IN ('no_answer', 'busy')
            )
            """,
            self._since_sql(),
        )

    def _excluded_sql_same_program(self):
        """Another step about the same event is not a second contact of the program."""
        return SQL(
            """
            due.nth > 0 OR EXISTS (
                SELECT FROM res_partner person JOIN dosmart_touchpoint other
                    ON other.partner_id = person.id AND other.program_id = due.program_id
                 WHERE person.commercial_partner_id = due.client_id
                   AND (other.contacted_on > %(since)s
                        OR other.state = 'unreached' AND other.close_on > %(since)s
                        OR other.state = 'open' OR other.state = 'planned'
                           AND COALESCE(other.id < due.touchpoint_id, TRUE))
                   AND (other.anchor_model, other.anchor_id, other.anchor_date)
                       <> (due.anchor_model, due.anchor_id, due.anchor_date)
            )
            """,
            since=self._since_sql(),
        )
