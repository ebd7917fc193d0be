from odoo import api, fields, models

MANAGEMENT = "dosmart_crm.mail_activity_complaint_management"


class Complaint(models.Model):
    """A client can always reach the management (CO-7)."""

    _inherit = "dosmart.complaint"

    management_asked_on = fields.Datetime("Asked for the Management", readonly=True, copy=False)
    management_reason = fields.Text("What the Management Reads", readonly=True, copy=False)

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"management_asked_on", "management_reason"}

    def _ask_management(self, reason=""):
        """Put this on the list of the management, at once and once; a client asked for it."""
        if not self.is_open:
            self._reopen(self.env._("The client asks for the management: opened again."))
        if self._is_with_management():
            return
        self._note(
            management_asked_on=fields.Datetime.now(), management_reason=(reason or "").strip()
        )
        # The slower of two clicks stops here, starts anew, and finds it done.
        self.flush_recordset()
        body = self.env._("The client asks for the management. %s", reason or "")
        self._message_log(body=body)
        values = [
            self._prepare_activity(
                user,
                MANAGEMENT,
                user_env._("%s: the client asks for the management", self.name),
            )
            | {
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id,
                "date_deadline": self._local_day(fields.Datetime.now()),
                "automated": True,
                "note": (reason or "").strip(),
            }
            for user, user_env in self._in_their_languages(self._management())
        ]
        # With an email for each: this is rare, and cannot wait.
        # sudo: the client asks, who may plan nobody's work.
        self.env["mail.activity"].sudo().create(values)

    def _is_with_management(self):
        """Return whether somebody of the management has yet to look at it."""
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(MANAGEMENT)
        # sudo: whose activity it is does not matter.
        waiting = self.sudo().activity_ids.filtered(lambda one: one.activity_type_id.id == kind_id)
        return bool(self.management_asked_on and waiting)

    def action_ask_management(self):
        """Note that the client asks for the management, on the phone for instance."""
        self.check_access("write")
        for complaint in self:
            complaint._ask_management()


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted."""
        kept = {"res_model": "dosmart.complaint", "unlink": False}
        return super()._get_model_info_by_xmlid() | {MANAGEMENT: kept}
