from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# How a record that a condition is about leads to the lead or client that is judged.
WAY_BACK = {
    ("crm.lead", "sale.order"): "opportunity_id",
    ("res.partner", "crm.lead"): "partner_id.commercial_partner_id",
    ("res.partner", "sale.order"): "partner_id.commercial_partner_id",
}
# What of a fact identifies a record of these models.
KEYS = {"crm.lead": "lead_id", "res.partner": "client_id", "sale.order": "id"}
READ_FIELDS = {
    "crm.lead": ["client_sheet_id", "company_id", "partner_id", "referrer_id"],
    "dosmart.client.sheet": ["client_status_id", "payment_preference"],
    "res.partner": ["commercial_partner_id", "company_id", "own_sheet_id"],
    "sale.order": ["company_id", "contract_months", "opportunity_id", "partner_id", "state"],
}


class Fact(NamedTuple):
    """What rules judge a lead, client or order by."""

    id: int
    client_id: int | None
    lead_id: int | None
    company_id: int
    status_id: int | None
    payment: str | None
    has_referrer: bool


class OfferFacts(models.AbstractModel):
    """Gathers the facts of any number of leads, clients or orders in two statements."""

    _name = "dosmart.offer.facts"
    _description = "Facts That Offers Depend on"

    @api.model
    def _gather(self, subjects):
        """Return a :class:`Fact` per subject, in any order."""
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        sources = {
            "crm.lead": self._from_leads,
            "res.partner": self._from_partners,
            "sale.order": self._from_orders,
        }
        lead_id, is_referred, source = sources[subjects._name]()
        rows = self.env.execute_query(
            SQL(
                """SELECT subject.id, client.id, %s, COALESCE(subject.company_id, %s),
                          sheet.client_status_id, sheet.payment_preference, %s
                     FROM %s
                    WHERE subject.id = ANY(%s)""",
                lead_id,
                self.env.company.id,
                is_referred,
                source,
                list(subjects._ids),
            )
        )
        return [Fact._make(row) for row in rows]

    def _from_leads(self):
        source = """crm_lead subject
          LEFT JOIN res_partner partner ON partner.id = subject.partner_id
          LEFT JOIN res_partner client ON client.id = partner.commercial_partner_id
          LEFT JOIN dosmart_client_sheet sheet ON sheet.id = subject.client_sheet_id"""
        return SQL("subject.id"), SQL("subject.referrer_id IS NOT NULL"), SQL(source)

    def _from_partners(self):
        is_referred = """EXISTS (
            SELECT 1
              FROM crm_lead lead
              JOIN res_partner contact ON contact.id = lead.partner_id
             WHERE contact.commercial_partner_id = client.id AND lead.referrer_id IS NOT NULL)"""
        source = """res_partner subject
               JOIN res_partner client ON client.id = subject.commercial_partner_id
          LEFT JOIN dosmart_client_sheet sheet ON sheet.id = client.own_sheet_id"""
        return SQL("NULL::integer"), SQL(is_referred), SQL(source)

    def _from_orders(self):
        source = """sale_order subject
               JOIN res_partner partner ON partner.id = subject.partner_id
               JOIN res_partner client ON client.id = partner.commercial_partner_id
          LEFT JOIN crm_lead lead ON lead.id = subject.opportunity_id
          LEFT JOIN dosmart_client_sheet sheet
                 ON sheet.id = COALESCE(client.own_sheet_id, lead.client_sheet_id)"""
        return SQL("lead.id"), SQL("lead.referrer_id IS NOT NULL"), SQL(source)

    @api.model
    def _clients_under_contract(self, facts):
        """Return {(client id, company id)} of those that have a confirmed contract."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT partner.commercial_partner_id, contract.company_id
                     FROM sale_order contract
                     JOIN res_partner partner ON partner.id = contract.partner_id
                    WHERE contract.state = 'sale' AND contract.contract_months > 0
                      AND partner.commercial_partner_id = ANY(%s)""",
                list({fact.client_id for fact in facts if fact.client_id}),
            )
        )
        return set(rows)

    @api.model
    def _meeting(self, rule, subject_model, facts):
        """Return the ids of the subjects that meet the condition of *rule*: one search."""
        # sudo: a condition means the same for every user, whatever that user may read.
        records = self.env[rule.condition_model].sudo().with_context(active_test=False)
        way_back = WAY_BACK.get((subject_model, rule.condition_model))
        key = KEYS[subject_model if way_back else rule.condition_model]
        keys = {getattr(fact, key) for fact in facts} - {None}
        path = way_back or "id"
        found = records.search(rule._condition_domain() & Domain(path, "in", list(keys)))
        if rule.condition_model == "res.partner":
            found_ids = set(found._ids)
            return {fact.id for fact in facts if getattr(fact, key) in found_ids}
        # What happened in another company tells this one nothing.
        met = {
            (record.mapped(way_back).id if way_back else record.id, record.company_id.id)
            for record in found
        }
        return {
            fact.id
            for fact in facts
            if met & {(getattr(fact, key), fact.company_id), (getattr(fact, key), False)}
        }
