from odoo import api, fields, models
from odoo.tools import SQL

MOST_LINES = 200  # shown; the numbers are those of all


class ProgramPreview(models.TransientModel):
    """Whom a program would contact on a day, and whom it would leave in peace (spec CP-4).

    It only looks: what it finds is not stored anywhere, and nothing is planned by it.
    """

    _name = "dosmart.program.preview"
    _description = "Preview of a Contact Program"

    program_id = fields.Many2one("dosmart.contact.program", required=True, ondelete="cascade")
    date = fields.Date(required=True, default=fields.Date.context_today)
    contacted_count = fields.Integer("To Be Contacted", compute="_compute_preview")
    excluded_count = fields.Integer("Left in Peace", compute="_compute_preview")
    counts = fields.Json(compute="_compute_preview")
    lines = fields.Json(compute="_compute_preview")

    @api.depends("program_id", "date")
    def _compute_preview(self):
        for preview in self:
            day = preview.date or fields.Date.context_today(preview)
            found = preview.program_id._preview(day, MOST_LINES) if preview.program_id else None
            counts = found["counts"] if found else []
            preview.counts = counts
            preview.lines = found["lines"] if found else []
            preview.contacted_count = sum(c["count"] for c in counts if c["is_contacted"])
            preview.excluded_count = sum(c["count"] for c in counts if not c["is_contacted"])


class ContactProgram(models.Model):
    _inherit = "dosmart.contact.program"

    def action_preview(self):
        """Open the preview of today."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview: %s", self.name),
            "res_model": "dosmart.program.preview",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_program_id": self.id, "dialog_size": "extra-large"},
        }

    def _preview(self, day, most=None):
        """Return whom this program contacts on *day*, whom not, and why; nothing is written.

        Of a program that is switched off: as if it were switched on that day.

        :return: ``counts`` of all by what becomes of them, and ``lines``, *most* of them
        """
        self.ensure_one()
        self.check_access("read")
        self.env.flush_all()
        verdicts, lines = {}, []
        for step in self.step_ids.filtered(lambda step: not step._is_unusable()):
            for row in self._preview_rows(step, day):
                verdict = self._verdict(row)
                verdicts[verdict] = verdicts.get(verdict, 0) + 1
                lines.append((step, verdict, row))
        lines.sort(key=lambda line: not line[1][0])  # whom it contacts come first
        counts = [
            {"label": label, "count": count, "is_contacted": is_contacted}
            for (is_contacted, label), count in sorted(
                verdicts.items(), key=lambda item: (not item[0][0], -item[1])
            )
        ]
        return {"counts": counts, "lines": self._tell_preview(lines[:most])}

    def _preview_rows(self, step, day):
        if not self._find_condition_error() and (found := step._windows_shown(day)):
            judged = self._judged_sql(step, found, day, is_preview=True)
            self.env.cr.execute(
                SQL(
                    """
                    SELECT judged.*, known.state AS known_state, known.exclusion_id AS known_rule
                      FROM (%s) judged
                      LEFT JOIN dosmart_touchpoint known
                        ON known.program_id = judged.program_id
                       AND known.step_id = judged.step_id
                       AND known.anchor_model = judged.anchor_model
                       AND known.anchor_id = judged.anchor_id
                       AND known.anchor_date = judged.anchor_date
                     ORDER BY judged.open_on, judged.anchor_date, judged.partner_id,
                              judged.anchor_id
                    """,
                    judged,
                )
            )
            return self.env.cr.dictfetchall()
        return []

    def _verdict(self, row):
        """Return whether the client is contacted, and why not or as what."""
        rules = self.env["dosmart.exclusion.rule"]
        if row["known_state"]:
            states = self.env["dosmart.touchpoint"]._fields["state"]
            label = dict(states._description_selection(self.env))[row["known_state"]]
            if row["known_rule"]:
                return False, rules.browse(row["known_rule"]).name
            return False, self.env._("Planned before: %s", label)
        if row["is_refused"]:
            return False, self.env._("Has refused this program")
        if row["exclusion_id"]:
            return False, rules.browse(row["exclusion_id"]).name
        return True, self.env._("To be contacted")

    def _tell_preview(self, lines):
        """Return these lines as the page shows them."""
        partners = self.env["res.partner"].browse([row["partner_id"] for _s, _v, row in lines])
        # sudo: whoever previews a program need not see its clients' and salespeople's own pages.
        names = {partner.id: partner.display_name for partner in partners.sudo()}
        users = self.env["res.users"].sudo()
        channels = dict(
            self.env["dosmart.contact.program.step"]
            ._fields["channel"]
            ._description_selection(self.env)
        )
        reasons = self._reasons(
            [
                (row["anchor_model"], row["anchor_id"], row["anchor_date"])
                for _step, _verdict, row in lines
            ]
        )
        return [
            {
                "client": names[row["partner_id"]],
                "partner_id": row["partner_id"],
                "channel": channels[step.channel],
                "why": reason,
                "user": users.browse(row["user_id"]).name or "",
                "is_contacted": verdict[0],
                "verdict": verdict[1],
            }
            for (step, verdict, row), reason in zip(lines, reasons, strict=True)
        ]


class ContactProgramStep(models.Model):
    _inherit = "dosmart.contact.program.step"

    def _windows_shown(self, day):
        """Return the windows of a preview: those that open on *day*; before the start, all open."""
        if self.program_id.is_on:
            return self._windows_opening(day, day)
        return self._windows(day, None)
