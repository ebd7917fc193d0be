from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class Verdict(NamedTuple):
    """Whether a client gets an offer, and why (not); *inherited_from* is a status or empty."""

    offer: models.BaseModel
    rule: models.BaseModel
    eligible: bool
    reason: str
    inherited_from: models.BaseModel


class Profile(NamedTuple):
    """All that verdicts depend on; clients with equal profiles share them."""

    status_id: int | None
    company_id: int
    payment: str | None
    has_contract: bool
    has_referrer: bool
    met_rule_ids: frozenset


class OfferRule(models.Model):
    """The engine: which offers which clients get, and why (spec OF-4)."""

    _inherit = "dosmart.offer.rule"

    @api.model
    def _evaluate(self, subjects):
        """Judge all offers for leads, clients or orders; the statements do not grow with them.

        An offer reached in several ways is judged once: an eligible rule wins, then the
        status's own rule over an inherited one. Archived offers and those of other companies
        are left out.

        :return: {subject: (Verdict, …)} in the order of the catalogue
        """
        # sudo: offers and rules judge the same for every user.
        rules = self.sudo().with_context(active_test=True)
        facts = self.env["dosmart.offer.facts"]._gather(subjects) if subjects else ()
        if not any(fact.status_id for fact in facts):
            return dict.fromkeys(subjects, ())
        by_status = rules._by_status()
        profiles = rules._profiles(subjects._name, facts)
        verdicts = {
            profile: rules._judge(profile, by_status.get(profile.status_id, []))
            for profile in set(profiles.values())
        }
        return {s: verdicts[profiles[s.id]] for s in subjects if s.id in profiles}

    def _by_status(self):
        """Return {status id: [(rule, status it is inherited from, or none)]}, own rules first."""
        statuses = self.env["dosmart.client.status"].with_context(active_test=False).search([])
        rules = self.search(Domain("offer_id.active", "=", True)).grouped("status_id")
        none = statuses.browse()
        by_status = {}
        for status in statuses.with_context(active_test=True):
            ways = [(status, none), *((inherited, inherited) for inherited in status._inherited())]
            by_status[status.id] = [
                (rule, source) for owner, source in ways for rule in rules.get(owner, ())
            ]
        return by_status

    def _profiles(self, subject_model, facts):
        """Return {subject id: Profile}."""
        gatherer = self.env["dosmart.offer.facts"]
        contracts = gatherer._clients_under_contract(facts)
        met = {}
        for rule in self.search(Domain("condition_model", "!=", False)):
            if rule._is_conditional():
                for subject_id in gatherer._meeting(rule, subject_model, facts):
                    met.setdefault(subject_id, set()).add(rule.id)
        frozen = {subject_id: frozenset(rule_ids) for subject_id, rule_ids in met.items()}
        nothing = frozenset()
        return {
            fact.id: Profile(
                fact.status_id,
                fact.company_id,
                fact.payment,
                (fact.client_id, fact.company_id) in contracts,
                fact.has_referrer,
                frozen.get(fact.id, nothing),
            )
            for fact in facts
        }

    def _judge(self, profile, ways):
        """Return the verdicts of the clients with *profile*, best way to each offer only."""
        best = {}
        for rule, source in ways:
            offer = rule.offer_id
            if offer.company_id.id not in (False, profile.company_id):
                continue
            failures = [*offer._failures(profile.payment), *rule._failures(profile)]
            if offer not in best or (not failures and not best[offer].eligible):
                reason = " ".join(failures) or rule._merit(source)
                best[offer] = Verdict(offer, rule, not failures, reason, source)
        return tuple(best[offer] for offer in sorted(best, key=lambda o: (o.sequence, o.id)))

    def _merit(self, source):
        if source:
            return self.env._("Inherited from “%(status)s”.", status=source.name)
        return self.env._("Earned by the status “%(status)s”.", status=self.status_id.name)

    def _failures(self, profile):
        """Return why *profile* does not fulfil this rule, in the user's language."""
        failures = [getattr(self, f"_occasion_failure_{self.occasion}")(profile)]
        if self.condition_error:
            failures.append(
                self.env._(
                    "Its condition on the %(model)s can no longer be read. An administrator "
                    "must correct it in CRM, Configuration, DOSmart, Offer Rules.",
                    model=self._condition_label(),
                )
            )
        elif self._is_conditional() and self.id not in profile.met_rule_ids:
            failures.append(
                self.env._(
                    "Its condition on the %(model)s is not met.", model=self._condition_label()
                )
            )
        return [failure for failure in failures if failure]

    def _condition_label(self):
        labels = dict(self._fields["condition_model"]._description_selection(self.env))
        return labels[self.condition_model].lower()

    def _occasion_failure_any(self, _profile):
        return None

    def _occasion_failure_first(self, profile):
        if profile.has_contract:
            return self.env._("Only for the first contract; this client already has one.")
        return None

    def _occasion_failure_renewal(self, profile):
        if not profile.has_contract:
            return self.env._("Only on renewal; this client has no contract yet.")
        return None

    def _occasion_failure_referral(self, profile):
        if not profile.has_referrer:
            return self.env._(
                "Only for a referral; nobody is named who referred this client. Name that client "
                "as “Referring Client” on the page Offers of the opportunity."
            )
        return None


class Offer(models.Model):
    _inherit = "dosmart.offer"

    def _failures(self, payment):
        """Return why nobody, or nobody who pays by *payment*, gets this offer now."""
        failures = [self._date_failure(), self._product_failure(), self._payment_failure(payment)]
        return [failure for failure in failures if failure]

    def _date_failure(self):
        today = fields.Date.context_today(self)
        if self.date_from and today < self.date_from:
            return self.env._("Starts on %(date)s.", date=format_date(self.env, self.date_from))
        if self.date_to and today > self.date_to:
            return self.env._("Ended on %(date)s.", date=format_date(self.env, self.date_to))
        return None

    def _product_failure(self):
        archived = (self.product_id | self.replaced_product_id).filtered(lambda p: not p.active)
        if archived:
            names = ", ".join(archived.mapped("display_name"))
            return self.env._("The product “%(product)s” is archived.", product=names)
        return None

    def _payment_failure(self, payment):
        if self.payment_condition in ("any", payment):
            return None
        if not payment:
            return self.env._("How this client pays is not known yet: fill it in on the sheet.")
        if self.payment_condition == "financing":
            return self.env._("Needs payment by financing; this client pays cash.")
        return self.env._("Needs payment in cash; this client pays by financing.")
