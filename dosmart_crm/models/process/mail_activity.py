from odoo import api, fields, models

CALL_DIRECTIONS = [("out", "We called"), ("in", "The client called")]
CALL_OUTCOMES = [
    ("answered", "Answered"),
    ("no_answer", "No Answer"),
    ("busy", "Busy"),
    ("refused", "Refused"),
    ("call_back", "Call Back"),
]


class MailActivity(models.Model):
    """A call is an activity that was done, and says what came of it (spec SP-8)."""

    _inherit = "mail.activity"

    call_outcome = fields.Selection(CALL_OUTCOMES, readonly=True, copy=False)
    call_direction = fields.Selection(CALL_DIRECTIONS, "Who Called", readonly=True, copy=False)
    call_minutes = fields.Integer("Call (Minutes)", readonly=True, copy=False)
    called_on = fields.Datetime("Called on", readonly=True, copy=False)

    _call_minutes_positive = models.Constraint(
        "CHECK(call_minutes >= 0)", "A call cannot last less than 0 minutes."
    )
    _calls_idx = models.Index("(user_id, called_on) WHERE call_outcome IS NOT NULL")

    def action_log_call(self):
        """Open the dialog that asks what came of this call."""
        self.ensure_one()
        return self.env["dosmart.call.log"]._open({"default_activity_id": self.id})

    @api.model
    def _move_done(self, sources, target):
        """Give what was done about *sources* to *target*, into which they are merged."""
        # sudo: merging was allowed; the history follows, whoever made it.
        everything = self.sudo().with_context(active_test=False)
        everything.search(
            [
                ("res_model", "=", sources._name),
                ("res_id", "in", sources.ids),
                ("active", "=", False),
            ]
        ).write({"res_id": target.id})


class CalledMixin(models.AbstractModel):
    """Whoever can be called: leads and clients."""

    _name = "dosmart.called.mixin"
    _description = "Can Be Called"

    def action_log_call(self):
        """Open the dialog that asks what came of a call."""
        self.ensure_one()
        link = {"crm.lead": "lead_id", "res.partner": "partner_id"}[self._name]
        return self.env["dosmart.call.log"]._open({f"default_{link}": self.id})


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.called.mixin"]

    def _merge_dependences(self, opportunities):
        """Keep the calls, too: core moves only what is still to be done."""
        done = super()._merge_dependences(opportunities)
        self.env["mail.activity"]._move_done(opportunities, self)
        return done


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.called.mixin"]


class MergePartner(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields(self, src_partners, dst_partner):
        """Keep the calls of merged contacts, too: core moves only what is still to be done."""
        done = super()._update_reference_fields(src_partners, dst_partner)
        self.env["mail.activity"]._move_done(src_partners, dst_partner)
        return done
