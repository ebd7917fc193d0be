from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from .touchpoint import LIVE

SALES = "sales_team.group_sale_salesman"


class CalendarEvent(models.Model):
    """A visit to service a unit says which one, what is done and which parts to bring."""

    _inherit = "calendar.event"

    unit_id = fields.Many2one(
        "dosmart.client.unit",
        "Unit to Service",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=SALES,
    )
    service_kind_id = fields.Many2one(
        "dosmart.service.kind", "Service", copy=False, ondelete="set null", groups=SALES
    )
    service_parts = fields.Text("Parts to Bring", copy=False, groups=SALES)


class ClientUnit(models.Model):
    _inherit = "dosmart.client.unit"

    def action_book_service(self):
        """Open the dialog that books a visit to service this unit."""
        self.ensure_one()
        return self.env["dosmart.service.booking"]._open(self)


class Touchpoint(models.Model):
    """The contact about a service books the visit; its letter says cost and time."""

    _inherit = "dosmart.touchpoint"

    visit_id = fields.Many2one(
        "calendar.event",
        "Visit Booked",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=SALES,
    )
    service_price = fields.Char(compute="_compute_service_price", compute_sudo=True)

    @api.depends("unit_id")
    @api.depends_context("lang")
    def _compute_service_price(self):
        for touch in self:
            product = touch.unit_id.next_service_kind_id.service_product_id
            price = product.with_company(touch.company_id).lst_price
            currency = touch.company_id.currency_id
            touch.service_price = format_amount(self.env, price, currency) if product else False

    def action_book_service(self):
        """Open the dialog that books the visit that the client asked for."""
        self.ensure_one()
        self.check_access("read")
        if not self.unit_id:
            raise UserError(self.env._("This contact is not about the service of a unit."))
        return self.env["dosmart.service.booking"]._open(self.unit_id.sudo(False), self)

    def _note_booking(self, visit):
        """Note the *visit*, and that the client was reached: nothing more is asked."""
        self.check_access("read")
        # sudo: contacts are written by their methods alone; it was checked that it may be read.
        touch = self.sudo()
        touch.visit_id = visit
        if touch.state == "open":
            # sudo: whoever's the attempt is, nobody has to make it any more.
            touch.activity_ids.filtered("active").action_feedback()
        if touch.state in LIVE:
            touch._note_contact("done")
        touch._withdraw_about(touch.unit_id)
