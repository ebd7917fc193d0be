from odoo import fields, models
from odoo.exceptions import UserError


class ComplaintCompensation(models.Model):
    """How each kind of compensation is given."""

    _inherit = "dosmart.complaint.compensation"

    def _compensate_offer(self):
        """Put the offer on the table for the client."""
        proposal = self.env["dosmart.offer.proposal"].create(
            {
                "offer_id": self.offer_id.id,
                "partner_id": self.complaint_id.client_id.id,
                "complaint_id": self.complaint_id.id,
            }
        )
        self._note(proposal_id=proposal.id)

    def _compensate_credit(self):
        """Make a quotation of a negative amount, which is credited once it is confirmed."""
        product = self.env.ref("dosmart_crm.product_compensation", raise_if_not_found=False)
        if not product:
            raise UserError(
                self.env._(
                    "The product “Compensation” was deleted. Ask an administrator to upgrade "
                    "DOSmart CRM in Apps: that brings it back."
                )
            )
        line = {
            "product_id": product.id,
            "name": self.env._("Compensation for %s", self.complaint_id.name),
            "product_uom_qty": 1,
            "price_unit": -self.amount,
        }
        self._quote([line])

    def _compensate_return(self):
        """Make a quotation that takes back what the order of the complaint sold."""
        lines = self.complaint_id._own_order().order_line.filtered(
            lambda line: line.product_id and not line.display_type and line.product_uom_qty > 0
        )
        if not lines:
            raise UserError(
                self.env._("Choose the order on the complaint: what it sold is taken back.")
            )
        self._quote(
            [
                {
                    "product_id": line.product_id.id,
                    "name": line.name,
                    "product_uom_qty": -line.product_uom_qty,
                    "product_uom_id": line.product_uom_id.id,
                    "price_unit": line.price_unit,
                    "discount": line.discount,
                }
                for line in lines
            ]
        )

    def _quote(self, lines):
        complaint = self.complaint_id
        order = self.env["sale.order"].create(
            {
                "partner_id": complaint.partner_id.id,
                "company_id": complaint.company_id.id,
                "complaint_id": complaint.id,
                "origin": complaint.name,
                "order_line": [fields.Command.create(line) for line in lines],
            }
        )
        self._note(order_id=order.id)
