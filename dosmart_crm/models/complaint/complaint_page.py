from odoo import models


class Complaint(models.Model):
    """What the page of a complaint shows to its client, and nothing else."""

    _inherit = "dosmart.complaint"

    def _can_confirm(self):
        return self.is_open and bool(self.answered_at) and not self.confirmed_at

    def _prepare_portal_page(self):
        """Return what the page of this complaint shows. Nothing else of it reaches the client."""
        self.ensure_one()
        messages = self._portal_messages()
        return {
            "number": self.name,
            "id": self.id,
            "subject": self.subject,
            "description": self.description,
            "desired_solution": self.desired_solution,
            "order": self.order_id.name,
            "opened_at": self.opened_at,
            "answer_due": self.answer_due,
            "answered_at": self.answered_at,
            "confirmed_at": self.confirmed_at,
            "closed_at": self.closed_at,
            "is_waiting": bool(self.paused_at),
            "management_asked_on": self.is_with_management and self.management_asked_on,
            "can_confirm": self._can_confirm(),
            "can_answer": self.is_open or self._may_be_reopened(),
            "time_zone": self._portal_tz(),
            "messages": [
                {
                    "author": message.author_id.name or message.email_from,
                    "date": message.date,
                    "body": message.body,
                    "is_ours": not message.author_id.partner_share,
                    "files": message.attachment_ids,
                }
                for message in messages
            ],
        }

    def _portal_tz(self):
        return self.env.user.tz or self.company_id.resource_calendar_id.tz or "UTC"

    def _portal_state(self):
        """Return in one word where the complaint is, as a client wants to know it."""
        if not self.is_open:
            return self.env._("Solved")
        if self.paused_at:
            return self.env._("We wait for you")
        return self.env._("Answered") if self.answered_at else self.env._("In work")

    def _portal_messages(self):
        """Return what was written between us and the client, the oldest first; no notes."""
        return self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", ["comment", "email", "email_outgoing"]),
                ("subtype_id", "=", self.env.ref("mail.mt_comment").id),
                ("is_internal", "=", False),
            ],
            order="id",
        )

    def _portal_file(self, attachment_id):
        """Return the file of this complaint with that id, none if the client may not see it."""
        return self._portal_messages().attachment_ids.filtered(
            lambda attachment: attachment.id == attachment_id
        )
