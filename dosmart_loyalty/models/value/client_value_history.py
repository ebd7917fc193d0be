from odoo import api, fields, models
from odoo.fields import Domain

from .classes import ABC, HABITS, LIFE_CYCLES, STAGES, XYZ
from .client_value import UncheckedMany2one

# What makes a new row when it changes.
CLASSES = (
    *("life_cycle", "abc", "xyz", "habit", "stage"),
    *("recency_score", "frequency_score", "monetary_score"),
)


class ClientValueHistory(models.Model):
    """The classes of a client from one day to another, both included; no end: until now."""

    _name = "dosmart.client.value.history"
    _description = "Client Value History"
    _order = "valid_from desc, id desc"
    _rec_name = "value_id"
    _log_access = False

    value_id = UncheckedMany2one("dosmart.client.value", "Client", required=True, readonly=True)
    partner_id = fields.Many2one(related="value_id.partner_id")
    company_id = fields.Many2one(related="value_id.company_id")
    user_id = fields.Many2one(related="value_id.user_id")
    valid_from = fields.Date(required=True, readonly=True)
    valid_to = fields.Date(readonly=True, help="Last day. Empty: still so.")
    as_of = fields.Date(
        "Valid On",
        compute="_compute_as_of",
        search="_search_as_of",
        help="Search for a day to see what clients were on it.",
    )
    life_cycle = fields.Selection(LIFE_CYCLES, readonly=True, required=True)
    abc = fields.Selection(ABC, "ABC", readonly=True, required=True)
    xyz = fields.Selection(XYZ, "XYZ", readonly=True, required=True)
    habit = fields.Selection(HABITS, "Purchase Frequency", readonly=True, required=True)
    stage = fields.Selection(STAGES, "Development Stage", readonly=True, required=True)
    recency_score = fields.Integer("Recency", readonly=True, aggregator="avg")
    frequency_score = fields.Integer("Frequency", readonly=True, aggregator="avg")
    monetary_score = fields.Integer("Monetary", readonly=True, aggregator="avg")

    _value_idx = models.Index("(value_id, valid_from)")
    _not_backwards = models.Constraint(
        "CHECK(valid_to >= valid_from)", "A row of the history ends on its first day or later."
    )

    def _compute_as_of(self):
        """Leave it empty: it is there to search for, a row is valid on many days."""
        self.as_of = False

    def _search_as_of(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._as_of_domain(day) for day in value if day)

    @api.autovacuum
    def _gc_of_deleted_clients(self):
        """Drop what is left of clients that were deleted."""
        self.env.cr.execute(
            """
            DELETE FROM dosmart_client_value_history AS history
             WHERE NOT EXISTS (SELECT FROM dosmart_client_value WHERE id = history.value_id)
            """
        )

    @api.model
    def _as_of_domain(self, day):
        """Return which rows say what the clients were on *day*."""
        return Domain("valid_from", "<=", day) & (
            Domain("valid_to", "=", False) | Domain("valid_to", ">=", day)
        )

    @api.model
    def _client_domain(self, clients):
        return Domain("value_id.partner_id", "in", clients.ids)
