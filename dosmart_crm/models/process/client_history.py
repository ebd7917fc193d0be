from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

TOLD = ("email", "email_outgoing", "comment")
LONGEST = 160  # characters of a message that are shown


class ResPartner(models.Model):
    """What became of a client so far, for who takes over: contacts, money (spec SP-7)."""

    _inherit = "res.partner"

    def _last_contacts(self, leads, limit=8):
        """Return what was last said with these partners or about *leads*, newest first.

        :return: [(moment, who, what)], at most *limit*
        """
        told = self._last_messages(leads, limit) + self._last_meetings(leads, limit)
        return sorted(told, key=lambda contact: contact[0], reverse=True)[:limit]

    def _last_messages(self, leads, limit):
        domain = Domain("message_type", "in", TOLD) | Domain("mail_activity_type_id", "!=", False)
        domain &= Domain.OR(
            Domain("model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in (self, leads)
        )
        messages = self.env["mail.message"].search(domain, order="date desc, id desc", limit=limit)
        return [
            (message.date, message.author_id.name or message.email_from or "", text)
            for message in messages
            if (text := " ".join(html2plaintext(message.body or "").split())[:LONGEST])
        ]

    def _last_meetings(self, leads, limit):
        """Leave out what people keep to themselves."""
        domain = Domain("stop", "<", fields.Datetime.now()) & Domain("privacy", "!=", "private")
        domain &= Domain("opportunity_id", "in", leads.ids) | Domain("partner_ids", "in", self.ids)
        meetings = self.env["calendar.event"].search(domain, order="start desc", limit=limit)
        return [(event.start, event.user_id.name or "", event.name) for event in meetings]

    def _overdue_invoices(self):
        """Return the invoices of these clients that should have been paid before today."""
        domain = (
            Domain("commercial_partner_id", "in", self.ids)
            & Domain("move_type", "=", "out_invoice")
            & Domain("state", "=", "posted")
            & Domain("payment_state", "in", ("not_paid", "partial"))
            & Domain("invoice_date_due", "<", fields.Date.context_today(self))
            & Domain("company_id", "=", self.env.company.id)
        )
        return self.env["account.move"].search(domain, order="invoice_date_due, id")

    def action_handover_brief(self):
        """Open what one has to know of this client."""
        self.ensure_one()
        return self.env["dosmart.handover"]._open(partner=self)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_handover_brief(self):
        """Open what one has to know of this lead and its client."""
        self.ensure_one()
        return self.env["dosmart.handover"]._open(lead=self)
