from odoo import models
from odoo.tools import format_date

# What clients are contacted about that has a name worth telling.
NAMED = ("sale.order", "dosmart.service.account", "dosmart.contact.event")


class ContactProgram(models.Model):
    _inherit = "dosmart.contact.program"

    def _reasons(self, anchors):
        """Return in a sentence each why this program contacts somebody.

        :param anchors: triples of model, id and day of what it is about
        """
        labels = dict(self._fields["trigger"]._description_selection(self.env))
        label, names = labels.get(self.trigger, ""), self._anchor_names(anchors)
        reasons = []
        for model, anchor_id, day in anchors:
            name = names.get((model, anchor_id))
            what = f"{label}, {name}" if name else label
            reasons.append(f"{what}: {format_date(self.env, day)}")
        return reasons

    def _anchor_names(self, anchors):
        names = {}
        for model in NAMED:
            ids = [anchor_id for its_model, anchor_id, _day in anchors if its_model == model]
            # sudo: who may see the contact may know what it is about.
            records = self.env[model].sudo().browse(ids).exists()
            names |= {(model, one.id): one.name for one in records if one.name}
        return names
