from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

LEAVING_REASONS = [
    ("competitor", "Went to a Competitor"),
    ("dissatisfied", "Dissatisfied"),
    ("not_needed", "No Longer Needs It"),
    ("other", "Something Else"),
]
REACHED = ("answered", "reached")


class ContactProgram(models.Model):
    """What a salesperson has to find out in a contact before it counts as done (spec CP-5)."""

    _inherit = "dosmart.contact.program"

    asks_reason = fields.Boolean(
        "Why the Client Stopped",
        help="Whoever reaches the client notes why it does not buy any more.",
    )
    asks_next_contact = fields.Boolean(
        "The Next Contact",
        help="Whoever reaches the client plans the next contact, with its purpose and product.",
    )

    def action_switch_on(self):
        """Refuse a follow-up that does not say what it is for."""
        for program in self.filtered("asks_next_contact"):
            if program.step_ids.filtered(lambda step: not (step.summary or "").strip()):
                raise UserError(
                    self.env._(
                        "“%s” plans contacts, each with its purpose. Say in every step what it "
                        "is for.",
                        program.name,
                    )
                )
        return super().action_switch_on()


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    leaving_reason = fields.Selection(LEAVING_REASONS, "Why It Stopped Buying", readonly=True)
    leaving_competitor_id = fields.Many2one(
        "dosmart.competitor", "Competitor", readonly=True, ondelete="set null"
    )


class ContactAskMixin(models.AbstractModel):
    """The dialogs that note what came of a contact ask what its program wants to know."""

    _name = "dosmart.contact.ask.mixin"
    _description = "What a Contact Finds Out"

    asks_reason = fields.Boolean(related="activity_id.touchpoint_id.program_id.asks_reason")
    asks_next_contact = fields.Boolean(
        related="activity_id.touchpoint_id.program_id.asks_next_contact"
    )
    activity_id = fields.Many2one("mail.activity", ondelete="cascade")
    leaving_reason = fields.Selection(LEAVING_REASONS, "Why It Stopped Buying")
    leaving_competitor_id = fields.Many2one("dosmart.competitor", "Competitor", ondelete="cascade")
    next_date = fields.Date(
        "Next Contact on",
        default=lambda self: self.env.company._working_day(self.env.company.next_contact_days),
    )
    next_purpose = fields.Char("What the Next Contact Is For")
    next_product_id = fields.Many2one(
        "product.template",
        "About Which Product",
        compute="_compute_next_product_id",
        store=True,
        readonly=False,
        ondelete="cascade",
    )

    @api.depends("activity_id")
    def _compute_next_product_id(self):
        for dialog in self:
            dialog.next_product_id = dialog.activity_id.contact_product_id

    def _check_found_out(self, outcome):
        """Refuse to count a client as reached of whom nobody asked what had to be asked."""
        if outcome not in REACHED:
            return
        if self.asks_reason and not self.leaving_reason:
            raise UserError(
                self.env._("Say why the client stopped buying: that is what the call was for.")
            )
        if self.asks_next_contact:
            self._check_next_contact()

    def _check_next_contact(self):
        purpose = (self.next_purpose or "").strip()
        if not (self.next_date and purpose and self.next_product_id):
            raise ValidationError(
                self.env._(
                    "Plan the next contact with this client: on which day, what for and about "
                    "which product. None of them may be empty."
                )
            )
        if self.next_date <= fields.Date.context_today(self):
            raise ValidationError(self.env._("Choose a day to come for the next contact."))

    def _keep_found_out(self, outcome):
        """Keep what was found out on the contact, and plan what was agreed."""
        # sudo: contacts are written by their methods alone; the dialog checks the activity.
        touch = self.activity_id.touchpoint_id.sudo()
        if touch and outcome in REACHED:
            if self.asks_reason:
                touch.write(
                    {
                        "leaving_reason": self.leaving_reason,
                        "leaving_competitor_id": self.leaving_competitor_id.id,
                    }
                )
            if self.asks_next_contact:
                self._plan_next(touch.partner_id.sudo(False))

    def _plan_next(self, partner):
        partner.activity_schedule(
            "mail.mail_activity_data_call",
            self.next_date,
            summary=self.next_purpose,
            user_id=self.env.uid,
            contact_product_id=self.next_product_id.id,
            automated=False,
        )


class ContactProgramStep(models.Model):
    _inherit = "dosmart.contact.program.step"

    script_id = fields.Many2one(
        "dosmart.call.script",
        "Script",
        ondelete="set null",
        help="Opened by whoever makes the call or visit: what to say, and what not to ask.",
    )


class MailActivity(models.Model):
    """An attempt of a program opens the script of its step."""

    _inherit = "mail.activity"

    @api.depends("touchpoint_id")
    def _compute_has_script(self):
        done = super()._compute_has_script()
        for activity in self.filtered("touchpoint_id"):
            # sudo: which script a step has is no secret.
            if activity.sudo().touchpoint_id.step_id.script_id:
                activity.has_script = True
        return done

    def action_start_script(self):
        """Start the script that the program names."""
        # sudo: as above.
        script = self.sudo().touchpoint_id.step_id.script_id.sudo(False)
        if not script or self.res_model != "res.partner":
            return super().action_start_script()
        record = self.env[self.res_model].browse(self.res_id)
        return self.env["dosmart.call.run"]._start(script, record, self)._open_run()
