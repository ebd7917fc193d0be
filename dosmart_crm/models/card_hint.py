from collections import defaultdict

from odoo import api, fields, models

SALES = "sales_team.group_sale_salesman"


class CrmLead(models.Model):
    """What a card of the pipeline says at a glance, whichever part of the add-on knows it.

    All of it is one field, and nothing is done for each card that has nothing to say: pipelines
    show hundreds of cards, and a field of each part would slow down all of them.
    """

    _inherit = "crm.lead"

    card_hints = fields.Json(compute="_compute_card_hints")

    @api.depends(lambda self: self._card_hint_fields())
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_card_hints(self):
        self.card_hints = False
        # Asked here once instead of by the groups of the field for every card.
        if self.env.user.has_group(SALES):
            hints = self._origin._find_card_hints()
            for lead in self if hints else ():
                lead.card_hints = hints.get(lead._origin, False)

    @api.model
    def _card_hint_fields(self):
        """Return the names of the fields that the hints depend on; extend it with yours."""
        return []

    def _find_card_hints(self):
        """Return {lead: [hint, …]} of those with something to say; extend it with yours.

        A hint is a dict: ``text``, and optionally ``color`` (of a badge: 0 to 11), ``icon`` (a
        class of Font Awesome) and ``title`` (shown on hovering).
        """
        return defaultdict(list)
