from odoo import models
from odoo.exceptions import AccessError, UserError


class Complaint(models.Model):
    """Whoever complained may ask to be forgotten: a cause and its moments are left (EV-8)."""

    _inherit = "dosmart.complaint"

    def action_erase_person(self):
        """Forget for good who complained and what was written; keep when, of what, and why."""
        self._check_may_erase()
        # sudo: messages and files of others go too; managers decide on it, see the check.
        complaints = self.sudo().with_context(tracking_disable=True, active_test=False)
        complaints.activity_ids.unlink()
        files = self.env["ir.attachment"].sudo()  # sudo: as above
        about = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        files.search(about).unlink()
        complaints.message_ids.unlink()
        complaints.write(complaints._prepare_erased_values())
        for complaint in complaints.with_env(self.env):
            complaint._message_log(body=self.env._("The personal data was erased."))

    def _check_may_erase(self):
        if not self.env.user.has_group("dosmart_crm.group_complaint_manager"):
            raise AccessError(
                self.env._("Only managers of complaints erase personal data. Ask one of them.")
            )
        self.check_access("write")
        if still_open := self.filtered("is_open"):
            raise UserError(
                self.env._(
                    "%s is open: somebody waits for an answer. Close or dismiss it before.",
                    still_open[0].name,
                )
            )

    def _prepare_erased_values(self):
        """Return the values that say nothing of a person any more."""
        erased = self.env._("Erased")
        names = "partner_id", "email_from", "phone", "contact_name", "description"
        texts = "desired_solution", "confirmed_by", "management_reason"
        return dict.fromkeys(names + texts, False) | {"subject": erased, "correction": erased}
