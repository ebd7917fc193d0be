from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClientStatus(models.Model):
    """What a client is to us after the study: Potential … Will not buy (spec CS-3)."""

    _name = "dosmart.client.status"
    _description = "Client Status"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    description = fields.Text(
        translate=True, help="When a client has this status, in your salespeople's words."
    )
    sheet_ids = fields.One2many("dosmart.client.sheet", "client_status_id")
    sheet_count = fields.Integer("Sheets", compute="_compute_sheet_count")

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "There is already a client status with this name."
    )

    def _compute_sheet_count(self):
        groups = self.env["dosmart.client.sheet"]._read_group(
            Domain("client_status_id", "in", self.ids), ["client_status_id"], ["__count"]
        )
        counts = {status.id: count for status, count in groups}
        for status in self:
            status.sheet_count = counts.get(status.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # sudo: a status is in use even when its clients belong to other salespeople.
        used = self.sudo().filtered("sheet_ids") | self._in_history()
        if used:
            raise UserError(
                self.env._(
                    "%(statuses)s cannot be deleted: clients have or had it. Archive it instead.",
                    statuses=", ".join(used.mapped("name")),
                )
            )

    def _in_history(self):
        # sudo: as above.
        rows = (
            self.env["dosmart.status.history"]
            .sudo()
            ._read_group(
                Domain("status_id", "in", self.ids) | Domain("previous_status_id", "in", self.ids),
                ["status_id", "previous_status_id"],
            )
        )
        seen = self.browse().union(*(status | previous for status, previous in rows))
        return self & seen
