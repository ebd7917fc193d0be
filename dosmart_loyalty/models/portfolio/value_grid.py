from odoo import api, models
from odoo.fields import Domain


class ClientValue(models.Model):
    """The nine cells mark the most valuable: A, X, and several target lines owned (spec SG-5)."""

    _inherit = "dosmart.client.value"

    @api.model
    def get_grid(self, domain):
        """Return the grid with the number of the most valuable, and their mark on the cell."""
        grid = super().get_grid(domain)
        best = Domain("is_most_valuable", "=", True)
        grid["valuable_count"] = self.search_count(self._grid_domain(domain) & best)
        if grid["valuable_count"]:
            cell = grid["cells"]["a"]["x"]
            cell["marks"] = ["valuable"]
            words = self.env._("Most valuable: %s", grid["valuable_count"])
            cell["tooltip"] = f"{cell['tooltip']}. {words}"
        return grid
