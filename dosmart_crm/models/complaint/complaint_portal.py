from odoo import api, models
from odoo.fields import Domain
from odoo.tools import hmac, plaintext2html

# Name of the answer -> the longest we take, in characters.
LIMITS = {"subject": 120, "description": 5000, "desired_solution": 2000, "text": 5000}


class Complaint(models.Model):
    """What clients see and do in the portal: nothing but what is prepared here (CO-1, CO-7).

    They have no access to complaints. To be used by the portal alone, which says who asks.
    """

    _inherit = "dosmart.complaint"

    @api.model
    def _portal_domain(self, user):
        """Return which complaints are of the client whom the portal *user* belongs to."""
        own = Domain("client_id", "in", user._portal_client().ids) & Domain(
            "is_dismissed", "=", False
        )
        # An email may name somebody who has not written it.
        return own & Domain("is_sender_unproven", "=", False)

    @api.model
    def _portal_complaints(self, user, domain=Domain.TRUE, **options):
        """Return the complaints of the client of *user*, the newest first."""
        # sudo: clients have no access to complaints; these are their own.
        own = self.sudo().with_company(user.company_id)
        return own.search(domain & self._portal_domain(user), order="id desc", **options)

    @api.model
    def _count_portal_complaints(self, user):
        # sudo: as in _portal_complaints.
        return self.sudo().search_count(self._portal_domain(user))

    @api.model
    def _portal_orders(self, user):
        """Return the confirmed orders of the client of *user*, to choose from."""
        # sudo: only orders of the own client are shown, by number and date.
        return (
            self.env["sale.order"]
            .sudo()
            .search(
                Domain("partner_id", "child_of", user._portal_client().ids)
                & Domain("state", "=", "sale"),
                order="date_order desc",
                limit=50,
            )
        )

    @api.model
    def _portal_errors(self, answers):
        """Return {name of the answer: what to correct}, empty if all is well."""
        errors = {}
        if not answers.get("subject"):
            errors["subject"] = self.env._("Say in a few words what it is about.")
        if not answers.get("description"):
            errors["description"] = self.env._("Tell us what happened.")
        for name, limit in LIMITS.items():
            if len(answers.get(name) or "") > limit:
                errors[name] = self.env._(
                    "This is too long. Shorten it to %(limit)s characters.", limit=limit
                )
        return errors

    @api.model
    def _is_sent_again(self, user, *said):
        """Return whether *user* has sent the same a moment ago: a double click, a page reloaded.

        The second of two at once is refused by PostgreSQL, starts anew, and finds it sent.
        """
        # sudo: counting is technical; how long is a setting of the company.
        key = hmac(self.sudo().env, "dosmart.complaint.portal", repr([user.id, *said]))
        counter = self.env["dosmart.contact.counter"].sudo()
        return counter._count(key, user.company_id.sudo().contact_form_minutes)[0] > 1

    @api.model
    def _receive_from_portal(self, user, answers, files=()):
        """Register what the portal *user* complains of.

        :return: the complaint; the one there is already if the same was sent a moment ago
        """
        names = [name for name, _content in files]
        if self._is_sent_again(user, answers, names):
            return self._portal_complaints(user, limit=1)
        order = self._portal_orders(user).filtered(lambda one: str(one.id) == answers.get("order"))
        # sudo: clients have no access to complaints; what they send is checked text.
        complaint = (
            self.sudo()
            .with_company(user.company_id)
            .create(
                {
                    "subject": answers["subject"],
                    "description": answers["description"],
                    "desired_solution": answers.get("desired_solution"),
                    "channel": "portal",
                    "partner_id": user.partner_id.id,
                    "company_id": (order.company_id or user.company_id).id,
                    "order_id": order.id,
                }
            )
        )
        if files:
            complaint._post_for_client(user, self.env._("Files of the client"), files)
        if answers.get("management"):
            complaint._ask_management()
        return complaint

    def _answer_from_portal(self, user, text, files=()):
        """Add what the portal *user* writes; it opens again what was closed not long ago.

        :return: whether it was taken: nobody reads what is written about what was closed long ago
        """
        if not self.is_open and not self._may_be_reopened():
            return False
        if not self._is_sent_again(user, self.id, text, [name for name, _content in files]):
            self._post_for_client(user, text, files)
            self._hear_client()
        return True

    def _post_for_client(self, user, text, files):
        self.message_post(
            body=plaintext2html(text),
            author_id=user.partner_id.id,
            email_from=user.email_formatted,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=files,
        )

    def _confirm_from_portal(self, user):
        """Note that the client is content."""
        self._confirm(user.partner_id.name)
