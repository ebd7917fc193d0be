from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import format_date

HEADERS = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


class CrmLead(models.Model):
    """Where requests come from, and what counts as the answer of a person."""

    _inherit = "crm.lead"

    def _receive_request(self, channel, name, description):
        request = self.env["dosmart.request"]._receive(self, channel, name, description)
        request._acknowledge()
        return request

    def _message_post_after_hook(self, message, msg_vals):
        """Whoever writes to the client has answered; notes of ours and robots have not."""
        self._note_answer(message)
        return super()._message_post_after_hook(message, msg_vals)

    def _note_answer(self, message):
        if self.has_waiting_request and self._is_answer(message):
            # sudo: whoever may post may not write requests.
            self.sudo().request_ids._answer()

    def _is_answer(self, message):
        user = self.env.user
        is_human = user._is_internal() and user.id != SUPERUSER_ID
        return (
            is_human
            and message.author_id == user.partner_id
            and message.message_type in ("comment", "email_outgoing")
            and not message.is_internal
            and message.subtype_id == self.env.ref("mail.mt_comment")
        )

    def action_view_requests(self):
        """Open what the client of this lead asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.request_action")
        return action | {"domain": [("lead_id", "=", self.id)], "context": {}}


class Request(models.Model):
    _inherit = "dosmart.request"

    def _acknowledge(self):
        """Tell the client at once for which day the answer is promised."""
        template = self.env.ref("dosmart_crm.mail_template_request", raise_if_not_found=False)
        for request in self.filtered(lambda one: template and one._is_to_acknowledge()):
            mail = template.send_mail(request.id, email_values=request._prepare_reply())
            self.env["mail.mail"].browse(mail).send_after_commit()
            request.acknowledged_on = fields.Datetime.now()

    def _prepare_reply(self):
        """Keep the email with the lead or client: what is answered to it then comes in there."""
        asker = self.lead_id or self.partner_id
        return {
            "headers": repr(HEADERS),
            "model": asker._name,
            "res_id": asker.id,
            "auto_delete": False,
        }

    def _is_to_acknowledge(self):
        address = self.lead_id.email_from or self.partner_id.email
        is_told = self.acknowledged_on or not self.company_id.has_request_reply
        return self.promise_id and address and not is_told

    @api.model
    def _answer_to(self, asker):
        """Note that the user has talked to *asker*, a lead or client."""
        # sudo: requests are written by our methods alone; who was talked to was checked.
        self.sudo().search(self._of_domain(asker) & self._waiting_domain())._answer()


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def message_post(self, **kwargs):
        """Whoever gets the quotation has heard of a person."""
        message = super().message_post(**kwargs)
        if self.env.context.get("mark_so_as_sent"):
            # sudo: whoever may send the quotation need not be the salesperson of the lead.
            self.sudo().opportunity_id._note_answer(message)
        return message


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _finish(self):
        """Whoever was visited has heard of a person."""
        done = super()._finish()
        if self.visit_outcome_id.is_held:
            self.env["dosmart.request"]._answer_to(self._visited())
        return done


class ContactForm(models.AbstractModel):
    _inherit = "dosmart.contact.form"

    @api.model
    def _receive(self, answers):
        """A message of the public form is a request."""
        lead = super()._receive(answers)
        if lead:
            lead._receive_request("form", lead.name, answers["need"])
        return lead

    @api.model
    def _tell_received(self, lead):
        """Say for which day the answer is promised: whoever left a telephone gets no email."""
        request = lead.request_ids[:1]
        if not request.expected_date:
            return super()._tell_received(lead)
        request.acknowledged_on = request.acknowledged_on or fields.Datetime.now()
        return super()._tell_received(lead) | {
            "day": format_date(self.env, request.expected_date, date_format="full")
        }
