from lxml import html

from odoo import api, models
from odoo.tools import html2plaintext, html_sanitize

from ...logic.email_origin import is_automatic

AUTOMATIC = "is_automatic_email"  # in the context: no person wrote the email that comes in


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Tell whoever takes the email whether a program has written it: nobody waits then."""
        if is_automatic(message):
            self = self.with_context(**{AUTOMATIC: True})
        return super()._message_route_process(message, message_dict, routes)


class CrmLead(models.Model):
    """Emails of clients are requests; those of ours are answers (spec SP-11).

    An email about a lead that we know is a new request unless one of the lead is still to be
    answered or done: until then, the client writes about that one.
    """

    _inherit = "crm.lead"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Whoever writes to the team's address asks for something."""
        lead = super().message_new(msg_dict, custom_values=custom_values)
        if not self.env.context.get(AUTOMATIC):
            lead._receive_email(msg_dict)
        return lead

    def message_update(self, msg_dict, update_vals=None):
        """Whoever writes about a lead that we know asks for something too, or answers for us."""
        done = super().message_update(msg_dict, update_vals=update_vals)
        if not self.env.context.get(AUTOMATIC):
            for lead in self:
                lead._hear_email(msg_dict)
        return done

    def _hear_email(self, msg_dict):
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or ())
        if not author or author.partner_share:
            if self._is_new_request():
                self._receive_email(msg_dict)
        elif self.has_waiting_request and not msg_dict.get("is_internal"):
            self.request_ids._answer()

    def _is_new_request(self):
        company = self.company_id or self.env.company
        return company.is_reply_request and not self.request_ids.filtered(
            lambda request: request.state == "waiting" or request.promise_state == "open"
        )

    def _receive_email(self, msg_dict):
        self._receive_request(
            "email", msg_dict.get("subject") or self.name, self._own_words(msg_dict.get("body"))
        )

    @api.model
    def _own_words(self, body):
        """Return what the *body* of an email says as text, without what it quotes of others."""
        tree = html.fragment_fromstring(html_sanitize(body or ""), create_parent="div")
        for quoted in tree.xpath("//*[@data-o-mail-quote]"):
            quoted.drop_tree()
        return html2plaintext(html.tostring(tree, encoding="unicode"))
