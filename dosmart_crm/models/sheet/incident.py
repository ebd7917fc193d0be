from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IncidentKind(models.Model):
    """What can happen to a client: theft, fire … The list is the administrator's."""

    _name = "dosmart.incident.kind"
    _description = "Kind of Unwanted Event"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)


class Incident(models.Model):
    """One unwanted event in the client's history, told to us in the visit."""

    _name = "dosmart.incident"
    _description = "Unwanted Event"
    _order = "date desc, id desc"

    sheet_id = fields.Many2one(
        "dosmart.client.sheet", "Client Sheet", required=True, index=True, ondelete="cascade"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    kind_id = fields.Many2one("dosmart.incident.kind", "Kind", required=True, ondelete="restrict")
    description = fields.Char()
    loss_amount = fields.Monetary(
        "Loss",
        aggregator="sum_currency",
        help="What the client lost, in money. 0 if nothing.",
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )

    _loss_positive = models.Constraint(
        "CHECK(loss_amount >= 0)", "A loss cannot be negative. Type the amount without a sign."
    )

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if late := self.filtered(lambda incident: incident.date > today):
            raise ValidationError(
                self.env._(
                    "The unwanted event of %(date)s lies in the future. Type the day it happened.",
                    date=late[0].date,
                )
            )
