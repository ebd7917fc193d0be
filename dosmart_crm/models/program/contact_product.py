from odoo import fields, models

SALES = "sales_team.group_sale_salesman"
HELP = "What the contact is about; without it nobody knows what to prepare."


class MailActivity(models.Model):
    """A contact with a client says which product it is about (spec CP-6)."""

    _inherit = "mail.activity"

    contact_product_id = fields.Many2one(
        "product.template",
        "About the Product",
        index="btree_not_null",
        ondelete="set null",
        help=HELP,
    )


class CalendarEvent(models.Model):
    """So does a visit; at its end the next one is planned with purpose and product."""

    _inherit = "calendar.event"

    contact_product_id = fields.Many2one(
        "product.template",
        "About the Product",
        copy=False,
        ondelete="set null",
        groups=SALES,
        help=HELP,
    )
    next_contact_purpose = fields.Char("What For", copy=False, groups=SALES)
    next_contact_product_id = fields.Many2one(
        "product.template",
        "About Which Product",
        copy=False,
        ondelete="set null",
        groups=SALES,
        help=HELP,
    )

    def _prepare_next_call(self):
        values = super()._prepare_next_call()
        if self.next_contact_purpose:
            values["summary"] = self.next_contact_purpose
        product = self.next_contact_product_id or self.contact_product_id
        return values | {"contact_product_id": product.id}

    def _prepare_next_visit(self, start):
        values = super()._prepare_next_visit(start)
        if self.next_contact_purpose:
            values["name"] = self.next_contact_purpose
        product = self.next_contact_product_id or self.contact_product_id
        return values | {"contact_product_id": product.id}


class ContactEvent(models.Model):
    _inherit = "dosmart.contact.event"

    product_tmpl_id = fields.Many2one("product.template", "Product", ondelete="set null")
