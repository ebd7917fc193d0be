from typing import NamedTuple

from odoo import models
from odoo.tools import SQL


class Product(NamedTuple):
    """The query of the products of a model's records, and its columns of their ids and order."""

    query: SQL
    record: SQL
    order: SQL = SQL("1")


OF_ORDER = SQL(
    """
    SELECT product.product_tmpl_id
      FROM sale_order AS newest
      JOIN sale_order_line AS item ON item.order_id = newest.id AND item.display_type IS NULL
      JOIN product_product AS product ON product.id = item.product_id
    """
)
OF_UNIT = SQL(
    """
    SELECT product.product_tmpl_id
      FROM dosmart_client_unit AS unit
      JOIN product_product AS product ON product.id = unit.product_id
    """
)
OF_SERVICE = SQL("%s JOIN dosmart_unit_service AS service ON service.unit_id = unit.id", OF_UNIT)
OF_CONTRACT = SQL(
    """
    SELECT product.product_tmpl_id
      FROM dosmart_service_account AS account
      JOIN product_product AS product ON product.id = account.product_id
    """
)
OF_REQUEST = SQL("SELECT request.product_tmpl_id FROM dosmart_contact_event AS request")
NEWEST = SQL("newest.id DESC, item.sequence, item.id")
PRODUCTS = {
    "crm.lead": Product(OF_ORDER, SQL("newest.opportunity_id"), NEWEST),
    "sale.order": Product(OF_ORDER, SQL("newest.id"), NEWEST),
    "dosmart.client.unit": Product(OF_UNIT, SQL("unit.id")),
    "dosmart.unit.service": Product(OF_SERVICE, SQL("service.id")),
    "dosmart.service.account": Product(OF_CONTRACT, SQL("account.id")),
    "dosmart.contact.event": Product(OF_REQUEST, SQL("request.id")),
}


class NextContact(models.Model):
    """What a contact is about where nobody said so: the product of what it belongs to."""

    _inherit = "dosmart.next.contact"

    def _product_sql(self, model, record_id):
        """Return the product of the record of *model* with the id *record_id* (SQL), or NULL."""
        if model not in PRODUCTS:
            return SQL("NULL::int")
        query, record, order = PRODUCTS[model]
        return SQL("(%s WHERE %s = %s ORDER BY %s LIMIT 1)", query, record, record_id, order)
