from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmLead(models.Model):
    """A lead shows its offers and names who referred it."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.offer.board.mixin"]
    _offer_link = "lead_id"

    offer_proposal_ids = fields.One2many(inverse_name="lead_id")
    referrer_id = fields.Many2one(
        "res.partner",
        "Referring Client",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        help="The client who sent us this one. Offers for referrals need it.",
    )
    referred = fields.Char(compute="_compute_referred", store=True, readonly=False)

    @api.depends("referrer_id")
    def _compute_referred(self):
        for lead in self.filtered("referrer_id"):
            lead.referred = lead.referrer_id.name

    @api.constrains("referrer_id", "partner_id")
    def _check_referrer(self):
        for lead in self.filtered("referrer_id"):
            client = lead.partner_id.commercial_partner_id
            if client and lead.referrer_id.commercial_partner_id == client:
                raise ValidationError(
                    self.env._(
                        "%(client)s cannot refer itself. Name another client who referred it, "
                        "or nobody.",
                        client=client.name,
                    )
                )

    def _why_offers_rest(self):
        """A lost opportunity keeps its offers; restored, they are as they were (or expired)."""
        if self.won_status != "lost":
            return ""
        return self.env._(
            "“%(lead)s” is lost, so its offers rest. Restore it to go on with them.", lead=self.name
        )

    def write(self, vals):
        if "referrer_id" in vals and not vals["referrer_id"]:
            vals = {"referred": False} | vals
        done = super().write(vals)
        if vals.get("partner_id"):
            self._hand_over_proposals()
        return done

    def unlink(self):
        # sudo: what was offered to nobody but the lead goes with it, whose ever it is.
        orphans = self.sudo().offer_proposal_ids.filtered(lambda proposal: not proposal.partner_id)
        done = super().unlink()
        orphans.unlink()
        return done

    def _hand_over_proposals(self):
        """Make the lead's proposals the client's; a lead without a sheet earned none yet."""
        # sudo: linking the lead was allowed; its proposals follow, whose ever they are.
        for lead in self.sudo().filtered("client_sheet_id"):
            free = lead.offer_proposal_ids.filtered(lambda proposal: not proposal.order_id)
            free.partner_id = lead.partner_id.commercial_partner_id

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "referrer_id"]

    def _merge_dependences(self, opportunities):
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; the proposals of the merged leads follow, whose ever they are.
        opportunities.sudo().offer_proposal_ids.lead_id = self
        return done
