from odoo import api, fields, models
from odoo.tools import SQL

from .document_form import DOCUMENT_KINDS

SOURCES = [
    ("typed", "What the Salesperson Notes"),
    ("document", "Document Sent"),
    ("document_again", "Document Sent Again"),
    ("quotation", "First Quotation or Offer Sent"),
    ("invoice", "First Invoice Issued"),
    ("service", "Service Installed"),
    ("retry", "Retry Date of the Refusal"),
    ("contact", "Last Contact with the Client"),
]


class DealDateKind(models.Model):
    """A date that every deal has, planned and actual: minutes sent, invoice issued… (spec SP-3).

    What Odoo knows by itself is a source: a value of ``source`` and a method
    ``_actual_sql_<source>``, ``_planned_sql_<source>`` or both. They return an SQL expression of a
    date for the deal ``lead``; see ``deal_date_facts.py``.
    """

    _name = "dosmart.deal.date.kind"
    _description = "Kind of Date of an Opportunity"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    help = fields.Text("What It Is For", translate=True, help="Shown to the salesperson.")
    source = fields.Selection(
        SOURCES,
        "Takes Place with",
        required=True,
        default="typed",
        help="Odoo notes the actual day by itself where it knows it. Whatever it does not know, "
        "the salesperson types. The last contact is counted on: the client must hear of us again "
        "within the days that the status of the client allows.",
    )
    document_kind = fields.Selection(DOCUMENT_KINDS, "Document", default="minutes")
    client_sees = fields.Boolean(
        "Shown to the Client", help="On the page with which the client follows the deal."
    )
    client_name = fields.Char(
        "As the Client Reads It", translate=True, help="Empty: the name, as for us."
    )
    tells_client = fields.Boolean(
        "Tell the Client When It Moves",
        help="Whoever follows the deal gets an email when the planned day changes.",
    )

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "There is already a kind of date with this name."
    )

    @api.model
    def _date_sql(self, what):
        """Return the SQL expression of the date that Odoo knows of ``kind`` and ``lead``.

        :param what: ``planned`` or ``actual``
        """
        names = {key: f"_{what}_sql_{key}" for key, _label in self._fields["source"].selection}
        cases = [
            SQL("WHEN %s THEN (%s)", key, getattr(self, name)())
            for key, name in names.items()
            if hasattr(self, name)
        ]
        return SQL("CASE kind.source %s END", SQL(" ").join(cases)) if cases else SQL("NULL::date")

    @api.model
    def _local_day_sql(self, column):
        """Return the SQL expression of the user's day of *column*, a moment in UTC."""
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, self.env.tz.zone)
