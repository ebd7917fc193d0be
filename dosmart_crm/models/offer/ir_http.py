from odoo import models


class IrHttp(models.AbstractModel):
    """The chart on the client's page speaks the client's language."""

    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        return [*super()._get_translation_frontend_modules_name(), "dosmart_crm"]
