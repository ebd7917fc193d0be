from odoo import api, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """What the client sees of a deal: nothing but what is prepared here."""

    _inherit = "crm.lead"

    @api.model
    def _deals_of_client(self, user):
        """Return the deals that are shared with the client whom the portal *user* belongs to."""
        if not user._is_portal():
            return self.browse()
        client = user.partner_id.commercial_partner_id
        # sudo: clients have no access to opportunities; these were shared with them.
        return self.sudo().search(
            Domain("client_follows", "=", True)
            & Domain("partner_id", "child_of", client.ids)
            & Domain("team_id.follows_dates", "=", True)
            & Domain("type", "=", "opportunity"),
            order="create_date desc, id desc",
        )

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
            "seller": {"name": seller.name, "phone": seller.phone, "email": seller.email},
        }

    def _prepare_step(self, line):
        return {
            "name": line.kind_id.client_name or line.kind_id.name,
            "planned": line.planned_date,
            "actual": line.actual_date,
            "is_late": line.state == "late",
        }

    def _prepare_deal_promises(self):
        """Return what we promised this client, as the page of the deal shows it.

        To show promises, extend this. Each is ``{"name": text, "due_date": date or False,
        "state": text}``; only what the client may read goes in.
        """
        self.ensure_one()
        return []
