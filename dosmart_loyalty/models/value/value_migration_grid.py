from odoo import models

from .value_migration import ABSENT

SCORES = ("5", "4", "3", "2", "1", "0")
# Who has left is worst off; clients who buy are all well.
RANKS = {"lost": 2, "potential": 1, "new": 0, "permanent": 0, "restored": 0}
UNRANKED = ("none", "0", ABSENT)  # neither better nor worse than any other


class ClientValue(models.Model):
    """How the migration of clients between classes is drawn: what got better, and what worse."""

    _inherit = "dosmart.client.value"

    def _migration_heads(self, dimension, found):
        """Return a row or column for each class; those without data only if clients are in it.

        :param found: (class, number of clients) of each cell
        """
        heads = []
        for key, label in self._class_labels(dimension):
            count = sum(number for shown, number in found if shown == key)
            if count or key not in UNRANKED:
                note = self.env._("Clients: %s", count)
                heads.append({"id": key, "label": label, "note": note})
        return heads

    def _migration_cells(self, dimension, counts):
        labels = dict(self._class_labels(dimension))
        cells = {}
        for then, now, number in counts:
            total = sum(count for start, _end, count in counts if start == then)
            share = self._grid_share(number, total)
            cells.setdefault(then, {})[now] = {
                "state": self._migration_look(dimension, then, now),
                "number": number,
                "label": share,
                "tooltip": self.env._(
                    "Clients: %(count)s, %(share)s of those who were: %(class)s.",
                    count=number,
                    share=share,
                    **{"class": labels[then]},
                ),
            }
        return cells

    def _migration_look(self, dimension, then, now):
        if then == now:
            return "same"
        if then in UNRANKED or now in UNRANKED:
            return "moved"
        before, after = (self._class_rank(dimension, key) for key in (then, now))
        return "better" if after < before else "worse" if after > before else "moved"

    def _class_rank(self, dimension, key):
        """Return how good a class is, 0 is best: the lists begin with it, the stages end so."""
        if dimension == "life_cycle":
            return RANKS[key]
        keys = [known for known, _label in self._class_labels(dimension)]
        if dimension == "stage":
            return len(keys) if key == "ended" else -keys.index(key)
        return keys.index(key)

    def _class_labels(self, dimension):
        """Return (key, label) of each class of *dimension*, and of having none on a day."""
        field = self.env["dosmart.client.value.history"]._fields[dimension]
        if field.type == "selection":
            known = field._description_selection(self.env)
        else:
            nothing = self.env._("Not Enough Data")
            known = [(score, nothing if score == "0" else score) for score in SCORES]
        return [*known, (ABSENT, self.env._("Not Valued Yet"))]

    def _dimension_label(self, name):
        return self._fields[name].get_description(self.env, ["string"])["string"]
