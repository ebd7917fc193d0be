"""The pages on which clients complain, and follow what becomes of it. For logged-in clients."""

from werkzeug.exceptions import RequestEntityTooLarge

from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..logic import secret_link
from ..models.complaint.complaint_portal import LIMITS
from ..models.sheet.contact_form import as_text

LOGGED_IN = {"type": "http", "auth": "user", "website": True, "sitemap": False}
SHOW = {**LOGGED_IN, "methods": ["GET"], "readonly": True}
SEND = {**LOGGED_IN, "methods": ["POST"], "max_content_length": 130 * 1024 * 1024}
ONE = "/my/complaint/<string:complaint_id>"
MOST_FILES = 10


class ComplaintPortal(CustomerPortal):
    @route(["/my/complaints", "/my/complaints/page/<int:page>"], **SHOW)
    def my_complaints(self, page=1, **_kwargs):
        """List the complaints of the client."""
        complaints, user, step = request.env["dosmart.complaint"], request.env.user, 20
        total = complaints._count_portal_complaints(user)
        pages = pager("/my/complaints", total, page, step)
        values = {
            "complaints": complaints._portal_complaints(user, limit=step, offset=pages["offset"]),
            "pager": pages,
            "page_name": "complaints",
        }
        return request.render(
            "dosmart_crm.complaint_page_list", self._prepare_portal_layout_values() | values
        )

    @route("/my/complaint/new", **SHOW)
    def my_complaint_new(self, **_kwargs):
        """Show the form for a new complaint."""
        return self._new_page()

    @route("/my/complaint/new", **SEND)
    def my_complaint_send(self, **post):
        """Register a complaint, or show beside which answer why not."""
        complaints, user = request.env["dosmart.complaint"], request.env.user
        if not user._is_portal():
            return self._refuse()
        answers = {name: as_text(post.get(name), name == "subject") for name in LIMITS}
        answers |= {"order": as_text(post.get("order")), "management": bool(post.get("management"))}
        files, file_error = self._files()
        errors = complaints._portal_errors(answers) | file_error
        if not errors and (wait := self._minutes_to_wait(user)):
            errors = {"description": request.env["dosmart.contact.form"]._please_wait(wait)}
        if errors:
            return self._new_page(answers, errors, 422)
        complaint = complaints._receive_from_portal(user, answers, files)
        return request.redirect(f"/my/complaint/{complaint.id}?sent=1", code=303)

    @route(ONE, **SHOW)
    def my_complaint(self, complaint_id, sent=None, **_kwargs):
        """Show a complaint of the client who is logged in."""
        return self._one_page(self._own(complaint_id), sent=bool(sent))

    @route(f"{ONE}/answer", **SEND)
    def my_complaint_answer(self, complaint_id, text="", **_kwargs):
        """Add what the client writes."""
        complaint = self._own(complaint_id)
        if not complaint:
            return self._refuse()
        text = as_text(text, is_line=False)
        files, error = self._files()
        if not text and not files:
            error = {"text": complaint.env._("Write what you want to tell us.")}
        elif len(text) > LIMITS["text"]:
            error = {"text": complaint.env._("This is too long. Shorten it.")}
        if error:
            return self._one_page(complaint, error=next(iter(error.values())), status=422)
        text = text or complaint.env._("Files of the client")
        if not complaint._answer_from_portal(request.env.user, text, files):
            return self._one_page(complaint, status=422)
        return request.redirect(f"/my/complaint/{complaint.id}?sent=1", code=303)

    @route(f"{ONE}/management", **SEND)
    def my_complaint_management(self, complaint_id, text="", **_kwargs):
        """Put the complaint on the table of the management."""
        complaint = self._own(complaint_id)
        if not complaint:
            return self._refuse()
        complaint._ask_management(as_text(text, is_line=False)[: LIMITS["text"]])
        return request.redirect(f"/my/complaint/{complaint.id}", code=303)

    @route(f"{ONE}/confirm", **SEND)
    def my_complaint_confirm(self, complaint_id, **_kwargs):
        """Note that the client is content."""
        complaint = self._own(complaint_id)
        if not complaint:
            return self._refuse()
        if complaint._can_confirm():
            complaint._confirm_from_portal(request.env.user)
        return request.redirect(f"/my/complaint/{complaint.id}", code=303)

    @route(f"{ONE}/file/<string:file_id>", **SHOW)
    def my_complaint_file(self, complaint_id, file_id, **_kwargs):
        """Send a file of the own complaint, never to be run by the browser."""
        found = self._own(complaint_id)._portal_file(secret_link.record_id(file_id))
        if not found:
            return self._refuse()
        stream = request.env["ir.binary"]._get_stream_from(found)
        answer = stream.get_response(as_attachment=True)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _own(self, complaint_id):
        asked = Domain("id", "=", secret_link.record_id(complaint_id))
        return request.env["dosmart.complaint"]._portal_complaints(request.env.user, asked)

    def _minutes_to_wait(self, user):
        # sudo: clients may not count; how often one may send is a setting of the company.
        form = request.env["dosmart.contact.form"].sudo().with_company(user.company_id)
        return form._minutes_to_wait(f"user {user.id}")

    def _files(self):
        """Return the files sent, as pairs of name and content, and what is wrong with them."""
        env, limit = request.env, request.env.company.sudo().complaint_file_mb  # sudo: a setting
        try:
            sent = request.httprequest.files.getlist("files")
        except RequestEntityTooLarge:
            sent = None
        if sent is None or len(sent) > MOST_FILES:
            return [], {"files": env._("Send %s files at most.", MOST_FILES)}
        files, size = [], 0
        for file in sent:
            content = file.read(limit * 1024 * 1024 + 1) if file.filename else b""
            size += len(content)
            if size > limit * 1024 * 1024:
                return [], {"files": env._("The files are larger than %s MB together.", limit)}
            if content:
                files.append((as_text(file.filename)[-200:] or "file", content))
        return files, {}

    def _new_page(self, answers=None, errors=None, status=200):
        complaints, user = request.env["dosmart.complaint"], request.env.user
        if not user._is_portal():
            return self._refuse()
        orders = complaints._portal_orders(user)
        values = {
            "answers": answers or {},
            "errors": errors or {},
            "limits": LIMITS,
            "orders": [(str(one.id), one.name, one.date_order) for one in orders],
            "page_name": "complaints",
        }
        return request.render(
            "dosmart_crm.complaint_page_new",
            self._prepare_portal_layout_values() | values,
            status=status,
        )

    def _one_page(self, complaint, sent=False, error="", status=200):
        if not complaint:
            return self._refuse()
        values = {
            "complaint": complaint._prepare_portal_page(),
            "state": complaint._portal_state(),
            "limits": LIMITS,
            "is_sent": sent,
            "error": error,
            "page_name": "complaints",
        }
        return request.render(
            "dosmart_crm.complaint_page",
            self._prepare_portal_layout_values() | values,
            status=status,
        )

    def _refuse(self):
        """Answer the same whatever is wrong, so that nothing can be learnt."""
        return request.render("dosmart_crm.complaint_page_refused", {}, status=404)
