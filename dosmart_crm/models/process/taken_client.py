from odoo import api, fields, models
from odoo.fields import Domain

MOVES = {"parent_id", "is_company"}  # what brings a contact to another client


class ResPartner(models.Model):
    """Who takes a client, or puts a colleague's contact under one's own, reads no past by that.

    A client or contact is given by whoever may see all orders, by the colleague who had it, or
    with a lead. Nobody undoes the mark of having taken it for oneself.
    """

    _inherit = "res.partner"

    taken_by_id = fields.Many2one(
        "res.users",
        copy=False,
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Technical: the salesperson who took this client or contact without being given it, "
        "and may therefore not read what colleagues quoted.",
    )

    def write(self, vals):
        if not vals.keys() & {"user_id", *MOVES}:
            return super().write(vals)
        # sudo: a technical field, see its help.
        partners = self.sudo()
        gives, moves = self._sees_all_orders(), vals.keys() & MOVES
        strange = partners.browse() if gives else partners - partners._of_your_clients()
        done = super().write(vals)
        if gives:
            partners._give()
        elif moves:
            strange._take()
        else:
            taken = strange.filtered(lambda one: one.user_id == self.env.user)
            taken._take()
            (partners - taken)._give()
        return done

    def _of_your_clients(self):
        """Return those of these contacts whose client is the user's."""
        clients = self._are_yours()
        return self.filtered(lambda one: one.commercial_partner_id in clients)

    def _given_to_you(self):
        """Return those of these contacts whose past the user may read."""
        return self._of_your_clients().filtered_domain(self._not_taken_domain())

    def _not_taken_domain(self):
        return Domain("taken_by_id", "!=", self.env.uid)

    def _take(self):
        """Mark these clients, and the contacts below them, as taken by the user."""
        everyone = self.with_context(active_test=False)
        everyone.search([("id", "child_of", self.ids)]).taken_by_id = self.env.uid

    def _give(self):
        """Hand over these clients with all of their contacts; one's own marks stay."""
        if not self:
            return
        family = Domain("commercial_partner_id", "in", self.ids) | Domain("id", "in", self.ids)
        of_others = Domain("taken_by_id", "not in", [False, self.env.uid])
        everyone = self.with_context(active_test=False)
        everyone.search(family & of_others).taken_by_id = False


class MergePartner(models.TransientModel):
    """Merging joins quotations, which whoever merges could not read before."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: a technical field, see its help.
        parts, target = (src_partners | dst_partner).sudo(), dst_partner.sudo()
        strange = not self.env["res.partner"]._sees_all_orders() and (
            parts - parts._of_your_clients()
        )
        done = super()._update_foreign_keys(src_partners, dst_partner)
        if strange:
            target._take()
        return done
