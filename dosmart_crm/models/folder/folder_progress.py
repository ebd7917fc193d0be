from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ServiceAccount(models.Model):
    """How complete a folder is (spec AF-3): the share of its items, as of today, that are there.

    Written by two statements for any number of folders, whenever a document changes and daily:
    an instalment that falls due asks for its counter-receipt without anybody touching it.
    """

    _inherit = "dosmart.service.account"

    completeness = fields.Integer(
        "Complete (%)", readonly=True, aggregator="avg", help="Items received of those that apply."
    )
    missing_count = fields.Integer(
        "Missing Documents", readonly=True, help="Items of the folder missing or expired."
    )
    next_expiry = fields.Date(
        "Next Document Expires on", readonly=True, help="The first validity that ends."
    )

    def _update_progress(self):
        """Bring the state of items with parts, and the figures of these folders, up to date."""
        if not self:
            return
        self.env["dosmart.account.document"].flush_model()
        self.flush_model()
        today = fields.Date.context_today(self)
        self._update_headings(today)
        self._update_figures(today)
        self.env["dosmart.account.document"].invalidate_model(["state"])
        self.invalidate_recordset(["completeness", "missing_count", "next_expiry"])
        self._finish_reminders()

    def _update_headings(self, today):
        """An item is there when all its parts are, as far as they are due by now."""
        self.env.cr.execute(
            SQL(
                """
                WITH part AS (
                    SELECT parent_id,
                           bool_or(state = 'missing') FILTER (WHERE is_due) AS is_missing,
                           bool_or(state = 'expired') AS is_expired,
                           bool_or(state = 'received') AS is_received
                      FROM (SELECT parent_id, state, COALESCE(date_due, %(today)s) <= %(today)s
                                   AS is_due
                              FROM dosmart_account_document
                             WHERE parent_id IS NOT NULL AND account_id = ANY(%(ids)s)) part
                  GROUP BY parent_id),
                summary AS (
                    SELECT parent_id,
                           CASE WHEN is_missing THEN 'missing' WHEN is_expired THEN 'expired'
                                WHEN is_received THEN 'received' ELSE 'not_applicable' END AS state
                      FROM part)
                UPDATE dosmart_account_document item
                   SET state = summary.state
                  FROM summary
                 WHERE item.id = summary.parent_id AND item.state != summary.state
                """,
                today=today,
                ids=list(self.ids),
            )
        )

    def _update_figures(self, today):
        self.env.cr.execute(
            SQL(
                """
                WITH figure AS (
                    SELECT account.id,
                           COUNT(*) FILTER (WHERE item.state = 'received'
                                              AND item.parent_id IS NULL) AS received,
                           COUNT(*) FILTER (WHERE item.state IN ('missing', 'expired')
                                              AND item.parent_id IS NULL) AS missing,
                           MIN(item.date_expiry) FILTER (WHERE item.state = 'received') AS expiry
                      FROM dosmart_service_account account
                 LEFT JOIN dosmart_account_document item ON item.account_id = account.id
                     WHERE account.id = ANY(%(ids)s)
                  GROUP BY account.id),
                summary AS (
                    SELECT id, missing, expiry,
                           COALESCE(100 * received / NULLIF(received + missing, 0), 0) AS share
                      FROM figure)
                UPDATE dosmart_service_account account
                   SET completeness = share, missing_count = missing, next_expiry = expiry
                  FROM summary
                 WHERE account.id = summary.id
                   AND (account.completeness, account.missing_count, account.next_expiry)
                       IS DISTINCT FROM (share, missing, expiry)
                """,
                ids=list(self.ids),
            )
        )

    @api.model
    def _end_and_expire(self):
        """End the contracts and expire the documents whose last day is over; two statements."""
        today = fields.Date.context_today(self)
        over = Domain("state", "=", "running") & Domain("date_end", "<", today)
        self.search(over).write({"state": "ended"})
        self.env["dosmart.account.document"].search(
            Domain("account_id.state", "=", "running")
            & Domain("state", "=", "received")
            & Domain("date_expiry", "<", today)
        ).write({"state": "expired"})
