from odoo import api, fields, models
from odoo.tools import SQL

MOST_LINES = 200  # shown; the numbers are those of all
AHEAD = 60  # days in which the next turn is looked for
YEARS = 100  # to look back or ahead: further no day is anybody's turn


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
    next_date = fields.Date("Next Turn on", compute="_compute_preview")

    @api.depends("program_id", "date")
    def _compute_preview(self):
        for preview in self:
            day = preview.date or fields.Date.context_today(preview)
            found = preview.program_id._preview(day, MOST_LINES) if preview.program_id else None
            counts = found["counts"] if found else []
            preview.counts = counts
            preview.lines = found["lines"] if found else []
            preview.next_date = not counts and preview.program_id._next_turn(day)
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
        for step in self._steps_on(day):
            for row in self._preview_rows(step, day, most):
                verdict = self._verdict(row)
                if row["place"] == 1:
                    verdicts[verdict] = verdicts.get(verdict, 0) + row["verdict_count"]
                lines.append((step, verdict, row))
        lines.sort(key=lambda line: not line[1][0])  # whom it contacts come first
        counts = [
            {"label": label, "count": count, "is_contacted": is_contacted}
            for (is_contacted, label), count in sorted(
                verdicts.items(), key=lambda item: (not item[0][0], -item[1])
            )
        ]
        return {"counts": counts, "lines": self._tell_preview(lines[:most])}

    def _steps_on(self, day):
        """Return the steps that may be done on *day*, whoever's turn it is."""
        far = abs(day.year - fields.Date.today().year) > YEARS
        if far or self._is_unusable():
            return self.step_ids.browse()
        return self.step_ids.filtered(lambda step: not step._is_unusable())

    def _next_turn(self, day):
        """Return the first of the days after *day* on which it is somebody's turn, if any."""
        self.env.flush_all()
        days = []
        for step in self._steps_on(day):
            first, last = (fields.Date.add(day, days=number) for number in (1, AHEAD))
            if found := step._windows_opening(first, last):
                due = self._due_rows_sql(step, found, day, is_preview=True)
                days += self.env.execute_query(SQL("SELECT min(open_on) FROM (%s) due", due))
        return min((turn for (turn,) in days if turn), default=False)

    def _preview_rows(self, step, day, most):
        """Return *most* rows of each verdict on *step*, each with how many there are of it."""
        found = step._windows_shown(day)
        if not found:
            return []
        self.env.cr.execute(
            SQL(
                """
                SELECT * FROM (
                    SELECT judged.*, known.state AS known_state, known.exclusion_id AS known_rule,
                           count(*) OVER verdict AS verdict_count,
                           row_number() OVER (verdict ORDER BY judged.open_on,
                            judged.anchor_date, judged.partner_id, judged.anchor_id) AS place
                      FROM (%(judged)s) judged
                      LEFT JOIN dosmart_touchpoint known
                        ON known.program_id = judged.program_id
                       AND known.step_id = judged.step_id
                       AND known.anchor_model = judged.anchor_model
                       AND known.anchor_id = judged.anchor_id
                       AND known.anchor_date = judged.anchor_date
                    WINDOW verdict AS (PARTITION BY known.state, known.exclusion_id,
                                       judged.is_refused, judged.exclusion_id)
                ) told
                 WHERE %(all)s OR place <= %(most)s
                 ORDER BY open_on, anchor_date, partner_id, anchor_id
                """,
                judged=self._judged_sql(step, found, day, is_preview=True),
                all=most is None,
                most=most,
            )
        )
        return self.env.cr.dictfetchall()

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
        # sudo: as above.
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
