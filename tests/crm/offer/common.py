"""Builders for the tests of offers, proposals and contracts."""

from odoo.fields import Command

from ..sheet.common import SheetCase


class OfferCase(SheetCase):
    """Offers, and quotations that can hold them, with working defaults."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.has_offer_limit = False  # what may be given is a topic of its own
        cls.guard = cls.new_product(name="Guard", list_price=100, is_service_contract=True)
        cls.siren = cls.new_product(name="Siren", list_price=50, standard_price=30)

    @classmethod
    def new_product(cls, **values):
        return cls.env["product.product"].create(
            {"name": "Product", "type": "service", "taxes_id": [Command.clear()], **values}
        )

    @classmethod
    def shipped(cls, name):
        """Return the shipped offer ``dosmart_crm.offer_<name>``."""
        return cls.env.ref(f"dosmart_crm.offer_{name}")

    @classmethod
    def new_offer(cls, **values):
        return cls.env["dosmart.offer"].create(
            {"name": "Free siren", "kind": "discount", "product_id": cls.siren.id, **values}
        )

    @classmethod
    def new_rule(cls, status, offer, **values):
        return cls.env["dosmart.offer.rule"].create(
            {"status_id": cls.status(status).id, "offer_id": offer.id, **values}
        )

    @classmethod
    def set_status(cls, record, status):
        """Give the client of *record*, a lead or contact, the shipped *status*."""
        record.write({"client_status_id": cls.status(status).id, "status_reason": "test"})

    @classmethod
    def new_quotation(cls, client, lines=None, **values):
        """Return a quotation of *lines*, (product, quantity, price) each; no taxes."""
        lines = [(cls.guard, 12, 100)] if lines is None else lines
        return cls.env["sale.order"].create(
            {
                "partner_id": client.id,
                "order_line": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": qty, "price_unit": price}
                    )
                    for product, qty, price in lines
                ],
                **values,
            }
        )

    @classmethod
    def new_contract(cls, client):
        order = cls.new_quotation(client)
        order.action_confirm()
        return order

    @classmethod
    def new_proposal(cls, order, offer, **values):
        return cls.env["dosmart.offer.proposal"].create(
            {"order_id": order.id, "offer_id": offer.id, **values}
        )

    @classmethod
    def accept(cls, order, offer):
        """Return the accepted proposal of *offer* on *order*."""
        proposal = cls.new_proposal(order, offer)
        proposal.action_accept()
        return proposal

    def board(self, subject, user=None):
        """Return the rows of the board as *user* sees them, {offer name: row}."""
        self.env.invalidate_all()
        board = subject.with_user(user or self.env.user).offer_board
        return {row["name"]: row for row in board["offers"]} if board else {}

    def verdicts(self, subject):
        """Return the verdicts of *subject* as {offer: verdict}."""
        return {v.offer: v for v in self.env["dosmart.offer.rule"]._evaluate(subject)[subject]}

    def eligible(self, subject):
        """Return the offers that *subject* earns, as a recordset."""
        offers = [v.offer.id for v in self.verdicts(subject).values() if v.eligible]
        return self.env["dosmart.offer"].browse(offers)


class GridCase(OfferCase):
    """The grid of rules, as a sales administrator sees it."""

    def setUp(self):
        super().setUp()
        self.rules = self.env["dosmart.offer.rule"].with_user(self.manager)

    def cell(self, status, offer, rules=None):
        """Return the cell of the shipped *status*, or None where nothing is given."""
        grid = (self.rules if rules is None else rules).get_grid()
        return grid["cells"].get(offer.id, {}).get(self.status(status).id)

    def set_cell(self, status, offer, given, rules=None):
        rules = self.rules if rules is None else rules
        return rules.set_grid_cell(offer.id, self.status(status).id, given)

    def own(self, status, offer):
        return self.status(status).offer_rule_ids.filtered(lambda rule: rule.offer_id == offer)
