from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .client_value_history import CLASSES

ABSENT = "absent"  # no class on that day: not valued yet
QUARTER = 3


class ClientValue(models.Model):
    """Who was in which class on one day and is in which on another (spec SG-7)."""

    _inherit = "dosmart.client.value"

    @api.model
    def get_migration(self, domain, dimension=None, day_from=None, day_to=None):
        """Return what the component ``MigrationGrid`` shows of the clients in *domain*.

        :param dimension: which class, ABC if empty
        :param day_from: then; a quarter before *day_to* if empty, or when the history begins
        :param day_to: now; today if empty
        :return: what was chosen, what can be, and the grid: rows (classes then), columns (now)
        """
        dimension = self._migration_dimension(dimension or "abc")
        first_day = self._first_known_day()
        day_from, day_to = self._migration_days(day_from, day_to, first_day)
        clients = self._migration_clients(domain)
        counts = self._migration_counts(clients, dimension, day_from, day_to) if first_day else []
        return {
            "dimension": dimension,
            "dimensions": [(name, self._dimension_label(name)) for name in CLASSES],
            "day_from": fields.Date.to_string(day_from),
            "day_to": fields.Date.to_string(day_to),
            "first_day": first_day and fields.Date.to_string(first_day),
            "rows": self._migration_heads(dimension, [(then, n) for then, _now, n in counts]),
            "columns": self._migration_heads(dimension, [(now, n) for _then, now, n in counts]),
            "cells": self._migration_cells(dimension, counts),
            "count": sum(number for _then, _now, number in counts),
        }

    @api.model
    def action_view_migration(self, domain, dimension, day_from, day_to, then=None, now=None):
        """Open the clients of a cell; of a row without *now*, of a column without *then*."""
        dimension = self._migration_dimension(dimension)
        days = self._migration_days(day_from, day_to, None)
        labels = self._migration_labels(dimension, {then, now} - {None, False})
        found = self._migration_clients(domain)
        for key, day in zip((then, now), days, strict=True):
            found &= self._was_domain(dimension, key, day) if key else Domain.TRUE
        shown = " → ".join(labels[key] for key in (then, now) if key)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "dosmart_loyalty.client_value_action"
        )
        name = f"{self._dimension_label(dimension)}: {shown}"
        return action | {"name": name, "domain": list(found), "context": {}}

    def _migration_clients(self, domain):
        return Domain(domain) & Domain("company_id", "=", self.env.company.id)

    def _migration_dimension(self, name):
        """Return *name*, which came from a browser, if it is one of the classes that are kept."""
        if name not in CLASSES:
            raise UserError(
                self.env._(
                    "The history keeps no class “%s”. Reload the page and choose another.", name
                )
            )
        return name

    def _migration_labels(self, dimension, keys):
        """Return {class: its name}; *keys* came from a browser, and are to be among them."""
        labels = dict(self._class_labels(dimension))
        if unknown := keys - set(labels):
            raise UserError(
                self.env._(
                    "%(dimension)s has no class “%(class)s”. Reload the page and choose another.",
                    dimension=self._dimension_label(dimension),
                    **{"class": unknown.pop()},
                )
            )
        return labels

    def _migration_days(self, day_from, day_to, first_day):
        """Return both days, the earlier first; what is empty is a quarter ago, and today."""
        today = fields.Date.context_today(self)
        day_to = fields.Date.to_date(day_to) or today
        day_from = fields.Date.to_date(day_from) or max(
            fields.Date.subtract(day_to, months=QUARTER), min(first_day or day_to, day_to)
        )
        if day_from > day_to:
            raise UserError(
                self.env._(
                    "The first day, %(first)s, comes after the second, %(second)s. Choose an "
                    "earlier one.",
                    first=format_date(self.env, day_from),
                    second=format_date(self.env, day_to),
                )
            )
        return day_from, day_to

    def _first_known_day(self):
        """Return the first day of the company's history that the user may read, or False."""
        history = self.env["dosmart.client.value.history"]
        ours = Domain("value_id", "in", self._search(self._migration_clients([])))
        ((first,),) = history._read_group(ours, [], ["valid_from:min"])
        return first

    def _migration_counts(self, clients, dimension, day_from, day_to):
        """Return (class then, class now, number of clients) of all that have any."""
        return self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(earlier.class, %(absent)s) AS before,
                       COALESCE(later.class, %(absent)s) AS after, count(*)
                  FROM (%(earlier)s) AS earlier
             FULL JOIN (%(later)s) AS later USING (value_id)
                 GROUP BY 1, 2
                """,
                absent=ABSENT,
                earlier=self._class_query(clients, dimension, day_from),
                later=self._class_query(clients, dimension, day_to),
            )
        )

    def _class_query(self, clients, dimension, day):
        """Return the query of each client and its class on *day*, by the rights of the user."""
        history = self.env["dosmart.client.value.history"]
        ours = Domain("value_id", "in", self._search(clients))
        query = history._search(history._as_of_domain(day) & ours)
        return query.select(
            history._field_to_sql(query.table, "value_id", query),
            SQL("%s::text AS class", history._field_to_sql(query.table, dimension, query)),
        )

    def _was_domain(self, dimension, key, day):
        """Return which clients were of class *key* on *day*."""
        history = self.env["dosmart.client.value.history"]
        as_of = history._as_of_domain(day)
        if key == ABSENT:
            return ~Domain("history_ids", "any", as_of)
        value = int(key) if key.isdigit() else key
        return Domain("history_ids", "any", as_of & Domain(dimension, "=", value))
