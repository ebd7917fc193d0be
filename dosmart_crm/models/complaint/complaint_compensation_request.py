from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from .complaint_compensation import SELLERS

DECIDE = "dosmart_crm.mail_activity_complaint_compensation"


class ComplaintCompensation(models.Model):
    """Who may not sell asks for a compensation; who may sell gives or refuses it."""

    _inherit = "dosmart.complaint.compensation"

    def _ask(self):
        """Put the request on the list of whoever may decide."""
        complaint = self.complaint_id
        self._log(self.env._("Compensation asked for: %s", self._request_in_words()))
        # sudo: whoever asks need not be allowed to plan the work of others.
        planned = complaint.sudo()
        for user, user_env in complaint._in_their_languages(self._deciders()):
            planned.activity_schedule(
                DECIDE,
                user_id=user.id,
                summary=user_env._("%s: decide on a compensation", complaint.name),
                note=plaintext2html(self.note or ""),
            )

    def _request_in_words(self):
        # sudo: how amounts of the company are written is no secret.
        amount = self.amount and self.sudo().currency_id.format(self.amount)
        return ", ".join(filter(None, [self._kind_in_words(), amount, self.note]))

    def _deciders(self):
        """Return who is asked: who sells to the client, else the management, if they may sell."""
        complaint = self.complaint_id
        # sudo: whoever asks need not be allowed to know who may decide.
        managers = self.env.ref("sales_team.group_sale_manager").sudo().all_user_ids
        for users in (complaint.client_id.sudo().user_id, complaint._management(), managers):
            found = users.filtered(
                lambda user: user.active
                and complaint.company_id in user.company_ids
                and user.has_group(SELLERS)
            )
            if found:
                return found
        return managers.browse()

    def action_decide(self):
        """Open the request, to grant or refuse it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compensate the Client"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_give(self):
        """Give this, by the method of its kind."""
        self._check_may_decide()
        for row in self.filtered(lambda one: one.state == "asked"):
            row._check_complaint()
            # The slower of two clicks stops here, starts anew, and finds it given.
            row._note(state="given", refusal_reason=False)
            row.flush_recordset()
            getattr(row, f"_compensate_{row.kind}")()
            row._tell_decided(
                self.env._(
                    "Compensation given: %(kind)s %(result)s",
                    kind=row._kind_in_words(),
                    result=row.result or row.offer_id.name or "",
                )
            )

    def action_refuse(self):
        """Do not give it, and say why."""
        self._check_may_decide()
        for row in self.filtered(lambda one: one.state == "asked"):
            row._check_complaint()
            if not (row.refusal_reason or "").strip():
                raise UserError(self.env._("Say under Why Not why this client gets nothing."))
            row._note(state="refused")
            row.flush_recordset()
            row._tell_decided(
                self.env._(
                    "The request “%(request)s” was refused: %(reason)s",
                    request=row._request_in_words(),
                    reason=row.refusal_reason,
                )
            )

    def _check_may_decide(self):
        self.check_access("write")
        if not self._may_give():
            raise AccessError(
                self.env._(
                    "Whoever may sell decides on compensations. Ask the client's salesperson."
                )
            )

    def _tell_decided(self, body):
        """Tell whoever asked; once nothing is asked for any more, nobody has to decide."""
        complaint = self.complaint_id
        # sudo: who asked may be told by whoever decided, whatever else they may do.
        asker = self.sudo().create_uid.partner_id
        complaint.message_post(body=body, partner_ids=asker.ids, subtype_xmlid="mail.mt_note")
        if "asked" not in complaint.compensation_ids.mapped("state"):
            # sudo: whoever had to decide, it is decided.
            complaint.sudo().activity_feedback([DECIDE])


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted."""
        kept = {"res_model": "dosmart.complaint", "unlink": False}
        return super()._get_model_info_by_xmlid() | {DECIDE: kept}
