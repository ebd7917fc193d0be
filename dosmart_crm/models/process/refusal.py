from odoo import api, fields, models

from .rescue import RESCUE_KINDS


class Refusal(models.Model):
    """A deal was lost: why, in which stage, to whom, and when we try again (spec SP-6).

    The deal forgets it once it is restored; this row does not. Written by the deal's methods.
    """

    _name = "dosmart.refusal"
    _description = "Refusal"
    _order = "date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    date = fields.Date("Lost On", required=True, default=fields.Date.context_today)
    stage_id = fields.Many2one("crm.stage", "Lost in Stage", ondelete="set null")
    lost_reason_id = fields.Many2one("crm.lost.reason", index="btree_not_null", ondelete="restrict")
    competitor_id = fields.Many2one(
        "dosmart.competitor", "Lost To", index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one("res.users", "Salesperson", index=True, ondelete="set null")
    team_id = fields.Many2one("crm.team", "Sales Team", ondelete="set null")
    retry_date = fields.Date("Try Again On")
    returned_on = fields.Datetime("Back Since")
    rescue_kind = fields.Selection(RESCUE_KINDS, "Last Try")
    partner_id = fields.Many2one(related="lead_id.partner_id")
    company_id = fields.Many2one(related="lead_id.company_id")

    _open_uniq = models.UniqueIndex(
        "(lead_id) WHERE returned_on IS NULL", "This opportunity is lost already."
    )

    @api.model
    def _open_of(self, leads):
        """Return {lead: its refusal} of those of *leads* that have not returned."""
        # sudo: refusals follow their deals, whoever loses or restores them.
        domain = [("lead_id", "in", leads.ids), ("returned_on", "=", False)]
        return self.sudo().search(domain).grouped("lead_id")
