from odoo import api, fields, models


class TaxRegime(models.Model):
    """Tax regime of a client; the Mexican SAT catalogue is shipped, the list is open."""

    _name = "dosmart.tax.regime"
    _description = "Tax Regime"
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    name = fields.Char(required=True)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "There is already a tax regime with this code.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for regime in self:
            regime.display_name = f"{regime.code or ''} {regime.name or ''}".strip()
