from odoo import fields, models


class Complaint(models.Model):
    """Complaint and compensation know each other."""

    _inherit = "dosmart.complaint"

    compensation_ids = fields.One2many("dosmart.complaint.compensation", "complaint_id")

    def action_compensate(self):
        """Ask what the client gets for the trouble."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compensate the Client"),
            "res_model": "dosmart.complaint.compensation",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }


class OfferProposal(models.Model):
    _inherit = "dosmart.offer.proposal"

    complaint_id = fields.Many2one(
        "dosmart.complaint", "Compensation for", index="btree_not_null", ondelete="set null"
    )


class SaleOrder(models.Model):
    _inherit = "sale.order"

    complaint_id = fields.Many2one(
        "dosmart.complaint",
        "Compensation for",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
    )
