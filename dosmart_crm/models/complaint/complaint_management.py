from odoo import api, fields, models

MANAGEMENT = "dosmart_crm.mail_activity_complaint_management"


class Complaint(models.Model):
    """A client can always reach the management (CO-7)."""

    _inherit = "dosmart.complaint"

    management_asked_on = fields.Datetime("Asked for the Management", readonly=True, copy=False)
    management_reason = fields.Text("What the Management Reads", readonly=True, copy=False)

    is_with_management = fields.Boolean(
        "Asks for the Management",
        compute="_compute_is_with_management",
        compute_sudo=True,
        help="Somebody of the management has yet to look at it.",
    )

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"management_asked_on", "management_reason"}

    @api.depends("management_asked_on", "activity_ids.activity_type_id")
    def _compute_is_with_management(self):
        kind = self.env.ref(MANAGEMENT, raise_if_not_found=False)
        for complaint in self:
            waiting = kind and kind in complaint.activity_ids.activity_type_id
            complaint.is_with_management = bool(complaint.management_asked_on and waiting)

    def _ask_management(self, reason=""):
        """Put this on the list of the management, at once and once; a client asked for it."""
        if not self.is_open:
            self._reopen(self.env._("The client asks for the management: opened again."))
        if self.is_with_management:
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
