from odoo import api, fields, models

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """A client shows what programs planned; who gets another salesperson is an event for them."""

    _inherit = "res.partner"

    touchpoint_count = fields.Integer(
        "Program Contacts", compute="_compute_touchpoint_count", groups=SALES
    )

    def _compute_touchpoint_count(self):
        groups = self.env["dosmart.touchpoint"]._read_group(
            [
                ("partner_id.commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("state", "!=", "excluded"),
            ],
            ["partner_id"],
            ["__count"],
        )
        counts = {}
        for partner, count in groups:
            client = partner.commercial_partner_id
            counts[client] = counts.get(client, 0) + count
        for partner in self:
            partner.touchpoint_count = counts.get(partner.commercial_partner_id, 0)

    def action_view_touchpoints(self):
        """Open what programs planned for these clients, also what they left undone."""
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.touchpoint_action")
        clients = self.commercial_partner_id
        domain = [("partner_id.commercial_partner_id", "in", clients.ids)]
        return action | {"domain": domain, "context": {}}

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        before = {partner: partner.user_id for partner in self}
        done = super().write(vals)
        given = self.filtered(lambda one: one.user_id and one.user_id != before[one])
        self.env["dosmart.contact.event"]._plan_event(
            "assigned", given.filtered(lambda one: one == one.commercial_partner_id)
        )
        return done


class MergePartner(models.TransientModel):
    """What was planned about merged contacts is about the one that is kept, once."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: merging was allowed; the contacts follow, whoever's they are.
        self.env["dosmart.touchpoint"].sudo()._move_anchors(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    @api.model
    def _move_anchors(self, sources, target):
        """Let contacts about *sources* themselves, such as birthdays, be about *target*.

        Where both were to be contacted about the same, the one that went further stays.
        """
        about = [("anchor_model", "=", "res.partner"), ("anchor_id", "in", (sources | target).ids)]
        self.env.flush_all()
        groups = self.search(about, order="id").grouped(lambda one: (one.step_id, one.anchor_date))
        for touchpoints in groups.values():
            kept = touchpoints.sorted(lambda one: (one._progress(), one.id))[:1]
            others = touchpoints - kept
            others.filtered(lambda one: one.state == "planned").unlink()
            others = others.exists()
            others.filtered(lambda one: one.state == "open")._end("cancelled")
            kept._swap_anchor(others, target)

    def _swap_anchor(self, others, target):
        """Be about *target*; what of *others* was about it takes the place of this contact.

        It happened, and stays; the number under which it is kept is nobody's any more.
        """
        former, there = self.anchor_id, others.filtered(lambda one: one.anchor_id == target.id)
        if former == target.id:
            return
        there.anchor_id = -target.id  # out of the way: the database allows no two, ever
        self.env.flush_all()
        self.anchor_id = target.id
        self.env.flush_all()
        there.anchor_id = former

    def _progress(self):
        """Return how far this contact went, the furthest first."""
        order = ("refused", "done", "open", "unreached", "missed", "planned", "excluded")
        return order.index(self.state) if self.state in order else len(order)
