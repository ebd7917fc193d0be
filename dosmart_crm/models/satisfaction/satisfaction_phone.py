from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...logic import secret_link

SCOPE = "dosmart-satisfaction-phone"
PREFIX = "phone"  # no secret of a client begins like this


class SurveyUserInput(models.Model):
    """A client may answer on the phone: one of us fills in the sheet, and is noted.

    The page opens with a key of that user. So nobody of us learns the secret of the client, with
    which answers could be sent as if the client had sent them.
    """

    _inherit = "survey.user_input"

    taken_by_id = fields.Many2one("res.users", "Taken by Phone by", readonly=True, copy=False)

    def _may_be_taken(self):
        """Return whether this user cares for the client who was asked."""
        answers = self.env["dosmart.satisfaction.answer"]
        return answers.has_access("read") and bool(answers.search_count([("id", "=", self.id)]))

    def _phone_key(self):
        """Return what opens the page of this sheet to this user alone."""
        # sudo: the secrets of the database and the client; nothing of them is told.
        sheet = self.sudo()
        secret = hmac(sheet.env, SCOPE, (sheet.id, sheet.env.uid, sheet.access_token))
        return f"{PREFIX}-{sheet.id}-{secret}"

    @api.model
    def _opened_by_phone(self, key):
        """Return the sheet to which this user has this key, none whatever is wrong with it."""
        number = key.removeprefix(f"{PREFIX}-").partition("-")[0]
        sheet = self.browse(secret_link.record_id(number))
        # sudo: nothing is shown before the key is compared, and the client is one's own.
        right = sheet._phone_key() if sheet.sudo().exists() else secret_link.NO_TOKEN
        if not consteq(right.encode(), key.encode("utf-8", "replace")):
            return self.browse()
        return sheet if sheet._may_be_taken() else self.browse()

    def _take_by_phone(self):
        """Open the page on which this user fills in what the client says."""
        self.ensure_one()
        self.env["dosmart.satisfaction.answer"].browse(self.id).check_access("read")
        # sudo: whether it was sent, which the row above tells too.
        sheet = self.sudo()
        if sheet.state == "done":
            raise UserError(
                self.env._(
                    "%s has answered already, and nobody changes that. To ask once more, open the "
                    "client and click on “Ask for Satisfaction”.",
                    sheet.partner_id.display_name,
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/dosmart/phone_answer/{self.id}",
            "target": "new",
        }


class SatisfactionAnswer(models.Model):
    _inherit = "dosmart.satisfaction.answer"

    def action_answer_by_phone(self):
        """Fill in this questionnaire for the client, who is on the phone."""
        self.ensure_one()
        return self.env["survey.user_input"].browse(self.id)._take_by_phone()


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_answer_by_phone(self):
        """Fill in a questionnaire for this client; if it was asked lately, warn before."""
        self.ensure_one()
        ask = self.env["dosmart.satisfaction.ask"]._prepare(self)
        is_warned = ask.recent_ids and not ask._waiting_sheet()
        return ask._show() if is_warned else ask.action_answer_by_phone()
