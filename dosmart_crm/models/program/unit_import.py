from typing import NamedTuple

from odoo import api, models


class Column(NamedTuple):
    """A column of the workbook to fill in, see ``controllers.import_template``."""

    label: str
    advice: str
    choices: list = ()
    is_date: bool = False
    is_open: bool = False


class ClientUnit(models.Model):
    """Units that clients bought before, or of other brands, come in from a file (spec CP-7)."""

    _inherit = "dosmart.client.unit"

    @api.model
    def get_import_templates(self):
        """Offer an empty workbook with the columns of units."""
        label = self.env._("Import Template for Units")
        return [{"label": label, "template": "/dosmart/unit_template"}]

    @api.model
    def _import_columns(self):
        """Return the columns with their labels, by which Odoo's import finds the fields."""
        advice = {
            "partner_id": self.env._("Always needed: the name of a client that is known already."),
            "product_id": self.env._("Always needed: the name of a product."),
            "serial": self.env._("Any text. The same one twice is refused."),
            "model_year": self.env._("Four digits, such as 2024."),
            "purchase_date": self.env._("A date in the past, such as 31/12/2024."),
        }
        labels = self.env["ir.model.fields"].get_field_string(self._name)
        columns = [
            Column(labels[name], text, self._import_products(name), name == "purchase_date")
            for name, text in advice.items()
        ]
        return columns + self._import_reading_columns(labels["reading_ids"])

    @api.model
    def _import_products(self, name):
        products = self.env["product.product"]
        sold = name == "product_id" and products.search([("is_unit", "=", True)])
        return sold.mapped("display_name") if sold else []

    @api.model
    def _import_reading_columns(self, title):
        labels = self.env["ir.model.fields"].get_field_string("dosmart.unit.reading")
        more = self.env._("A further row without client and product adds a further reading.")
        return [
            Column(f"{title}/{labels['date']}", self.env._("When the meter showed it."), (), True),
            Column(f"{title}/{labels['value']}", self.env._("A number.") + " " + more),
        ]

    @api.model
    def _import_instructions(self):
        return [
            self.env._("One unit per row. Leave empty what you do not know."),
            self.env._("Save, and load this file with the menu Import records of the list."),
        ]
