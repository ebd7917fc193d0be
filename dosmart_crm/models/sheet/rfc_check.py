"""The Mexican tax ID (RFC) of leads and contacts is checked wherever it comes from (AF-6)."""

from stdnum import exceptions
from stdnum.mx import rfc

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

MEXICO = "MX"
GENERIC = ("XAXX010101000", "XEXX010101000")  # sales to the public, to foreigners
NO_TAX_ID = "/"  # Odoo's way to say that somebody has none
# In the context: the numbers were taken when they were typed, and are only put elsewhere. An
# object, which no browser can send.
JOINED = object()


def _why_refused(number):
    """Return the kind of error of *number*, which is compact, or None if it is a full RFC.

    The 10 signs without homoclave pass stdnum, for they have no check digit; no invoice takes them.
    """
    if number in GENERIC:
        return None
    try:
        rfc.validate(number, validate_check_digits=True)
    except exceptions.ValidationError as error:
        return type(error)
    return None if len(number) > 10 else exceptions.InvalidLength


class ResPartner(models.Model):
    """Contacts in Mexico, and in a Mexican company those without country, have a valid RFC.

    In a company that says it is elsewhere, contacts without country have any tax ID, as in Odoo;
    only what has the form of an RFC is checked as one. With or without ``base_vat``, an RFC is
    stored in capitals without spaces and dashes, and checked when it or the country is written,
    never otherwise: a wrong one of old blocks no other change.
    """

    _inherit = "res.partner"

    # The names that base_vat uses, so that the check runs once.
    vat = fields.Char(inverse="_inverse_vat")
    country_id = fields.Many2one(inverse="_inverse_vat")

    def _inverse_vat(self):
        self._check_vat()

    def _check_vat(self, validation="error"):
        """Check clients and those contacts whose number is not simply that of their company."""
        if self.env.context.get("rfc_check") is JOINED:
            return None
        numbered = self.filtered("vat")
        checked = numbered.filtered(
            lambda p: not p.parent_id or p.vat != p.commercial_partner_id.vat or p.is_company
        )
        return super(ResPartner, checked)._check_vat(validation=validation)

    @api.model
    def _run_vat_checks(self, country, vat, partner_name="", validation="error"):
        """Check an RFC here, for Odoo has no check digit and refuses what a manager confirmed."""
        number = rfc.compact(vat or "")
        if not vat or vat == NO_TAX_ID or not self._has_rfc(country, number):
            return super()._run_vat_checks(country, vat, partner_name, validation)
        refused = validation and number and _why_refused(number)
        if not refused or self.env["dosmart.rfc.exception"]._is_confirmed(number):
            return number, MEXICO
        if validation == "setnull":
            return "", MEXICO
        raise ValidationError(self._rfc_error(number, partner_name, refused))

    @api.model
    def _has_rfc(self, country, number):
        """Return whether *number* is to be taken for an RFC."""
        if country:
            return country.code == MEXICO
        home = self.env.company.country_id
        return not home or home.code == MEXICO or rfc.is_valid(number)

    @api.model
    def _rfc_error(self, number, name, refused):
        return self.env._(
            "%(number)s of %(name)s is no valid RFC: %(reason)s. Correct it; if the taxes are paid "
            "in another country, set the country. If the number is right, a sales manager can "
            "confirm it with the action Confirm an Unusual RFC.",
            number=number,
            name=name or self.env._("this contact"),
            reason=self._rfc_reason(refused),
        )

    @api.model
    def _rfc_reason(self, refused):
        if refused is exceptions.InvalidLength:
            return self.env._("it needs 12 characters for a company, 13 for a person")
        if refused is exceptions.InvalidChecksum:
            return self.env._("its last sign does not match the others, so one is mistyped")
        if refused is exceptions.InvalidComponent:
            return self.env._("its letters, its date or its last 3 signs cannot be")
        return self.env._("it needs 3 or 4 letters, 6 digits of a date and 3 more signs")

    @api.model
    def _unusual_rfc(self, vat):
        """Return *vat* as it is stored, or say why nobody has to confirm it."""
        number = rfc.compact(vat or "")
        if not number:
            raise UserError(self.env._("Type the RFC that you want to confirm."))
        if not _why_refused(number):
            raise UserError(
                self.env._(
                    "%(number)s is a valid RFC. Type it on the contact or lead itself.",
                    number=number,
                )
            )
        return number

    def _take_answers(self, values, other):
        joining = self.with_context(rfc_check=JOINED)
        return super(ResPartner, joining)._take_answers(values, other)


class CrmLead(models.Model):
    """An unlinked lead has its own tax ID; that of a linked one is the client's."""

    _inherit = "crm.lead"

    def _inverse_partner_facts(self):
        done = super()._inverse_partner_facts()
        for lead in self.filtered(lambda lead: not lead.partner_id and lead.vat):
            number = lead._run_vat_checks(validation=False)
            if number != lead.vat:
                lead.vat = number
        return done

    @api.constrains("vat", "country_id")
    def _check_vat(self):
        if self.env.context.get("rfc_check") is JOINED:
            return
        unlinked = self.filtered(lambda lead: not lead.partner_id)
        # sudo: who may not read the tax ID may still change the country.
        for lead in unlinked.sudo().filtered("vat"):
            lead._run_vat_checks()

    def _run_vat_checks(self, validation="error"):
        """Return the tax ID as it should be stored, see ``res.partner``."""
        partners, name = self.env["res.partner"], self.contact_name or self.name
        return partners._run_vat_checks(self.country_id, self.vat, name, validation)[0]

    def _take_answers(self, values, other):
        joining = self.with_context(rfc_check=JOINED)
        return super(CrmLead, joining)._take_answers(values, other)


class MergePartner(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        joining = dst_partner.with_context(rfc_check=JOINED)
        return super()._update_values(src_partners, joining)
