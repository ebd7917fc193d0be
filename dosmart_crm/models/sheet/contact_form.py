"""What the public contact form asks, refuses and makes of the answers."""

import json
import unicodedata

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import email_normalize, hmac, plaintext2html

from ...logic.client_network import client_network

# Name of the answer -> the longest we take, in characters.
LIMITS = {"name": 100, "phone": 40, "email": 254, "company": 100, "need": 3000}
PHONE_DIGITS = range(7, 16)  # a local number up to the longest international one
SUBJECT = 60  # characters of the need in the title of the lead


def as_text(value, is_line=True):
    """Return *value* from a request as text that can be stored; anything else as nothing.

    >>> as_text("  Jos\\u0065\\u0301\\x00 Pérez\\ud800 ")
    'José Pérez'
    >>> as_text("one\\r\\ntwo\\t3", is_line=False)
    'one\\ntwo 3'
    >>> as_text(["a", "b"])
    ''
    """
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " "))
    kept = "" if is_line else "\n"
    text = text.replace("\n", "\n" if kept else " ")
    unfit = ("Cc", "Cs")  # control characters and halves of characters
    text = "".join(c for c in text if c in kept or unicodedata.category(c) not in unfit)
    return " ".join(text.split()) if is_line else text.strip()


class ContactForm(models.AbstractModel):
    """A visitor asks for us to call.

    To be used as superuser, for a visitor may do nothing here, and with the company of the form.
    """

    _name = "dosmart.contact.form"
    _description = "Public Contact Form"

    @api.model
    def _read(self, post):
        """Return the answers in *post*, all as text, and nothing else of it."""
        names = [*LIMITS, "source"]
        return {name: as_text(post.get(name), is_line=name != "need") for name in names}

    @api.model
    def _errors(self, answers):
        """Return {name of the answer: what to correct}, empty if all is well."""
        errors = {}
        digits = sum(character.isdigit() for character in answers["phone"])
        if not answers["name"]:
            errors["name"] = self.env._("Type your name.")
        if not answers["need"]:
            errors["need"] = self.env._("Tell us in a few words what you need.")
        if answers["phone"] and digits not in PHONE_DIGITS:
            errors["phone"] = self.env._("Type the phone number in figures, with its area code.")
        if answers["email"] and not email_normalize(answers["email"]):
            errors["email"] = self.env._("Type one email address, such as name@example.com.")
        if not answers["phone"] and not answers["email"]:
            errors["phone"] = self.env._("Type a phone number or an email, so that we can answer.")
        for name, limit in LIMITS.items():
            if len(answers[name]) > limit:
                errors[name] = self.env._(
                    "This is too long. Shorten it to %(limit)s characters.", limit=limit
                )
        return errors

    @api.model
    def _minutes_to_wait(self, address):
        """Count a message from *address* on the network.

        :return: 0, or in how many minutes it may send the next one
        """
        company = self.env.company
        key = self._key("address", [company.id, client_network(address)])
        minutes = company.contact_form_minutes
        counted = self.env["dosmart.contact.counter"]._count_at_once(key, minutes)
        if not counted:
            return 1
        count, until = counted
        if count <= company.contact_form_limit:
            return 0
        return max(1, -(-int((until - fields.Datetime.now()).total_seconds()) // 60))

    @api.model
    def _please_wait(self, minutes):
        return self.env._(
            "You have sent this form many times in a short while. Wait %(minutes)s min and press "
            "Send again: what you typed is still here.",
            minutes=minutes,
        )

    @api.model
    def _receive(self, answers):
        """Make a lead of the *answers*, once however often the same ones are sent in a while.

        :return: the lead, nothing if they were sent before
        """
        company = self.env.company
        key = self._key("answers", [company.id, answers])
        counter = self.env["dosmart.contact.counter"]
        count, _until = counter._count(key, company.contact_form_minutes)
        # Superuser: nobody in particular made this lead, as with Odoo's own web form.
        leads = self.env["crm.lead"].with_user(SUPERUSER_ID)
        if count > 1:
            return leads
        leads = leads.with_context(mail_create_nosubscribe=True)
        return leads.create(self._prepare_lead_values(answers))

    @api.model
    def _tell_received(self, lead):
        """Return what the page of thanks says about *lead*, as plain text."""
        return {}

    @api.model
    def _key(self, scope, message):
        return hmac(self.env, f"dosmart.contact.{scope}", json.dumps(message))

    @api.model
    def _prepare_lead_values(self, answers):
        company = self.env.company
        team = company._contact_form_team()
        who = answers["company"] or answers["name"]
        subject = " ".join(answers["need"].split())
        if len(subject) > SUBJECT:
            subject = subject[: SUBJECT - 1] + "…"
        return {
            "name": f"{who}: {subject}",
            "type": company._contact_form_lead_type(team),
            "contact_name": answers["name"],
            "partner_name": answers["company"] or False,
            "phone": answers["phone"] or False,
            "email_from": answers["email"] or False,
            "description": plaintext2html(answers["need"]),
            "lang_id": self.env["res.lang"]._get_data(code=self.env.lang).id,
            "company_id": company.id,
            "team_id": team.id,
            "user_id": company._contact_form_salesperson(team).id,
            # All three are given: otherwise cookies of the visitor could make records.
            "source_id": self._chosen_source(answers).id,
            "medium_id": self.env["utm.medium"]._fetch_or_create_utm_medium("website").id,
            "campaign_id": False,
        }

    @api.model
    def _chosen_source(self, answers):
        """Return the source chosen among those offered, none if it is not one of them."""
        offered = self.env.company._contact_form_sources()
        return offered.filtered(lambda source: str(source.id) == answers["source"])
