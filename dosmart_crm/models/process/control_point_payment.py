from odoo import models
from odoo.tools import SQL

# Half of 99.99 is no amount that anybody can pay: less than a cent is not missing.
LESS_THAN_A_CENT = 0.0099
MONEY = ("bank", "cash", "credit")  # kinds of journals in which money comes and goes


class ControlPoint(models.Model):
    """How much of the confirmed orders of a deal the client has paid.

    Money counts when it is reconciled with posted invoices of the orders, down payments included,
    or came with an online payment of an order and waits for its invoice. A credit note counts
    against it, unless it settles what was never paid; so it drops back on refund. Of an invoice
    of several orders each has its share.
    """

    _inherit = "dosmart.control.point"

    def _paid_percents(self, leads):
        """Return {lead id: percent of its confirmed orders that is paid}; no order, no entry."""
        # SQL reads what is in the database.
        self.env.flush_all()
        rows = self.env.execute_query(self._paid_query(leads))
        return {
            lead_id: 100 * (paid + LESS_THAN_A_CENT) / total if total > 0 else 100
            for lead_id, paid, total in rows
        }

    def _paid_query(self, leads):
        """Return the query of (lead id, paid, total), both in currencies of the companies."""
        return SQL(
            """
            WITH sold AS (
                SELECT id, opportunity_id, currency_id, amount_total,
                       COALESCE(NULLIF(currency_rate, 0), 1) AS rate
                  FROM sale_order
                 WHERE opportunity_id = ANY(%(leads)s) AND state = 'sale'
            ), received AS (
                %(invoices)s UNION ALL %(advances)s
            ), paid AS (
                SELECT order_id, SUM(amount) AS amount FROM received GROUP BY order_id
            )
            SELECT sold.opportunity_id,
                   COALESCE(SUM(paid.amount / sold.rate), 0)::float,
                   SUM(sold.amount_total / sold.rate)::float
              FROM sold LEFT JOIN paid ON paid.order_id = sold.id
             GROUP BY sold.opportunity_id
            """,
            leads=leads.ids,
            invoices=self._paid_invoices_query(),
            advances=self._paid_in_advance_query(),
        )

    def _paid_invoices_query(self):
        """Return (order id, amount in the order's currency) of every invoice and credit note."""
        return SQL(
            """
            SELECT share.order_id,
                   share.part * CASE
                       WHEN move.move_type = 'out_refund' THEN
                           settled.own - CASE WHEN move.currency_id = sold.currency_id
                               THEN move.amount_total
                               ELSE ABS(move.amount_total_signed) * sold.rate END
                       ELSE settled.own END AS amount
              FROM (
                    SELECT line.order_id, invoiced.move_id,
                           SUM(invoiced.price_total) / NULLIF(MAX(move.amount_total), 0) AS part
                      FROM sold
                      JOIN sale_order_line line ON line.order_id = sold.id
                      JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = line.id
                      JOIN account_move_line invoiced ON invoiced.id = rel.invoice_line_id
                      JOIN account_move move ON move.id = invoiced.move_id
                     WHERE move.state = 'posted' AND move.move_type IN ('out_invoice', 'out_refund')
                     GROUP BY line.order_id, invoiced.move_id
                   ) share
              JOIN account_move move ON move.id = share.move_id
              JOIN sold ON sold.id = share.order_id
             CROSS JOIN LATERAL (%(settled)s) settled
            """,
            settled=self._settled_query(),
        )

    def _settled_query(self):
        """Return what of an invoice is paid in money, or what of a credit note settles invoices."""
        return SQL(
            """
            SELECT COALESCE(SUM(CASE
                       WHEN move.currency_id = sold.currency_id THEN
                           CASE WHEN move.move_type = 'out_refund'
                                THEN part.credit_amount_currency
                                ELSE part.debit_amount_currency END
                       ELSE part.amount * sold.rate END), 0) AS own
              FROM account_move_line mine
              JOIN account_account account
                ON account.id = mine.account_id AND account.account_type = 'asset_receivable'
              JOIN account_partial_reconcile part
                ON (move.move_type = 'out_invoice' AND part.debit_move_id = mine.id)
                OR (move.move_type = 'out_refund' AND part.credit_move_id = mine.id)
              JOIN account_move_line theirs ON theirs.id = CASE
                   WHEN move.move_type = 'out_invoice' THEN part.credit_move_id
                   ELSE part.debit_move_id END
              JOIN account_move other ON other.id = theirs.move_id
              JOIN account_journal journal ON journal.id = other.journal_id
             WHERE mine.move_id = move.id AND theirs.parent_state = 'posted'
               AND CASE WHEN move.move_type = 'out_invoice' THEN journal.type IN %(money)s
                        ELSE other.move_type = 'out_invoice' END
            """,
            money=MONEY,
        )

    def _paid_in_advance_query(self):
        """Return (order id, amount) of online payments that no invoice has used up yet."""
        return SQL(
            """
            SELECT sold.id,
                   -CASE WHEN line.currency_id = sold.currency_id THEN line.amount_residual_currency
                         ELSE line.amount_residual * sold.rate END
                   / (SELECT COUNT(*) FROM sale_order_transaction_rel together
                       WHERE together.transaction_id = rel.transaction_id) AS amount
              FROM sold
              JOIN sale_order_transaction_rel rel ON rel.sale_order_id = sold.id
              JOIN payment_transaction tx
                ON COALESCE(tx.source_transaction_id, tx.id) = rel.transaction_id
              JOIN account_payment payment ON payment.payment_transaction_id = tx.id
              JOIN account_move_line line ON line.move_id = payment.move_id
              JOIN account_account account
                ON account.id = line.account_id AND account.account_type = 'asset_receivable'
             WHERE payment.state IN ('in_process', 'paid') AND line.parent_state = 'posted'
            """
        )
