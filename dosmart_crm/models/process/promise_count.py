from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

SALES = "sales_team.group_sale_salesman"


class PromiseCountMixin(models.AbstractModel):
    """Whoever shows how many promises are still owed: leads and clients."""

    _name = "dosmart.promise.count.mixin"
    _description = "Promises Shown"

    owed_promise_count = fields.Integer(
        "Promises", compute="_compute_owed_promise_count", groups=SALES
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_owed_promise_count(self):
        raise NotImplementedError

    def _promises_domain(self):
        """Return which promises were made to any of these records."""
        raise NotImplementedError

    def action_view_promises(self):
        """Open the promises made to this lead or client, those still owed first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.promise_action")
        return action | {
            "domain": list(self._promises_domain()),
            "context": {"search_default_owed": 1} | self._promise_defaults(),
        }

    def _promise_defaults(self):
        return {"default_partner_id": self.id}


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.promise.count.mixin"]

    promise_ids = fields.One2many("dosmart.promise", "lead_id", "Promises Made", groups=SALES)

    def _compute_owed_promise_count(self):
        promises = self.env["dosmart.promise"]
        groups = promises._read_group(
            promises._owed_domain() & self._promises_domain(), ["lead_id"], ["__count"]
        )
        counts = {lead.id: count for lead, count in groups}
        for lead in self:
            lead.owed_promise_count = counts.get(lead._origin.id, 0)

    def _promises_domain(self):
        return Domain("lead_id", "in", self.ids)

    def _promise_defaults(self):
        return {"default_lead_id": self.id}

    def _prepare_deal_promises(self):
        """Show the promises of this deal but for those that the client gave up."""
        # sudo: the client may read no promise; of this deal it is what we told them.
        promises = self.sudo().promise_ids.filtered(lambda one: one.state != "cancelled")
        states = dict(promises._fields["state"]._description_selection(self.env))
        return super()._prepare_deal_promises() + [
            {"name": one.name, "due_date": one.due_date, "state": states[one.state]}
            for one in promises
        ]

    def _merge_dependences(self, opportunities):
        """Keep what was promised for any of the merged leads."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; the promises follow, whoever made them.
        opportunities.sudo().promise_ids.lead_id = self
        return done


class ResPartner(models.Model):
    """A client shows what was promised to it; a contact what was promised to its company."""

    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.promise.count.mixin"]

    def _compute_owed_promise_count(self):
        promises = self.env["dosmart.promise"]
        owed = promises.search(promises._owed_domain() & self._promises_domain())
        # sudo: who may see the promise may see to whom it was made.
        counts = Counter(promise._client() for promise in owed.sudo())
        for partner in self:
            partner.owed_promise_count = counts[partner.commercial_partner_id]

    def _promises_domain(self):
        """Those of a lead that was linked to the client afterwards are its too."""
        clients = self.commercial_partner_id.ids
        of_client = Domain("partner_id.commercial_partner_id", "in", clients)
        return of_client | Domain("lead_id.partner_id.commercial_partner_id", "in", clients)
