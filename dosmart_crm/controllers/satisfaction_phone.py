"""The questionnaire, filled in by one of us for a client on the phone: see satisfaction_phone."""

from odoo.http import Response, request, route

from odoo.addons.survey.controllers.main import Survey

from ..logic import secret_link


class SatisfactionPhone(Survey):
    """The steps of the page take the key of a user in the place of the client's secret."""

    @route(
        "/dosmart/phone_answer/<string:sheet_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def phone_answer(self, sheet_id):
        """Lead to the page, in the language of the client, for that is what is read out."""
        sheet = request.env["survey.user_input"].browse(secret_link.record_id(sheet_id))
        if not sheet._may_be_taken():
            return request.not_found()
        # sudo: salespeople have no access to sheets.
        survey, lang = sheet.sudo().survey_id, sheet.sudo().lang_id
        page = f"/survey/{survey.access_token}/{sheet._phone_key()}"
        return request.redirect(request.env["ir.http"]._url_for(page, lang.code or None))

    @route()
    def survey_display_page(self, survey_token, answer_token, **post):
        return self._by_phone(super().survey_display_page, survey_token, answer_token, **post)

    @route()
    def survey_begin(self, survey_token, answer_token, **post):
        return self._by_phone(super().survey_begin, survey_token, answer_token, **post)

    @route()
    def survey_next_question(self, survey_token, answer_token, **post):
        return self._by_phone(super().survey_next_question, survey_token, answer_token, **post)

    @route()
    def survey_submit(self, survey_token, answer_token, **post):
        return self._by_phone(super().survey_submit, survey_token, answer_token, **post)

    @route()
    def survey_get_question_image(self, survey_token, answer_token, *ids, **named_ids):
        step = super().survey_get_question_image
        return self._by_phone(step, survey_token, answer_token, *ids, **named_ids)

    def _by_phone(self, step, survey_token, key, *args, **post):
        """Do *step* as the client would; the answer never tells the secret of the client."""
        sheet = request.env["survey.user_input"]._opened_by_phone(key)
        if not sheet:
            return step(survey_token, key, *args, **post)
        user = request.env.user
        # The public user: the page is that of whoever has the link, and so is its result.
        request.update_env(user=request.env.ref("base.public_user").id)
        request.update_context(is_taken_by_phone=True)
        # sudo: as for the client, to whom the link is the right to the sheet.
        sheet = request.env["survey.user_input"].sudo().browse(sheet.id)
        was_done = sheet.state == "done"
        answer = step(survey_token, sheet.access_token, *args, **post)
        if sheet.state == "done" and not was_done:
            sheet.taken_by_id = user
        return _without(sheet.access_token, key, answer)


def _without(secret, key, answer):
    """Return what a step of the page answers, with *key* wherever it has *secret*."""
    if isinstance(answer, tuple):
        right, page = answer
        return right, {name: _replaced(text, secret, key) for name, text in page.items()}
    if isinstance(answer, Response):
        answer.flatten()
        if answer.mimetype == "text/html":
            answer.set_data(answer.get_data(as_text=True).replace(secret, key))
    return answer


def _replaced(text, secret, key):
    return text.replace(secret, key) if isinstance(text, str) else text
