import logging

from lxml import html

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import (
    email_normalize,
    hmac,
    html2plaintext,
    html_sanitize,
    parse_contact_from_email,
)

from ...logic.email_origin import is_automatic
from ...logic.email_proof import is_proven

_logger = logging.getLogger(__name__)

COMPLAINT = "dosmart.complaint"
ROBOT = "complaint_of_a_program"  # in the context: no person wrote the email that comes in
PROVEN = "complaint_sender_is_proven"  # in the context: ids of companies that know the sender
LONGEST = 20_000  # characters kept of what an email says; the chatter has it all
READ = 200_000  # characters of its source that are read for it
CLOSED = "dosmart_crm.mail_template_complaint_closed"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Sift what comes in as a complaint: no loops, and nothing twice."""
        if any(route[0] == COMPLAINT for route in routes or ()):
            complaints = self.env[COMPLAINT]
            routes = complaints._sift_routes(message, message_dict, routes)
            proven = complaints._companies_that_know(message, routes).ids
            marks = {ROBOT: is_automatic(message), PROVEN: proven}
            self = self.with_context(**marks)
        return super()._message_route_process(message, message_dict, routes)


class Complaint(models.Model):
    """Emails to the team are complaints; those about a complaint are what the client says."""

    _inherit = "dosmart.complaint"

    @api.model
    def _sift_routes(self, message, message_dict, routes):
        """Return where the email goes: not where it was before, and no program opens a second one.

        The second of two workers with the same email is refused by PostgreSQL, and starts anew.
        """
        sifted = []
        for model, thread_id, values, *rest in routes:
            if model == COMPLAINT:
                company = self._route_company(thread_id, values)
                if not thread_id and is_automatic(message):
                    thread_id = self._latest_of(message_dict.get("email_from"), company).id or 0
                if self._was_taken(thread_id, message_dict, company):
                    _logger.info("Email %s was sent before", message_dict.get("message_id"))
                    continue
            sifted.append((model, thread_id, values, *rest))
        return sifted

    @api.model
    def _route_company(self, thread_id, values):
        """Return whose email it is: that of its complaint, or of the team with that address."""
        # sudo: whoever writes has no access to complaints and teams, only to their address.
        complaint = self.sudo().browse(thread_id or ()).exists()
        team = self.env["dosmart.complaint.team"].sudo().browse((values or {}).get("team_id") or ())
        return complaint.company_id or team.company_id or self.env.company.sudo()

    @api.model
    def _companies_that_know(self, message, routes):
        """Return the companies of *routes* whose mail server says that the sender is true."""
        results = message.get_all("Authentication-Results") or []
        # sudo: whoever runs the gateway need not belong to the company that an email goes to.
        companies = self.env["res.company"].sudo()
        for model, thread_id, values, *_rest in routes:
            if model == COMPLAINT:
                companies |= self._route_company(thread_id, values)
        return companies.filtered(lambda one: is_proven(results, one.complaint_mail_server))

    @api.model
    def _latest_of(self, email, company):
        """Return the last complaint of who writes from *email*, open or closed not long ago."""
        address = email_normalize(email)
        days = company.complaint_reopen_days
        since = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        recent = (
            Domain("company_id", "=", company.id)
            & Domain("email_from", "ilike", address)
            & (Domain("is_open", "=", True) | Domain("closed_at", ">=", since))
        )
        return self.search(recent, order="id desc", limit=1) if address else self

    @api.model
    def _was_taken(self, thread_id, message_dict, company):
        """Return whether this email came in before, whatever its Message-Id says."""
        told = [
            company.id,
            email_normalize(message_dict.get("email_from")) or "",
            (message_dict.get("subject") or "").strip(),
            self._own_words(message_dict.get("body")),
            sorted(attachment[0] for attachment in message_dict.get("attachments") or []),
            # Who says the same twice in a conversation means it; who complains of it does not.
            thread_id and [thread_id, str(message_dict.get("date"))],
        ]
        # sudo: counting is technical.
        key = hmac(self.sudo().env, "dosmart.complaint.email", repr(told))
        minutes = company.complaint_twin_days * 24 * 60
        count, _until = self.env["dosmart.contact.counter"].sudo()._count(key, minutes)
        return count > 1

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Whoever writes to the team's address complains."""
        # Superuser: an email names its sender, which proves nothing; nobody has made this.
        complaints = self.with_user(SUPERUSER_ID).with_context(
            without_acknowledgement=self.env.context.get(ROBOT)
        )
        given = custom_values or {}
        company = self._route_company(0, given)
        here = self.with_company(company)._in_company_language()
        values = here._prepare_email_values(msg_dict) | {"company_id": company.id} | given
        complaint = complaints.with_company(company).create(values)
        return complaint.with_env(self.env)

    def _prepare_email_values(self, msg_dict):
        sender = self.env["res.partner"].browse(msg_dict.get("author_id") or ())
        # Employees pass on what clients wrote to them: they do not complain.
        client = sender.filtered("partner_share")
        name, _email = parse_contact_from_email(msg_dict.get("email_from") or "")
        words = self._own_words(msg_dict.get("body")).strip()[:LONGEST]
        return {
            "subject": (msg_dict.get("subject") or "").strip()
            or self.env._("Email without subject"),
            "description": words or self.env._("The email says nothing; see its files."),
            "channel": "email",
            "partner_id": client.id,
            "email_from": msg_dict.get("email_from"),
            "contact_name": name or False,
            "is_sender_unproven": self.env.company.id not in self.env.context.get(PROVEN, ()),
        }

    @api.model
    def _own_words(self, body):
        """Return what the *body* of an email says as text, without what it quotes of others."""
        source = html_sanitize(str(body or "")[:READ])
        tree = html.fragment_fromstring(source, create_parent="div")
        for quoted in tree.xpath("//*[@data-o-mail-quote]"):
            quoted.drop_tree()
        return html2plaintext(html.tostring(tree, encoding="unicode"))

    def message_update(self, msg_dict, update_vals=None):
        """What the client writes lets the clock run again, or opens what was closed lately."""
        done = super().message_update(msg_dict, update_vals=update_vals)
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or ())
        if not self.env.context.get(ROBOT) and (not author or author.partner_share):
            for complaint in self:
                complaint._in_company_language()._hear_client()
        return done

    def _in_company_language(self):
        """Return these in the language in which the company's notes are written."""
        # sudo: the language of the company is no secret.
        company = (self.company_id or self.env.company).sudo()
        return self.with_context(lang=company[:1].partner_id.lang or self.env.lang)

    def _hear_client(self):
        """The client has said something about this complaint."""
        if self.paused_at:
            self._resume()
        if self.is_open:
            return
        if self._may_be_reopened():
            self._reopen(self.env._("The client wrote again: opened again."))
        else:
            self._send_to_client(CLOSED)

    def _may_be_reopened(self):
        # sudo: a setting of the company, the same for everybody.
        days = self.company_id.sudo().complaint_reopen_days
        last = self.closed_at and fields.Datetime.add(self.closed_at, days=days)
        return bool(last) and fields.Datetime.now() <= last
