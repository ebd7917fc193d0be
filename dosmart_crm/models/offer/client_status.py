from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ClientStatus(models.Model):
    """A status gives its own offers, and everything of the statuses it inherits from."""

    _name = "dosmart.client.status"
    _inherit = "dosmart.client.status"

    inherited_status_ids = fields.Many2many(
        "dosmart.client.status",
        "dosmart_client_status_inheritance",
        "status_id",
        "inherited_status_id",
        "Everything of",
        help="Clients with this status also get all the offers of these other statuses.",
    )
    offer_rule_ids = fields.One2many("dosmart.offer.rule", "status_id", "Offers")

    @api.constrains("inherited_status_ids")
    def _check_inheritance(self):
        for status in self:
            if cycle := status._find_cycle(status, status):
                raise ValidationError(
                    self.env._(
                        "These statuses would inherit from each other: %(path)s. "
                        "Remove one of them.",
                        path=" → ".join(cycle.mapped("name")) + f" → {status.name}",
                    )
                )

    def _find_cycle(self, path, seen):
        """Return the statuses that lead from *self* back to itself, starting with *path*."""
        for inherited in path[-1].inherited_status_ids:
            if inherited == self:
                return path
            if inherited not in seen:
                seen |= inherited
                if cycle := self._find_cycle(path + inherited, seen):
                    return cycle
        return self.browse()

    def _inherited(self):
        """Return the statuses whose offers this one also gives, nearest first, without itself."""
        reached, layer = self.browse(), self
        while layer:
            layer = layer.inherited_status_ids - reached - self
            reached |= layer
        return reached
