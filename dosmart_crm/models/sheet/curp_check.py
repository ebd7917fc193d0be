"""The CURP, the number of a person in Mexico, is checked wherever it comes from (AF-6)."""

from stdnum.mx import curp as curp_number

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .rfc_check import JOINED, MEXICO


class ResPartner(models.Model):
    """People in Mexico, and those without country, have a valid CURP or a manager says why not.

    It is stored in capitals without spaces and dashes. What a manager confirmed is that number
    alone: another one is checked again.
    """

    _inherit = "res.partner"

    curp = fields.Char(
        "CURP",
        inverse="_inverse_curp",
        copy=False,
        groups="sales_team.group_sale_salesman",
        help="Clave Única de Registro de Población: 18 signs, as on the identity card.",
    )
    curp_exception_reason = fields.Char(
        "Why This CURP Is Right",
        inverse="_inverse_curp_exception_reason",
        copy=False,
        tracking=True,
        groups="sales_team.group_sale_manager",
        help="A CURP that fails the check is taken once a manager says here how it was verified.",
    )
    curp_confirmed = fields.Char(copy=False, groups=fields.NO_ACCESS)

    def _inverse_curp(self):
        for partner in self.filtered("curp"):
            number = curp_number.compact(partner.curp)
            if number != partner.curp:
                partner.curp = number

    def _inverse_curp_exception_reason(self):
        # sudo: nobody writes the number itself; only managers get here, by the field's groups.
        for partner in self.sudo():
            partner.curp_confirmed = partner.curp_exception_reason and curp_number.compact(
                partner.curp or ""
            )

    @api.constrains("country_id", "curp", "curp_exception_reason")
    def _check_curp(self):
        if self.env.context.get("rfc_check") is JOINED:
            return
        # sudo: which number was confirmed is for nobody to read.
        for partner in self.sudo().filtered("curp"):
            if partner.country_id.code not in (False, MEXICO):
                continue
            if partner.curp != partner.curp_confirmed and not curp_number.is_valid(partner.curp):
                raise ValidationError(
                    self.env._(
                        "%(number)s of %(name)s is no valid CURP: it has 18 signs, with the birth "
                        "date, H or M, the state, and a last digit that matches the others. "
                        "Correct it. If it is right, a sales manager can say why on the contact.",
                        number=partner.curp,
                        name=partner.name,
                    )
                )
