from ast import literal_eval

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ContactGift(models.Model):
    """A gift of a program, for those who meet a condition; the first one that fits is given.

    The client comes for it: that is when there is time to show what is new (spec CP-5).
    """

    _name = "dosmart.contact.gift"
    _inherit = ["dosmart.partner.condition.mixin"]
    _description = "Gift of a Contact Program"
    _order = "program_id, sequence, id"

    program_id = fields.Many2one(
        "dosmart.contact.program", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, help="The first gift whose condition is met is given.")
    name = fields.Char("Gift", required=True, translate=True)
    condition = fields.Char(help="Of the person: married, young, with children … None: all.")
    product_id = fields.Many2one(
        "product.product", ondelete="set null", help="What is taken from the shelf."
    )

    def _suits(self, partners):
        """Return those of *partners* who meet the condition of this gift."""
        if self.condition_error:
            return partners.browse()
        # sudo: the condition means the same whoever hands out gifts.
        everybody = partners.sudo().with_context(active_test=False)
        condition = Domain(literal_eval(self.condition or "[]"))
        return everybody.search(condition & Domain("id", "in", partners.ids)).sudo(False)


class ContactProgram(models.Model):
    _inherit = "dosmart.contact.program"

    gift_ids = fields.One2many("dosmart.contact.gift", "program_id", "Gifts", copy=True)


class Touchpoint(models.Model):
    """The gift is chosen when the client is told, and noted when it was fetched."""

    _inherit = "dosmart.touchpoint"

    gift_id = fields.Many2one(
        "dosmart.contact.gift", "Gift", readonly=True, index="btree_not_null", ondelete="set null"
    )
    gift_collected_on = fields.Date("Gift Collected on", readonly=True)

    def _fire(self):
        self._choose_gifts()
        return super()._fire()

    def _choose_gifts(self):
        for program, touchpoints in self.grouped("program_id").items():
            left = touchpoints
            for gift in program.gift_ids.sorted():
                suited = gift._suits(left.partner_id)
                chosen = left.filtered(lambda touch, suited=suited: touch.partner_id in suited)
                chosen.gift_id = gift
                left -= chosen

    def action_collect_gift(self):
        """Note that the client fetched the gift, and open the visit that follows from it."""
        self.ensure_one()
        self.check_access("read")
        if not self.gift_id:
            raise UserError(self.env._("There is no gift for this client in this program."))
        if self.gift_collected_on:
            raise UserError(
                self.env._(
                    "%(client)s has fetched the gift already, on %(day)s.",
                    client=self.partner_id.display_name,
                    day=fields.Date.to_string(self.gift_collected_on),
                )
            )
        client = self.partner_id.commercial_partner_id
        action = client.action_start_visit()
        visit = self.env["calendar.event"].browse(action["res_id"])
        visit.name = self.env._("Gift fetched, novelties shown: %s", self.partner_id.display_name)
        # sudo: contacts are written by their methods alone; it was checked that it may be read.
        self.sudo().gift_collected_on = fields.Date.context_today(self)
        return action
