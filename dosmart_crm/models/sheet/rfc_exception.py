from odoo import api, fields, models


class RfcException(models.Model):
    """An RFC that fails the check and is right all the same: the tax authority issued it so.

    A manager says so once, with the reason; from then on the number is taken on any lead and
    contact, typed or imported. Whoever wants it gone deletes it: nothing is edited here, so that
    the row says who confirmed what, and when.
    """

    _name = "dosmart.rfc.exception"
    _description = "Confirmed RFC"
    _rec_name = "vat"
    _order = "create_date DESC, id DESC"
    _check_company_auto = True

    vat = fields.Char("RFC", required=True, help="As printed on the tax certificate.")
    reason = fields.Char(required=True, help="How you know that it is right.")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )

    _vat_unique = models.Constraint("UNIQUE(vat)", "This RFC has been confirmed already.")

    @api.model_create_multi
    def create(self, vals_list):
        unusual = self.env["res.partner"]._unusual_rfc
        return super().create([vals | {"vat": unusual(vals.get("vat"))} for vals in vals_list])

    @api.model
    def _is_confirmed(self, number):
        # sudo: whether a number was confirmed is asked for everybody who types it; the reason
        # stays with the managers of the company that confirmed it.
        return bool(self.sudo().search_count([("vat", "=", number)], limit=1))
