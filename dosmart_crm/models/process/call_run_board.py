from markupsafe import Markup

from odoo import api, models


class CallRun(models.Model):
    """The screen on which a salesperson goes through a script, and what remains of it."""

    _inherit = "dosmart.call.run"

    @api.depends("script_id", "state", "answer_ids.value")
    @api.depends_context("lang", "uid")
    def _compute_board(self):
        for run in self:
            run.board = run._prepare_board()

    def _prepare_board(self):
        answers = {answer.step_id.id: answer.value or "" for answer in self.answer_ids}
        script = self.script_id
        return {
            "script": script.name,
            "about": self._record().display_name or "",
            "editable": self.state == "running" and self.user_id == self.env.user,
            "current": self.step_id.id,
            "steps": [self._prepare_board_step(step, answers) for step in script.step_ids],
            "say": [[one.text, one.reason or ""] for one in script._phrases("say")],
            "avoid": [[one.text, one.reason or ""] for one in script._phrases("avoid")],
        }

    def _prepare_board_step(self, step, answers):
        values = {
            "id": step.id,
            "name": step.name,
            "text": step.text,
            "avoid": step.avoid or "",
            "asks": step.capture != "none",
            "label": step._label() or "",
            "type": "text",
            "options": [],
            "value": answers.get(step.id, ""),
        }
        if not self._reaches_sheet(step):
            return values
        question = self._sheet_question(step)
        return values | {
            "type": question.type,
            "options": question.options,
            "value": question.raw,
        }

    def _open_run(self):
        """Return the action that opens this run, to go on with it."""
        return {
            "type": "ir.actions.act_window",
            "name": self.script_id.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _tell_answers(self):
        lines = Markup().join(
            Markup("<li>{}: <b>{}</b></li>").format(answer.question, answer.value)
            for answer in self.answer_ids
            if answer.value
        )
        title = self.env._("Script gone through: %s", self.script_id.name)
        return Markup("<p>{}</p><ul>{}</ul>").format(title, lines)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_choose_script(self):
        """Open the scripts to go through with this lead."""
        return self.env["dosmart.call.start"]._open(self)

    def _merge_dependences(self, opportunities):
        """Keep what was answered in the scripts of all merged leads."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; what was answered follows.
        runs = self.env["dosmart.call.run"].sudo()
        runs.search([("lead_id", "in", opportunities.ids)]).lead_id = self
        return done


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_choose_script(self):
        """Open the scripts to go through with this client."""
        return self.env["dosmart.call.start"]._open(self)
