from odoo import api, fields, models

SUBJECTS = (
    "sale.order",
    "dosmart.client.unit",
    "dosmart.unit.service",
    "dosmart.service.account",
    "dosmart.contact.event",
)


class Touchpoint(models.Model):
    """What a contact is about: the product sold, the unit to be serviced, what was asked for."""

    _inherit = "dosmart.touchpoint"

    order_id = fields.Many2one("sale.order", "Order", compute="_compute_subject", compute_sudo=True)
    unit_id = fields.Many2one(
        "dosmart.client.unit", "Unit", compute="_compute_subject", compute_sudo=True
    )
    account_id = fields.Many2one(
        "dosmart.service.account", "Contract", compute="_compute_subject", compute_sudo=True
    )
    request_id = fields.Many2one(
        "dosmart.contact.event", "Request", compute="_compute_subject", compute_sudo=True
    )
    product_tmpl_id = fields.Many2one(
        "product.template", "Product", compute="_compute_subject", compute_sudo=True
    )

    @api.depends("anchor_model", "anchor_id")
    def _compute_subject(self):
        anchors = {model: self._anchors(model) for model in SUBJECTS}
        for touch in self:
            order, unit, service, account, request = (
                known.browse(touch.anchor_id if touch._is_about(known) else []).with_prefetch(
                    known.ids
                )
                for known in anchors.values()
            )
            touch.order_id = order
            touch.unit_id = unit or service.unit_id
            touch.account_id = account
            touch.request_id = request
        # Read at once what the next lines look at one by one.
        products = self.order_id.order_line.product_id | self.unit_id.product_id
        products.fetch(["product_tmpl_id"])
        for touch in self:
            touch.product_tmpl_id = touch._subject_product()

    def _anchors(self, model):
        """Return the records of *model* that these contacts are about, and that still exist."""
        about = self.filtered(lambda touch: touch.anchor_model == model)
        return self.env[model].browse(about.mapped("anchor_id")).exists()

    def _is_about(self, records):
        """Return whether this contact is about one of *records*."""
        return self.anchor_model == records._name and self.anchor_id in records._ids

    def _subject_product(self):
        lines = self.order_id.order_line.filtered(lambda line: not line.display_type)
        products = (
            self.unit_id.product_id.product_tmpl_id,
            self.account_id.product_id.product_tmpl_id,
            self.request_id.product_tmpl_id,
            lines[:1].product_id.product_tmpl_id,
        )
        return next(filter(None, products), self.env["product.template"])

    def _prepare_attempt_values(self, moment):
        """Say which product the attempt is about, so that it is a next contact as it should be."""
        values = super()._prepare_attempt_values(moment)
        return values | {"contact_product_id": self.product_tmpl_id.id}

    def _attempt_summary(self, moment):
        """Say what the client asked to be contacted about."""
        summary = super()._attempt_summary(moment)
        subject = self.request_id.name
        return f"{subject} · {summary}" if subject else summary
