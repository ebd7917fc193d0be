import re

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

COMPARED = ["phone_sanitized", "email_normalized", "vat", "name", "birthdate_date"]
SHOWN_CONTACTS = 10


def vat_key(vat):
    """Return *vat* as it is compared: ``"xaxx-010101 000"`` is ``"XAXX010101000"``."""
    return re.sub("[^A-Z0-9]", "", vat.upper())


def vat_sql(alias):
    """Return what ``vat_key`` returns, in SQL; there is an index on it."""
    vat = SQL.identifier(alias, "vat")
    return SQL("regexp_replace(upper(%s), '[^A-Z0-9]', '', 'g')", vat)


def _person_sql(alias):
    """Return the name, whatever its accents, case, spaces and dots, with the birth date."""
    return SQL(
        r"""
        CASE WHEN %(born)s IS NOT NULL THEN
            regexp_replace(
                lower(normalize(%(name)s, NFKD)), '[\u0300-\u036f[:space:][:punct:]]', '', 'g'
            ) || ' ' || %(born)s
        END
        """,
        name=SQL.identifier(alias, "name"),
        born=SQL.identifier(alias, "birthdate_date"),
    )


class Duplicate(models.Model):
    """Contacts that may be one and the same client, with what they have in common (CS-10).

    Found anew at every look, among the contacts that the user may read in the current company.
    A row is known by its contacts: when these change, so does its id, and a button pressed on
    the older row is refused.
    """

    _name = "dosmart.duplicate"
    _description = "Possible Duplicates"
    _auto = False
    _order = "reason_count desc, contact_count desc, id"
    _depends = {
        "res.partner": [
            *COMPARED,
            *("active", "commercial_partner_id", "company_id", "parent_id", "partner_share"),
        ]
    }

    members = fields.Json(readonly=True, help="Technical: ids of all these contacts.")
    facts = fields.Json(readonly=True, help="Technical: {what they share: its value}.")
    partner_ids = fields.Many2many(
        "res.partner",
        string="Contacts",
        compute="_compute_partner_ids",
        search="_search_partner_ids",
        help="The first ten of these contacts; the oldest comes first.",
    )
    contact_count = fields.Integer("Number of Contacts", readonly=True)
    reason_count = fields.Integer("Number of Reasons", readonly=True)
    reason = fields.Char("Why", compute="_compute_reason")
    same_phone = fields.Boolean(readonly=True)
    same_email = fields.Boolean(readonly=True)
    same_vat = fields.Boolean("Same Tax ID", readonly=True)
    same_person = fields.Boolean("Same Name and Birth Date", readonly=True)
    is_dismissed = fields.Boolean("Not Duplicates", readonly=True)

    @property
    def _table_query(self):
        return self._sets(self._contacts_domain())

    @api.model
    def _contacts_domain(self):
        """Return which contacts are compared: clients of the current company, and shared ones.

        Those of our own staff are not; nor are two companies' contacts with each other.
        """
        # sudo: branches use the clients of the companies they belong to.
        companies = self.env.company.sudo().parent_ids.ids
        return Domain("company_id", "in", [False, *companies]) & Domain("partner_share", "=", True)

    @api.model
    def _sets(self, domain):
        """Return the query of this model's rows over the readable contacts in *domain*.

        Contacts of one company stand for one client: they share its phone and email by right.
        """
        contacts = self.env["res.partner"].with_context(active_test=True)._search(domain)
        return SQL(
            """
            SELECT ('x' || left(md5(members::text), 13))::bit(52)::bigint AS id,
                   to_jsonb(members) AS members, facts, reason_count,
                   cardinality(members) AS contact_count,
                   facts ? 'phone' AS same_phone, facts ? 'email' AS same_email,
                   facts ? 'vat' AS same_vat, facts ? 'person' AS same_person,
                   cardinality(members) * (cardinality(members) - 1) = (
                       SELECT count(*) FROM dosmart_distinct_partner_rel AS pair
                        WHERE pair.partner_id = ANY(members)
                          AND pair.distinct_partner_id = ANY(members)
                          AND pair.partner_id != pair.distinct_partner_id
                   ) AS is_dismissed
              FROM (
                SELECT members, jsonb_object_agg(reason, key) AS facts,
                       count(*)::int AS reason_count
                  FROM (
                    SELECT reason, key, array_agg(id ORDER BY id) AS members
                      FROM (%s) AS member
                     GROUP BY reason, key
                    HAVING count(*) > 1
                  ) AS shared
                 GROUP BY members
              ) AS sets
            """,
            self._members(contacts),
        )

    @api.model
    def _members(self, contacts):
        """Return the query (reason, key, id) of one contact per client and shared value."""
        return SQL(
            """
            SELECT reason, key, COALESCE(min(id) FILTER (WHERE id = family), min(id)) AS id
              FROM (
                SELECT contact.id, fact.*
                  FROM res_partner AS contact
                  LEFT JOIN res_partner AS client ON client.id = contact.commercial_partner_id
                  LEFT JOIN res_partner AS holding ON holding.id = client.parent_id
                 CROSS JOIN LATERAL (
                    SELECT COALESCE(holding.commercial_partner_id, client.id, contact.id) AS family
                 ) AS whole
                 CROSS JOIN LATERAL (VALUES
                    ('phone', contact.phone_sanitized, family),
                    ('email', contact.email_normalized, family),
                    ('vat', %(vat)s, family),
                    ('person', %(person)s, contact.id)
                 ) AS fact(reason, key, family)
                 WHERE contact.id IN %(contacts)s
                   AND key != ''
                   AND NOT (reason = 'vat' AND (length(key) = 1 OR key = ANY(%(generic)s)))
              ) AS facts
             GROUP BY reason, key, family
            """,
            vat=vat_sql("contact"),
            person=_person_sql("contact"),
            contacts=contacts.subselect(),
            generic=self._generic_vats(),
        )

    @api.model
    def _generic_vats(self):
        """Return the tax ids that say nothing, as the administrator listed them."""
        # sudo: a setting of the company, the same for everybody.
        return [vat_key(vat) for vat in (self.env.company.sudo().generic_vats or "").split(",")]

    @api.depends("members")
    def _compute_partner_ids(self):
        # sudo: the query found only what the user may read; asking again costs a query per row.
        for duplicate in self.sudo():
            duplicate.partner_ids = duplicate.members[:SHOWN_CONTACTS]

    def _search_partner_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        found = Domain("id", "in", value) if operator == "in" else Domain(value)
        found = self.env["res.partner"]._search(found)
        return Domain.custom(
            to_sql=lambda _model, alias, _query: SQL(
                "EXISTS (SELECT FROM jsonb_array_elements(%s) AS member WHERE member::int IN %s)",
                SQL.identifier(alias, "members"),
                found.subselect(),
            )
        )

    @api.depends("facts")
    @api.depends_context("lang")
    def _compute_reason(self):
        labels = {
            "phone": self.env._("Phone"),
            "email": self.env._("Email"),
            "vat": self.env._("Tax ID"),
        }
        for duplicate in self:
            shared = [
                f"{label} {duplicate.facts[key]}"
                for key, label in labels.items()
                if key in duplicate.facts
            ]
            if "person" in duplicate.facts:
                shared.append(self.env._("Name and birth date"))
            duplicate.reason = " · ".join(shared)

    @api.depends("members")
    def _compute_display_name(self):
        for duplicate in self:
            duplicate.display_name = ", ".join(duplicate.partner_ids.mapped("display_name"))
