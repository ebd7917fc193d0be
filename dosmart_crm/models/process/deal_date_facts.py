from odoo import api, fields, models
from odoo.tools import SQL


class DealDateKind(models.Model):
    """The dates that Odoo knows by itself. Each is an SQL expression about the deal ``lead``."""

    _inherit = "dosmart.deal.date.kind"

    @api.model
    def _sent_sql(self, number):
        """Return the day on which the document of ``kind`` was sent the *number* th time."""
        return SQL(
            "SELECT (ARRAY_AGG(sent_on ORDER BY sent_on, id))[%s] FROM dosmart_document document"
            " WHERE document.lead_id = lead.id AND document.kind = kind.document_kind"
            " AND document.state = 'sent'",
            number,
        )

    @api.model
    def _actual_sql_document(self):
        return self._sent_sql(1)

    @api.model
    def _actual_sql_document_again(self):
        return self._sent_sql(2)

    @api.model
    def _actual_sql_quotation(self):
        """A commercial offer is as good as a quotation."""
        return SQL(
            """
            SELECT MIN(day) FROM (
                SELECT quotation_sent_on AS day FROM sale_order
                 WHERE opportunity_id = lead.id AND state IN ('sent', 'sale')
                 UNION ALL
                SELECT sent_on FROM dosmart_document document
                 WHERE document.lead_id = lead.id AND document.kind = 'offer'
                   AND document.state = 'sent'
            ) issued
            """
        )

    @api.model
    def _actual_sql_invoice(self):
        return SQL(
            """
            SELECT MIN(move.invoice_date)
              FROM sale_order sold
              JOIN sale_order_line line ON line.order_id = sold.id
              JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = line.id
              JOIN account_move_line invoiced ON invoiced.id = rel.invoice_line_id
              JOIN account_move move ON move.id = invoiced.move_id
             WHERE sold.opportunity_id = lead.id
               AND move.state = 'posted' AND move.move_type = 'out_invoice'
            """
        )

    @api.model
    def _planned_sql_service(self):
        """The day promised on the order, unless the salesperson planned another one."""
        return SQL(
            "SELECT MIN(%s) FROM sale_order"
            " WHERE opportunity_id = lead.id AND state = 'sale' AND commitment_date IS NOT NULL",
            self._local_day_sql(SQL("commitment_date")),
        )

    @api.model
    def _actual_sql_service(self):
        return SQL(
            """
            SELECT MIN(account.installation_date)
              FROM sale_order sold
              JOIN dosmart_service_account account ON account.id = sold.service_account_id
             WHERE sold.opportunity_id = lead.id AND sold.state = 'sale'
               AND account.installation_date <= %s
            """,
            fields.Date.context_today(self),
        )

    @api.model
    def _planned_sql_retry(self):
        """The day that was chosen when the deal was lost, also once it is back."""
        return SQL(
            """
            SELECT COALESCE(lead.retry_date, (
                SELECT retry_date FROM dosmart_refusal
                 WHERE lead_id = lead.id AND returned_on IS NOT NULL AND retry_date IS NOT NULL
                 ORDER BY returned_on DESC LIMIT 1
            ))
            """
        )

    @api.model
    def _actual_sql_retry(self):
        return SQL(
            "SELECT MAX(%s) FROM dosmart_refusal"
            " WHERE lead_id = lead.id AND retry_date IS NOT NULL AND lead.retry_date IS NULL",
            self._local_day_sql(SQL("returned_on")),
        )

    @api.model
    def _planned_sql_contact(self):
        """The day on which the client must have heard of us again; none if no work is open."""
        return self.env["crm.lead"]._next_contact_sql()
