from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .client_sheet_mixin import SALES
from .duplicate import COMPARED, vat_key, vat_sql


class Duplicate(models.Model):
    _inherit = "dosmart.duplicate"

    @api.model
    def _others_like(self, partners):
        """Return {id: ids of the contacts that may be the same client} for some of *partners*."""
        partners.flush_model(COMPARED)
        query = SQL(
            "SELECT members FROM (%s) AS sets WHERE NOT is_dismissed",
            self._sets(self._contacts_domain() & self._alike_domain(partners)),
        )
        others = {}
        for (members,) in self.env.execute_query(query):
            for member in set(partners.ids) & set(members):
                others.setdefault(member, set()).update(set(members) - {member})
        return others

    @api.model
    def _alike_domain(self, partners):
        """Return a domain of the contacts that share a value with *partners*, found by index."""
        vats = {vat_key(vat) for vat in partners.mapped("vat") if vat}
        vats = list(vats.difference(self._generic_vats(), [""]))  # too many share these
        return Domain.OR(
            Domain(name, "in", [value for value in partners.mapped(name) if value])
            for name in ("phone_sanitized", "email_normalized", "birthdate_date")
        ) | Domain.custom(
            to_sql=lambda _model, alias, _query: SQL("%s = ANY(%s)", vat_sql(alias), vats)
        )


class ResPartner(models.Model):
    """A contact says on its form how many others may be the same client."""

    _inherit = "res.partner"

    duplicate_count = fields.Integer(
        "Possible Duplicates",
        compute="_compute_duplicate_count",
        groups=SALES,
        help="How many other contacts share phone, email, tax ID, or name and birth date.",
    )

    _phone_sanitized_idx = models.Index("(phone_sanitized) WHERE phone_sanitized IS NOT NULL")
    _email_normalized_idx = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")
    _birthdate_date_idx = models.Index("(birthdate_date) WHERE birthdate_date IS NOT NULL")
    _vat_key_idx = models.Index(
        "(regexp_replace(upper(vat), '[^A-Z0-9]', '', 'g')) WHERE vat IS NOT NULL"
    )

    def _compute_duplicate_count(self):
        others = self.env["dosmart.duplicate"]._others_like(self._origin)
        for partner in self:
            partner.duplicate_count = len(others.get(partner._origin.id, ()))

    def action_view_duplicates(self):
        """Open the possible duplicates of this contact."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("dosmart_crm.duplicate_action")
        return action | {"domain": [("partner_ids", "in", self.ids)]}
