from odoo import api, fields, models

CONTACT_OUTCOMES = [("reached", "Done"), ("nobody", "Nobody There"), ("refused", "Refused")]


class MailActivity(models.Model):
    """An attempt to contact a client is an ordinary activity that knows its program."""

    _inherit = "mail.activity"

    touchpoint_id = fields.Many2one(
        "dosmart.touchpoint",
        "Contact of a Program",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
    )
    contact_at = fields.Datetime("Contact at", readonly=True, copy=False)
    contact_outcome = fields.Selection(CONTACT_OUTCOMES, readonly=True, copy=False)
    is_program_contact = fields.Boolean(compute="_compute_is_program_contact")

    @api.depends("touchpoint_id", "activity_category")
    def _compute_is_program_contact(self):
        """Calls have a button of their own already."""
        for activity in self:
            is_call = activity.activity_category == "phonecall"
            activity.is_program_contact = bool(activity.touchpoint_id) and not is_call

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "is_program_contact"]

    def action_log_contact(self):
        """Ask what came of this contact: for a call as for every call."""
        self.ensure_one()
        if self.activity_category == "phonecall":
            return self.action_log_call()
        return self.env["dosmart.touchpoint.outcome"]._open(self)

    def _action_done(self, feedback=False, attachment_ids=None):
        """Let the program go on with what came of its contacts; done without a word is reached."""
        attempts = self.filtered(lambda one: one.active and one.touchpoint_id)
        done = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        # sudo: contacts are written by their methods alone; who may do the activity was checked.
        for attempt in attempts.exists().sudo():
            attempt.touchpoint_id._note_attempt(attempt)
        return done


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activities that we hand out from being deleted or made those of a lead."""
        kept = {"res_model": "res.partner", "unlink": False}
        names = ("call", "visit", "letter", "message")
        return super()._get_model_info_by_xmlid() | {
            f"dosmart_crm.mail_activity_program_{name}": kept for name in names
        }
