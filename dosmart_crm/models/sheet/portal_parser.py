"""What a browser sends, checked and turned into values: the client's part of the sheet."""

import re
from datetime import date

from odoo import fields, models
from odoo.tools import email_normalize

MAX_LENGTH = {"char": 120, "text": 2000}
MAX_NUMBER = {"children": 30, "employee_count": 10_000_000, "branch_count": 100_000}
PHONES = ("phone", "trusted_phone_1", "trusted_phone_2")
PHONE = re.compile(r"\+?[\d\s().\-/]{7,32}(\s*(ext|x)\.?\s*\d{1,6})?", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class AnswerError(Exception):
    """An answer cannot be taken; the message tells the client why and what to type."""


class SheetInvitation(models.Model):
    _inherit = "dosmart.sheet.invitation"

    def _clean(self, raw):
        """Return *raw* as typed, without characters that no keyboard sends."""
        return CONTROL.sub("", raw.replace("\r\n", "\n")).strip()

    def _parse_answer(self, question, raw):
        """Return the value of *raw* for ``write``.

        :raise AnswerError: the answer is not one of this question
        """
        if not raw:
            if question.is_required:
                raise AnswerError(self.env._("Please fill this in."))
            return [fields.Command.clear()] if question.type == "many2many" else False
        return getattr(self, f"_parse_{question.type}")(question, raw)

    def _parse_char(self, question, raw):
        longest = MAX_LENGTH[question.type]
        if len(raw) > longest:
            raise AnswerError(self.env._("Please use at most %s characters.", longest))
        if question.name in PHONES and not PHONE.fullmatch(raw):
            raise AnswerError(self.env._("Please type a phone number, such as +52 81 1234 5678."))
        if question.name == "email_from" and not email_normalize(raw):
            raise AnswerError(self.env._("Please type one email, such as name@example.com."))
        return raw

    _parse_text = _parse_char

    def _parse_date(self, question, raw):
        try:
            return date.fromisoformat(raw)
        except ValueError as error:
            raise AnswerError(self.env._("Please choose a day, such as 1985-12-31.")) from error

    def _parse_integer(self, question, raw):
        digits = re.fullmatch(r"[0-9]{1,9}", raw)
        number = int(raw) if digits else -1
        largest = MAX_NUMBER.get(question.name, 9999)
        if not 0 <= number <= largest:
            raise AnswerError(
                self.env._("Please type a whole number from 0 to %s, in digits only.", largest)
            )
        return number

    def _parse_selection(self, question, raw):
        self._refuse_unknown(question, {raw})
        return raw

    def _parse_many2one(self, question, raw):
        self._refuse_unknown(question, {raw})
        return int(raw)

    def _parse_many2many(self, question, raw):
        """Tick and untick what was offered; other ticks are the salesperson's and stay."""
        chosen = set(raw.split(","))
        self._refuse_unknown(question, chosen)
        return [
            fields.Command.link(int(key)) if key in chosen else fields.Command.unlink(int(key))
            for key, _label in question.options
        ]

    def _refuse_unknown(self, question, chosen):
        if chosen - {key for key, _label in question.options}:
            raise AnswerError(self.env._("Please choose one of the answers shown."))
