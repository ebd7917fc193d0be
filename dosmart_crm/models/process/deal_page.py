from odoo import api, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """What the client sees of a deal: nothing but what is prepared here."""

    _inherit = "crm.lead"

    @api.model
    def _shared_deals_domain(self, user):
        """Return which deals are shared with the client whom the portal *user* belongs to."""
        return (
            Domain("client_follows", "=", True)
            & Domain("partner_id", "child_of", user._portal_client().ids)
            & Domain("team_id.follows_dates", "=", True)
            & Domain("type", "=", "opportunity")
        )

    @api.model
    def _shared_deals(self, user, domain=Domain.TRUE, **options):
        """Return the deals that are shared with *user*, the newest first."""
        domain &= self._shared_deals_domain(user)
        # sudo: clients have no access to opportunities; these were shared with them.
        return self.sudo().search(domain, order="create_date desc, id desc", **options)

    @api.model
    def _count_shared_deals(self, user):
        # sudo: as in _shared_deals.
        return self.sudo().search_count(self._shared_deals_domain(user))

    def _prepare_deal_page(self):
        """Return what the page of this deal shows. Nothing else of it reaches the client."""
        self.ensure_one()
        steps = [self._prepare_step(line) for line in self._timeline() if line.kind_id.client_sees]
        ahead = [step for step in steps if step["planned"] and not step["actual"]]
        seller = self.user_id
        return {
            "title": self.name,
            "steps": steps,
            "done_count": sum(bool(step["actual"]) for step in steps),
            "next": min(ahead, key=lambda step: step["planned"], default=None),
            "promises": self._prepare_deal_promises(),
            "documents": self._documents_for_client(),
            "seller": {"name": seller.name, "phone": seller.phone, "email": seller.email},
        }

    def _prepare_step(self, line):
        return {
            "name": line.kind_id.client_name or line.kind_id.name,
            "planned": line.planned_date,
            "actual": line.actual_date,
            "is_late": line.state == "late",
        }

    def _documents_for_client(self):
        """Return the documents of this deal that were sent, if their form is for clients."""
        return self.env["dosmart.document"].search(
            [
                ("lead_id", "=", self.id),
                ("state", "=", "sent"),
                ("form_id.client_sees", "=", True),
            ],
            order="sent_on desc, id desc",
        )

    def _prepare_deal_promises(self):
        """Return what we promised this client, as the page of the deal shows it.

        To show promises, extend this. Each is ``{"name": text, "due_date": date or False,
        "state": text}``; only what the client may read goes in.
        """
        self.ensure_one()
        return []
