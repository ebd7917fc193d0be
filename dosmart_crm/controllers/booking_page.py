"""The page on which a client books the visit for a service. The link of the letter is the right."""

from odoo.http import Controller, request, route

from ..models.sheet.contact_form import as_text
from .sheet_portal import HEADERS, OPTIONS

PAGE = "/dosmart/booking/<string:touchpoint_id>/<string:token>"
NOTE_LENGTH = 500


class BookingPage(Controller):
    @route(PAGE, methods=["GET"], readonly=True, **OPTIONS)
    def booking_page(self, touchpoint_id, token, **_kwargs):
        """Show the free times, or the visit that is booked. Writes nothing."""
        touch = self._opened(touchpoint_id, token)
        return self._show(touch) if touch else self._refuse()

    @route(PAGE, methods=["POST"], **OPTIONS)
    def booking_choose(self, touchpoint_id, token, time="", note="", **_kwargs):
        """Book the visit; a second click changes nothing, and a time just taken is told so."""
        touch = self._opened(touchpoint_id, token)
        if not touch:
            return self._refuse()
        note = as_text(note, is_line=False)[:NOTE_LENGTH]
        if not touch._book_by_client(as_text(time), note):
            return self._show(touch, note, 409)
        return request.redirect(request.httprequest.path, code=303)

    def _opened(self, touchpoint_id, token):
        touches = request.env["dosmart.touchpoint"]
        return touches._opened_for_booking(touchpoint_id, token, request.env.user)

    def _show(self, touch, note="", status=200):
        visit, company = touch.unit_id._booked_visit(), touch.company_id
        values = {
            "touch": touch,
            "unit": touch.unit_id,
            "service": touch.unit_id.next_service_kind_id,
            "visit": visit,
            "times": {} if visit else touch._free_times(),
            "note": note,
            "is_taken": status == 409,
            "time_zone": company._contact_zone(),
            "company": company,
            "res_company": company,
        }
        return self._page("dosmart_crm.service_booking_page", values, status)

    def _refuse(self):
        """Answer the same whatever is wrong with the link, so that nothing can be learnt."""
        return self._page("dosmart_crm.sheet_portal_refused", {}, 404)

    def _page(self, template, values, status):
        html = request.env["ir.ui.view"]._render_template(
            template, {"page_name": "booking", "no_breadcrumbs": True, **values}
        )
        return request.make_response(html, headers=list(HEADERS.items()), status=status)
