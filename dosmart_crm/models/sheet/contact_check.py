from odoo import api, fields, models
from odoo.fields import Domain

INTERNAL = "base.group_user"


class ContactCheckMixin(models.AbstractModel):
    """Whoever has an email and a phone: flags what cannot reach anybody (CS-10).

    Judged by what Odoo stores anyway: the normalised email and number, empty when they make no
    sense in their country, and the counter of emails that came back. Opt-out is another thing.
    """

    _name = "dosmart.contact.check.mixin"
    _description = "Email and Phone Checked"
    _primary_email = "email"  # the model's own mail.thread.blacklist comes first

    email_problem = fields.Selection(
        [("invalid", "Not an Email Address"), ("bounced", "Emails Came Back")],
        compute="_compute_contact_problems",
        groups=INTERNAL,
    )
    phone_problem = fields.Selection(
        [("invalid", "Not a Phone Number")], compute="_compute_contact_problems", groups=INTERNAL
    )
    has_contact_problem = fields.Boolean(
        "Email or Phone to Correct",
        compute="_compute_contact_problems",
        search="_search_has_contact_problem",
        groups=INTERNAL,
    )

    @api.model
    def _invalid_email_domain(self):
        normalized = Domain("email_normalized", "=", False) | ~Domain(
            "email_normalized", "like", "@%."
        )
        return Domain(self._primary_email, "!=", False) & normalized

    @api.model
    def _bounced_email_domain(self):
        return Domain(self._primary_email, "!=", False) & Domain("message_bounce", ">", 0)

    @api.model
    def _invalid_phone_domain(self):
        return Domain("phone", "!=", False) & Domain("phone_sanitized", "=", False)

    @api.depends(
        lambda self: (
            *(self._primary_email, "email_normalized", "message_bounce"),
            *("phone", "phone_sanitized"),
        )
    )
    def _compute_contact_problems(self):
        invalid = self.filtered_domain(self._invalid_email_domain())
        bounced = self.filtered_domain(self._bounced_email_domain()) - invalid
        no_phone = self.filtered_domain(self._invalid_phone_domain())
        self.email_problem = self.phone_problem = self.has_contact_problem = False
        invalid.email_problem = "invalid"
        bounced.email_problem = "bounced"
        no_phone.phone_problem = "invalid"
        (invalid | bounced | no_phone).has_contact_problem = True

    def _search_has_contact_problem(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return (
            self._invalid_email_domain()
            | self._bounced_email_domain()
            | self._invalid_phone_domain()
        )

    def write(self, vals):
        """Give another email address a fresh start: what came back came from the old one."""
        if self._primary_email not in vals or "message_bounce" in vals:
            return super().write(vals)
        bounced = self.filtered("message_bounce")
        old = {record: record.email_normalized for record in bounced}
        done = super().write(vals)
        bounced.filtered(lambda record: record.email_normalized != old[record]).message_bounce = 0
        return done


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.contact.check.mixin"]

    @api.model
    def _bounced_email_domain(self):
        """Ask the client of a linked lead: they share the address, and the client counts on."""
        unlinked = Domain("partner_id", "=", False) & super()._bounced_email_domain()
        # any!: whoever reads the lead reads its email, also if the client is another company's.
        return unlinked | Domain("partner_id", "any!", [("message_bounce", ">", 0)])

    @api.depends("partner_id.message_bounce")
    def _compute_contact_problems(self):
        return super()._compute_contact_problems()


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.contact.check.mixin"]


class MergePartner(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Keep what came back from the address that is kept, not from the others."""
        bounces = {}
        for partner in src_partners | dst_partner:
            email = partner.email_normalized
            bounces[email] = max(bounces.get(email, 0), partner.message_bounce)
        done = super()._update_values(src_partners, dst_partner)
        dst_partner.message_bounce = bounces[dst_partner.email_normalized]
        return done
