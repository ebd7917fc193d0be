from odoo import api, models
from odoo.fields import Domain


class UtmSource(models.Model):
    """Sources that clients may name show that name, in the reader's language, and come first."""

    _inherit = "utm.source"
    _rec_names_search = ["name", "client_label"]

    @api.depends("client_label")
    @api.depends_context("lang")
    def _compute_display_name(self):
        done = super()._compute_display_name()
        for source in self.filtered("client_label"):
            source.display_name = source.client_label
        return done

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """With ``offered_first`` in the context, list what is offered to clients on top."""
        if not self.env.context.get("offered_first"):
            return super().name_search(name, domain, operator, limit)
        found = []
        for condition in (Domain("client_label", "!=", False), Domain("client_label", "=", False)):
            if not limit or len(found) < limit:
                wanted = Domain(domain or Domain.TRUE) & condition
                left = limit and limit - len(found)
                found += super().name_search(name, wanted, operator, left)
        return found
