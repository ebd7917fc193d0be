from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..sheet.portal_form import Question
from ..sheet.portal_parser import AnswerError

RUN_STATES = [("running", "Under Way"), ("done", "Finished")]
LONGEST = 2000  # characters of a free answer


class CallRun(models.Model):
    """A script that was gone through with a client, and what the client answered (spec SP-9).

    Rows are made and written by the methods below alone, which check who may.
    """

    _name = "dosmart.call.run"
    _description = "Script Gone Through"
    _order = "started_on desc, id desc"
    _rec_name = "script_id"

    script_id = fields.Many2one(
        "dosmart.call.script", "Script", required=True, index=True, ondelete="restrict"
    )
    purpose = fields.Selection(related="script_id.purpose", store=True)
    partner_id = fields.Many2one(
        "res.partner", "Client", index="btree_not_null", ondelete="cascade"
    )
    lead_id = fields.Many2one("crm.lead", "Lead", index="btree_not_null", ondelete="set null")
    activity_id = fields.Many2one("mail.activity", index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one("res.users", "Salesperson", required=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True)
    started_on = fields.Datetime(required=True, default=fields.Datetime.now)
    ended_on = fields.Datetime()
    state = fields.Selection(RUN_STATES, required=True, default="running")
    step_id = fields.Many2one("dosmart.call.step", "Current Step", ondelete="set null")
    answer_ids = fields.One2many("dosmart.call.answer", "run_id", "Answers")
    board = fields.Json("Steps Shown", compute="_compute_board")

    @api.model
    def _start(self, script, record, activity=None):
        """Go on with *script* where the user left it with *record*, or begin it.

        :param record: a lead or contact that the user may read
        """
        record.ensure_one().check_access("read")
        script.check_access("read")
        values = self._prepare_run_values(script, record)
        keys = ("script_id", "lead_id", "partner_id", "user_id")
        domain = [(name, "=", values[name]) for name in keys]
        # sudo: runs are written by their methods alone; the record was checked above.
        runs = self.sudo()
        run = runs.search([*domain, ("state", "=", "running")], limit=1)
        run = run or runs.create(values | {"activity_id": activity.id if activity else False})
        run._add_answers()
        return run.with_env(self.env)

    @api.model
    def _prepare_run_values(self, script, record):
        lead = record if record._name == "crm.lead" else self.env["crm.lead"]
        partner = lead.partner_id if lead else record
        return {
            "script_id": script.id,
            "lead_id": lead.id,
            "partner_id": partner.commercial_partner_id.id,
            "user_id": self.env.uid,
            "company_id": (record.company_id or self.env.company).id,
            "step_id": script.step_ids[:1].id,
        }

    def _add_answers(self):
        """Have a row for every answer to come: saving one is then a mere write."""
        asked = self.script_id.step_ids.filtered(lambda step: step.capture != "none")
        new = asked - self.answer_ids.step_id
        self.answer_ids.create(
            [{"run_id": self.id, "step_id": step.id, "question": step._label()} for step in new]
        )

    def _record(self):
        """Return the lead or client this is about, as the user sees it."""
        return self.lead_id or self.partner_id

    def _open_answer(self, step_id):
        """Return the row of the answer to a step of this run, to be written as superuser.

        The id comes from a browser: only a step of this script, while it runs, is taken.
        """
        self._check_own()
        # sudo: rows are written by these methods alone.
        answer = self.sudo().answer_ids.filtered(lambda one: one.step_id.id == step_id)
        if not answer:
            raise UserError(
                self.env._("This step is not one of the script any more. Reload the page.")
            )
        return answer

    def _check_own(self):
        self.ensure_one()
        self.check_access("read")
        if self.user_id != self.env.user:
            raise AccessError(self.env._("Only who started a script goes through it."))
        if self.state != "running":
            raise UserError(self.env._("This script is finished: start it anew to change answers."))

    def action_save_answer(self, step_id, raw):
        """Keep what was typed or chosen in a step.

        :param raw: text, as a browser sends it
        :return: why it was refused, or nothing
        """
        answer = self._open_answer(step_id)
        raw = self.env["dosmart.sheet.invitation"]._clean(str(raw or ""))
        if self._reaches_sheet(answer.step_id):
            return self._save_on_sheet(answer, raw)
        answer.value = raw[:LONGEST]
        return ""

    def _reaches_sheet(self, step):
        """Return whether the answer goes to the client sheet; else it is only noted here.

        So it is for who may not write on the client, and where the question was deleted.
        """
        asks_sheet = step.capture == "sheet" and step.question_id
        return bool(asks_sheet) and self._record().has_access("write")

    def _save_on_sheet(self, answer, raw):
        question = self._sheet_question(answer.step_id)
        try:
            value = self.env["dosmart.sheet.invitation"]._parse_answer(question, raw)
        except AnswerError as refusal:
            return str(refusal)
        self._record().write({question.name: value})
        answer.value = dict(question.options).get(raw, raw)
        return ""

    def _sheet_question(self, step):
        """Return the :class:`Question` of *step*, with the answer the sheet has now."""
        record, form = self._record(), self.env["dosmart.sheet.invitation"]
        # sudo: the questions are the same for everybody; only their field is read.
        field = record._fields[step.sudo().question_id.field_name]
        options = form._options(field)
        return Question(
            name=field.name,
            label=step._label(),
            type=field.type,
            raw=form._raw(record, field, options),
            options=options,
            is_required=False,
            is_fixed=False,
            kept=[],
        )

    def action_go(self, step_id):
        """Note at which step the user is, for when the page is opened again."""
        self._check_own()
        if step_id in self.script_id.step_ids.ids:
            self.sudo().step_id = step_id  # sudo: see _open_answer

    def action_finish(self):
        """Finish the script, and tell the chatter what was answered.

        Its activity is done with it; a call that was planned is logged with what came of it.

        :return: the actions to open, one after the other
        """
        self._check_own()
        # sudo: see _open_answer
        self.sudo().write({"state": "done", "ended_on": fields.Datetime.now()})
        record, activity = self._record(), self.activity_id
        record.sudo()._message_log(body=self._tell_answers(), author_id=self.env.user.partner_id.id)
        back = {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
        if not (activity.active and activity.user_id == self.env.user):
            return [back]
        if activity.activity_category == "phonecall":
            return [back, activity.action_log_call()]
        activity.action_feedback()
        return [back]


class CallAnswer(models.Model):
    """What a client answered in a step of a script; the question is kept as it was asked."""

    _name = "dosmart.call.answer"
    _description = "Answer in a Script"
    _order = "run_id, id"
    _rec_name = "question"

    run_id = fields.Many2one("dosmart.call.run", required=True, index=True, ondelete="cascade")
    step_id = fields.Many2one("dosmart.call.step", index="btree_not_null", ondelete="set null")
    question = fields.Char(required=True)
    value = fields.Text("Answer")

    _step_uniq = models.UniqueIndex("(run_id, step_id)", "This step is answered once.")
