import hashlib
import json

from odoo import fields, models

from ..offer.sale_order import QUOTATION_STATES

TERMS = ("payment_term_id", "validity_date", "contract_start", "contract_months")
LINE = ("product_id", "name", "product_uom_qty", "product_uom_id", "price_unit", "discount")


class SaleOrder(models.Model):
    """A quotation counts how often the client got another one than before (spec SP-8)."""

    _inherit = "sale.order"

    revision_count = fields.Integer(
        "Revisions",
        readonly=True,
        copy=False,
        help="How often the client got it with other lines, prices or terms than the time before.",
    )
    sent_digest = fields.Char(
        copy=False, help="Technical: tells whether the client has what the quotation says now."
    )

    def message_post(self, **kwargs):
        """Sending a quotation is posting it."""
        message = super().message_post(**kwargs)
        if self.env.context.get("mark_so_as_sent"):
            self._count_revision()
        return message

    def action_quotation_sent(self):
        """Marking it as sent says that the client has it."""
        done = super().action_quotation_sent()
        self._count_revision()
        return done

    def action_confirm(self):
        """What was agreed on the telephone, and confirmed without being sent, counts too."""
        self.filtered("sent_digest")._count_revision()
        return super().action_confirm()

    def _count_revision(self):
        """Note what the client has now; it is a revision if it is not what was sent before."""
        # sudo: whoever sends or confirms, also the client who signs.
        for order in self.sudo().filtered(lambda order: order.state in QUOTATION_STATES):
            digest = order._terms_digest()
            if digest != order.sent_digest:
                is_revision = bool(order.sent_digest)
                order.write(
                    {
                        "sent_digest": digest,
                        "revision_count": order.revision_count + is_revision,
                    }
                )

    def _terms_digest(self):
        """Return a digest of all that the client reads in the quotation."""
        lines = self.order_line.filtered(lambda line: not line.display_type)
        terms = [[str(order[name]) for name in TERMS] for order in self]
        terms += [[str(line[name]) for name in LINE] for line in lines]
        return hashlib.sha256(json.dumps(terms).encode()).hexdigest()
