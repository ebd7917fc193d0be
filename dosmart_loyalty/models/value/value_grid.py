from odoo import api, models
from odoo.fields import Domain

# How the classes look together: by their sum, from "a and x" to "c and z".
PLACES = {"a": 0, "b": 1, "c": 2, "x": 0, "y": 1, "z": 2}
LOOKS = ("best", "best", "middle", "least", "least")


class ClientValue(models.Model):
    """ABC down, XYZ across: how many clients are in each of the nine cells (spec SG-5)."""

    _inherit = "dosmart.client.value"

    @api.model
    def get_grid(self, domain):
        """Return what the component ``ValueGrid`` shows of the clients in *domain*.

        :return: columns (XYZ) and rows (ABC); cells {abc: {xyz: cell}} of those with clients; and
            the number of clients
        """
        found = self._read_group(
            self._grid_domain(domain), ["abc", "xyz"], ["__count", "turnover:sum"]
        )
        total = sum(turnover for *_classes, turnover in found)
        cells = {}
        for abc, xyz, count, turnover in found:
            cells.setdefault(abc, {})[xyz] = self._grid_cell(abc, xyz, count, turnover, total)
        return {
            "columns": self._grid_heads("xyz", [found_cell[1:] for found_cell in found], total),
            "rows": self._grid_heads("abc", [(abc, *rest) for abc, _xyz, *rest in found], total),
            "cells": cells,
            "count": sum(count for _abc, _xyz, count, _turnover in found),
        }

    def _grid_domain(self, domain):
        """Return which clients are in the grid: of one company, so that their money adds up."""
        return Domain(domain) & Domain("company_id", "=", self.env.company.id)

    def _grid_heads(self, name, found, total):
        """Return a row or column per class; "not enough data" only where there are such clients.

        :param found: class, number of clients and turnover of each cell
        """
        heads = []
        for key, label in self._fields[name]._description_selection(self.env):
            numbers = [rest for shown, *rest in found if shown == key]
            count, turnover = (sum(part) for part in zip((0, 0), *numbers, strict=True))
            if count or key != "none":
                note = [self.env._("Clients: %s", count), self._grid_share(turnover, total)]
                note = " · ".join(filter(None, note))
                heads.append({"id": key, "label": label, "note": note})
        return heads

    def _grid_cell(self, abc, xyz, count, turnover, total):
        is_known = "none" not in (abc, xyz)
        return {
            "state": LOOKS[PLACES[abc] + PLACES[xyz]] if is_known else "unknown",
            "number": count,
            "label": self._grid_share(turnover, total),
            "tooltip": self._grid_words(count, turnover, total),
        }

    def _grid_words(self, count, turnover, total):
        share = self._grid_share(turnover, total)
        if not share:
            return self.env._("Clients: %s", count)
        return self.env._("Clients: %(count)s, %(share)s of turnover", count=count, share=share)

    def _grid_share(self, turnover, total):
        """Return what part of *total* that is, in words; nothing where nobody bought."""
        return f"{100 * turnover / total:.1f} %" if total > 0 else ""
