from odoo import SUPERUSER_ID, api, models
from odoo.tools import format_date

ABOUT = ("complaint", "management")
SUBJECT = 60  # characters of what happened in the title of the complaint


class ContactForm(models.AbstractModel):
    """In the public form a visitor can complain, and reach the management (CO-7)."""

    _inherit = "dosmart.contact.form"

    @api.model
    def _read(self, post):
        """Read what the message is about as well, one of ours or nothing."""
        about = post.get("about")
        return super()._read(post) | {"about": about if about in ABOUT else ""}

    @api.model
    def _receive(self, answers):
        """A complaint becomes one, not a lead; once however often it is sent in a while."""
        if answers.get("about") not in ABOUT:
            return super()._receive(answers)
        company = self.env.company
        key = self._key("complaint", [company.id, answers])
        counter = self.env["dosmart.contact.counter"]
        count, _until = counter._count(key, company.contact_form_minutes)
        # Superuser: nobody in particular made this complaint.
        complaints = self.env["dosmart.complaint"].with_user(SUPERUSER_ID)
        if count > 1:
            return complaints
        complaints = complaints.with_context(mail_create_nosubscribe=True)
        complaint = complaints.create(self._prepare_complaint_values(answers))
        if answers["about"] == "management":
            complaint._ask_management()
        return complaint

    @api.model
    def _prepare_complaint_values(self, answers):
        """Return the values of a complaint; whoever sends the form is linked to no client."""
        subject = " ".join(answers["need"].split())
        if len(subject) > SUBJECT:
            subject = subject[: SUBJECT - 1] + "…"
        return {
            "subject": subject,
            "description": answers["need"],
            "channel": "form",
            "contact_name": ", ".join(filter(None, [answers["name"], answers["company"]])),
            "email_from": answers["email"] or False,
            "phone": answers["phone"] or False,
            "company_id": self.env.company.id,
            "is_sender_unproven": True,
        }

    @api.model
    def _tell_received(self, lead):
        """Say the number of a complaint, and for which day the answer is promised."""
        if lead._name != "dosmart.complaint":
            return super()._tell_received(lead)
        # Whoever left a telephone gets no email: this page tells it.
        lead.action_acknowledge()
        day = lead._local_day(lead.answer_due)
        return {"number": lead.name, "day": format_date(self.env, day, date_format="full")}
