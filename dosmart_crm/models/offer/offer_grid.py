from collections import defaultdict

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.fields import Domain


class OfferRule(models.Model):
    """The rules as a grid, offers down and statuses across, one click per cell (spec OF-3).

    A click gives an offer to a status always and to all, or takes that back. What a cell shows
    comes from the same ``_by_status`` that judges clients. A rule with an occasion or condition
    is never touched from the grid: it opens in its form.
    """

    _inherit = "dosmart.offer.rule"

    @api.model
    def get_grid(self):
        """Return what the component ``OfferGrid`` shows to this user.

        :return: columns (statuses) and rows (offers of the current companies) in their order;
            cells {offer id: {status id: cell}}, left out where nothing is given; and whether
            the user may click on cells (can_toggle) and on statuses (can_inherit)
        """
        self.check_access("read")
        self = self.with_context(active_test=True)
        statuses = self.env["dosmart.client.status"].search([])
        companies = [False, *self.env.companies.ids]
        offers = self.env["dosmart.offer"].search(Domain("company_id", "in", companies))
        return {
            "columns": [status._grid_column() for status in statuses],
            "rows": [offer._grid_row() for offer in offers],
            "cells": self._grid_cells(statuses, offers),
            "can_toggle": self.has_access("create") and self.has_access("unlink"),
            "can_inherit": statuses.has_access("write"),
        }

    @api.model
    def set_grid_cell(self, offer_id, status_id, given):
        """Let the status give the offer always and to all, or not; return the new grid.

        It says what shall be, not what to change: twice, or two people at once, is once.
        """
        self.check_access("create")
        self.check_access("unlink")
        offer = self._grid_record("dosmart.offer", offer_id)
        status = self._grid_record("dosmart.client.status", status_id)
        rules = self.search(Domain("offer_id", "=", offer.id) & Domain("status_id", "=", status.id))
        rules._refuse_limited()
        if given and not rules:
            self._create_once({"offer_id": offer.id, "status_id": status.id})
        elif not given:
            rules.unlink()
        return self.get_grid()

    def _grid_record(self, model, record_id):
        records = self.env[model].with_context(active_test=True)
        record = records.search(Domain("id", "=", record_id)) if type(record_id) is int else records
        if not record:
            raise UserError(
                self.env._(
                    "This offer or status was archived or deleted, or belongs to another "
                    "company. Reload the page."
                )
            )
        return record

    def _refuse_limited(self):
        if any(rule._limits() for rule in self):
            raise UserError(
                self.env._(
                    "“%(status)s” gives “%(offer)s” by a rule with an occasion or condition. "
                    "Open that rule to change or remove it.",
                    status=self.status_id.name,
                    offer=self.offer_id.name,
                )
            )

    def _create_once(self, values):
        try:
            with self.env.cr.savepoint():
                self.create(values)
        except UniqueViolation as error:
            # Somebody else gave it a moment ago: Odoo repeats the request, which finds it.
            raise ConcurrencyError from error

    def _grid_cells(self, statuses, offers):
        by_status, shown = self._by_status(), set(offers.ids)
        cells = defaultdict(dict)
        for status in statuses:
            ways_to = defaultdict(list)
            for rule, source in by_status[status.id]:
                ways_to[rule.offer_id.id].append((rule, source))
            for offer_id in ways_to.keys() & shown:
                cells[offer_id][status.id] = self._grid_cell(ways_to[offer_id])
        return cells

    def _grid_cell(self, ways):
        """Return the cell of *ways*, [(rule, status it is inherited from, or none)]."""
        own = [rule for rule, source in ways if not source]
        rules = own or [rule for rule, _source in ways]
        limits = [rule._limits() for rule in rules]
        state = "own" if own else "inherited"
        if all(rule.condition_error for rule in rules):
            state += "_broken"
        # Own rules are what a click would remove; inherited ones count by their effect.
        elif any(limits) if own else all(limits):
            state += "_limited"
        return {
            "state": state,
            "label": ", ".join(_unique(limit for names in limits for limit in names)),
            "source": self._grid_source(_unique(s.name for _rule, s in ways if s), bool(own)),
            "tooltip": " ".join(_unique(rule._grid_sentence(source) for rule, source in ways)),
            "rule_ids": [rule.id for rule in own],
        }

    def _grid_source(self, names, own):
        if not names:
            return ""
        if own:
            return self.env._("also from %(statuses)s", statuses=", ".join(names))
        return self.env._("from %(statuses)s", statuses=", ".join(names))

    def _grid_sentence(self, source):
        """Return how this rule gives its offer, e.g. *Earned by the status “Loyal”.*"""
        if self.condition_error:
            return self.env._(
                "Nobody gets it from “%(status)s”: the condition of that rule can no longer be "
                "read. Open the rule to correct it.",
                status=self.status_id.name,
            )
        merit = self._merit(source)
        if limits := self._limits():
            return merit + " " + self.env._("Only: %(limits)s.", limits=", ".join(limits))
        return merit

    def _limits(self):
        """Return what narrows this rule, in the user's language; nothing if it always holds."""
        limits = []
        if self.occasion != "any":
            occasions = dict(self._fields["occasion"]._description_selection(self.env))
            limits.append(occasions[self.occasion])
        if self.condition_error:
            limits.append(self.env._("Condition that can no longer be read"))
        elif self._is_conditional():
            limits.append(self.env._("Condition on the %(model)s", model=self._condition_label()))
        return limits


class ClientStatus(models.Model):
    _inherit = "dosmart.client.status"

    def _grid_column(self):
        note = ""
        if names := self.inherited_status_ids.mapped("name"):
            note = self.env._("Everything of %(statuses)s", statuses=", ".join(names))
        return {"id": self.id, "label": self.name, "note": note}


class Offer(models.Model):
    _inherit = "dosmart.offer"

    def _grid_row(self):
        """Return the row: why nobody gets this offer now (muted), or who alone does, if so."""
        # sudo: the grid says the same to all who see the offer, also of products they do not.
        offer = self.sudo()
        closed = [reason for reason in (offer._date_failure(), offer._product_failure()) if reason]
        return {
            "id": self.id,
            "label": self.name,
            "note": " ".join(closed) or self._grid_note(),
            "muted": bool(closed),
        }

    def _grid_note(self):
        notes = [self.company_id.name] if len(self.env.companies) > 1 and self.company_id else []
        if self.payment_condition != "any":
            payment = self._fields["payment_condition"]
            choices = dict(payment._description_selection(self.env))
            label = payment._description_string(self.env)
            notes.append(f"{label}: {choices[self.payment_condition]}")
        return " · ".join(notes)


def _unique(names):
    return dict.fromkeys(names)
