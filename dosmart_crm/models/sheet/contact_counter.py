from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL

TRIES = 20


class ContactCounter(models.Model):
    """How often something happened on the public contact form since a while ago.

    Something is a keyed hash: of an address on the network, or of what a visitor wrote. Neither
    can be read back from it.
    """

    _name = "dosmart.contact.counter"
    _description = "Counter of the Public Contact Form"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    count = fields.Integer(required=True, readonly=True)
    until = fields.Datetime(required=True, readonly=True, index=True)

    _key_unique = models.Constraint("UNIQUE(key)", "This is counted already.")

    @api.model
    def _count(self, key, minutes):
        """Count *key* once more, in this transaction; a count begins anew after *minutes*.

        One statement, so that no two workers count the same number. The second of two at once
        waits for the first and is then refused by PostgreSQL: whoever calls tries again.

        :return: the count, at least 1, and the moment (UTC) at which it ends
        """
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO dosmart_contact_counter AS known (key, count, until)
                     VALUES (%(key)s, 1, %(until)s)
                ON CONFLICT (key) DO UPDATE
                        SET count = CASE WHEN known.until > %(now)s THEN known.count + 1 ELSE 1 END,
                            until = CASE WHEN known.until > %(now)s THEN known.until
                                    ELSE excluded.until END
                  RETURNING count, until
                """,
                key=key,
                now=now,
                until=now + timedelta(minutes=minutes),
            ),
            log_exceptions=False,  # the one it may raise is handled
        )
        return self.env.cr.fetchone()

    @api.model
    def _count_at_once(self, key, minutes):
        """Count like ``_count`` and keep it at once, whatever becomes of this transaction.

        :return: as ``_count``, or None when too many count the same at the same time
        """
        for _try in range(TRIES):
            try:
                with self.env.registry.cursor() as cr:
                    return self.with_env(self.env(cr=cr))._count(key, minutes)
            except SerializationFailure:
                continue
        return None

    @api.autovacuum
    def _gc_counters(self):
        self.env.cr.execute(
            SQL("DELETE FROM dosmart_contact_counter WHERE until <= %s", fields.Datetime.now())
        )
