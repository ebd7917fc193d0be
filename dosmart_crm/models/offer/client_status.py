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
            if path := status._path_back():
                raise ValidationError(
                    self.env._(
                        "These statuses would inherit from each other: %(path)s. "
                        "Remove one of them.",
                        path=" → ".join(path.mapped("name")) + f" → {status.name}",
                    )
                )

    def _path_back(self):
        """Return the statuses that lead from this one back to itself, archived ones too."""
        start = self.with_context(active_test=False)
        paths, seen = [start], start
        for path in paths:  # grows while it is walked: shortest paths first
            for inherited in path[-1].inherited_status_ids:
                if inherited == self:
                    return path
                if inherited not in seen:
                    seen |= inherited
                    paths.append(path + inherited)
        return self.browse()

    def _inherited(self):
        """Return the statuses whose offers this one also gives, nearest first, without itself."""
        reached, layer = self.browse(), self
        while layer:
            layer = layer.inherited_status_ids - reached - self
            reached |= layer
        return reached
