from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class StatusHistory(models.Model):
    """One stay of a client in a status: from when to when, who moved it there, and why."""

    _name = "dosmart.status.history"
    _description = "Client Status History"
    _order = "date desc, id desc"
    _rec_name = "status_id"

    sheet_id = fields.Many2one(
        "dosmart.client.sheet", "Client", required=True, index=True, ondelete="cascade"
    )
    previous_status_id = fields.Many2one("dosmart.client.status", "From", ondelete="restrict")
    status_id = fields.Many2one("dosmart.client.status", "To", ondelete="restrict")
    date = fields.Datetime("Since", required=True, default=fields.Datetime.now)
    date_end = fields.Datetime("Until")
    days = fields.Float(
        compute="_compute_days",
        digits=(16, 1),
        aggregator="avg",
        help="Days spent in this status, until now if it lasts.",
    )
    user_id = fields.Many2one(
        "res.users", "Changed by", default=lambda self: self.env.user, ondelete="restrict"
    )
    reason = fields.Char("Why")

    @api.depends("date", "date_end")
    def _compute_days(self):
        now = fields.Datetime.now()
        for stay in self:
            stay.days = ((stay.date_end or now) - stay.date).total_seconds() / 86400

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let the report average and sort by the days, though those of a running stay grow."""
        if field_expr != "days":
            return super()._field_to_sql(alias, field_expr, query)
        start = self._field_to_sql(alias, "date", query)
        end = self._field_to_sql(alias, "date_end", query)
        now = fields.Datetime.now()
        return SQL("(EXTRACT(EPOCH FROM COALESCE(%s, %s) - %s) / 86400.0)", end, now, start)

    def action_open_client(self):
        """Open the client, or the lead of somebody who is none yet."""
        self.ensure_one()
        owner = self.sheet_id._owner()
        return {
            "type": "ir.actions.act_window",
            "res_model": owner._name,
            "res_id": owner.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    status_history_ids = fields.One2many(
        "dosmart.status.history", "sheet_id", "Status History", readonly=True
    )
    status_reason = fields.Char(
        "Reason for the Status",
        copy=False,
        help="Why the client has this status: the rule's sentence, or the salesperson's words.",
    )
    declined_status_id = fields.Many2one(
        "dosmart.client.status",
        copy=False,
        ondelete="set null",
        help="Technical: the suggested status when a person chose another; it is not insisted on.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        sheets = super().create(
            [{k: v for k, v in vals.items() if k != "client_status_id"} for vals in vals_list]
        )
        sheets._begin_statuses(vals_list)
        return sheets

    def write(self, vals):
        rest = {k: v for k, v in vals.items() if k not in ("client_status_id", "status_reason")}
        done = super().write(rest)
        if "client_status_id" in vals:
            status = self.env["dosmart.client.status"].browse(vals["client_status_id"] or [])
            changed = self.filtered(lambda sheet: sheet.client_status_id != status)
            changed._change_statuses([(status, vals.get("status_reason"))] * len(changed))
        return done

    def _begin_statuses(self, vals_list):
        """Give each of these new sheets the status, if any, that its values name."""
        statuses = self.env["dosmart.client.status"]
        begun = [
            (sheet, statuses.browse(vals["client_status_id"]), vals.get("status_reason"))
            for sheet, vals in zip(self, vals_list, strict=True)
            if vals.get("client_status_id")
        ]
        sheets = self.browse([sheet.id for sheet, _status, _reason in begun])
        sheets._change_statuses([(status, reason) for _sheet, status, reason in begun])

    def _change_statuses(self, changes):
        """Give each client its status and keep the change, with the reason or the rule's sentence.

        :param changes: ``(status, reason or None)`` for each sheet
        """
        previous = [sheet.client_status_id for sheet in self]
        # All reasons first: each status written makes Odoo think of the suggestions anew.
        changes = [
            (status, reason or sheet._reason_for(status))
            for sheet, (status, reason) in zip(self, changes, strict=True)
        ]
        same = {}
        for sheet, (status, reason) in zip(self, changes, strict=True):
            declined = sheet.suggested_status_id - status
            same.setdefault((status, reason, declined), []).append(sheet.id)
        for change, ids in same.items():
            self.browse(ids)._write_status(*change)
        self._log_statuses(previous, changes)

    def _write_status(self, status, reason, declined):
        vals = {"client_status_id": status.id, "status_reason": reason}
        return super().write(vals | {"declined_status_id": declined.id})

    def _log_status(self, previous, status, reason):
        self._log_statuses([previous], [(status, reason)])

    def _log_statuses(self, previous, changes):
        # sudo: people read the history; only the change of status itself writes it.
        history = self.status_history_ids.sudo()
        now = fields.Datetime.now()
        history.filtered(lambda stay: not stay.date_end).date_end = now
        history.create(
            [
                {
                    "sheet_id": sheet.id,
                    "previous_status_id": before.id,
                    "status_id": status.id,
                    "date": now,
                    "reason": reason,
                }
                for sheet, before, (status, reason) in zip(self, previous, changes, strict=True)
            ]
        )

    def _take_answers(self, values, other):
        """Take a status over without a new row: the other sheet brings its history along."""
        if "client_status_id" in values:
            self._write_status(
                other.client_status_id, other.status_reason, other.declined_status_id
            )
        return super()._take_answers(
            {name: value for name, value in values.items() if name != "client_status_id"}, other
        )

    def _absorb(self, other):
        other.status_history_ids.sheet_id = self
        done = super()._absorb(other)
        self._close_earlier_stays()
        return done

    def _close_earlier_stays(self):
        """Leave only the stay in the present status running."""
        running = self.status_history_ids.filtered(lambda stay: not stay.date_end).sorted("date")
        for stay in running[:-1]:
            stay.date_end = running[-1].date
        if running and running[-1].status_id != self.client_status_id:
            self._log_status(running[-1].status_id, self.client_status_id, self.status_reason)

    def _reason_for(self, status):
        """Return why this client gets *status* when nobody said it, or refuse."""
        if status == self.suggested_status_id:
            return self.suggested_status_reason
        if self.env.context.get("import_file"):
            return self.env._("Imported")
        raise UserError(
            self.env._(
                "Say why %(client)s becomes “%(status)s”: it is not the suggested status. "
                "Use “Change Status” and fill in the reason.",
                client=self.display_name,
                status=status.name or self.env._("no status"),
            )
        )
