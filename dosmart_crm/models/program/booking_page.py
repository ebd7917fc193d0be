from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_datetime

from ...logic.booking import free_times

CLOSED = ("refused", "cancelled", "excluded")


class ResCompany(models.Model):
    _inherit = "res.company"

    service_booking_days = fields.Integer(
        "Days a Client Can Choose from",
        default=14,
        required=True,
        help="On the page that books the visit of a service, counted from tomorrow.",
    )

    _service_booking_days_plausible = models.Constraint(
        "CHECK(service_booking_days BETWEEN 1 AND 90)",
        "Clients book a visit within the next 1 to 90 days.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    service_booking_days = fields.Integer(related="company_id.service_booking_days", readonly=False)


class Touchpoint(models.Model):
    """The letter about a service has a link: on its page the client books the visit (spec CP-5)."""

    _inherit = "dosmart.touchpoint"

    def _books_service(self):
        """Return whether the visit can be booked: the service is due and was not done since."""
        unit = self.unit_id
        is_due = self.anchor_model == unit._name and unit.active and unit.next_service_kind_id
        is_done = unit.last_service_date and unit.last_service_date >= self.open_on
        is_open = self.state not in CLOSED and not is_done
        return bool(is_due and is_open and self._who_goes())

    def _booking_token(self):
        return self._link_token("booking", str(self.anchor_date))

    def _booking_url(self):
        """Return the address of the page in the client's language."""
        self.ensure_one()
        # sudo: whoever sends the letter may not read the client's page.
        touch = self.sudo()
        code = self.env["res.lang"]._get_data(code=touch.partner_id.lang).url_code
        start = touch.get_base_url() + (f"/{code}" if code else "")
        return f"{start}/dosmart/booking/{touch.id}/{touch._booking_token()}"

    @api.model
    def _opened_for_booking(self, touchpoint_id, token, user):
        """Return the contact that this link opens for *user*, none whatever is wrong with it."""
        touch = self._opened_by_link(touchpoint_id, token, lambda touch: touch._booking_token())
        client = touch.partner_id.commercial_partner_id
        is_own = user._is_portal() and user.partner_id.commercial_partner_id == client
        shown = touch and (user._is_public() or is_own) and touch._books_service()
        return touch.with_company(touch.company_id) if shown else self.browse()

    def _who_goes(self):
        user = self.user_id
        return user if user.active and not user.share else self.program_id._stand_in()

    def _free_times(self):
        """Return when the visit can begin, {day: [moments]}, in the time zone of the company."""
        company, user = self.company_id, self._who_goes()
        first = company._contact_day() + timedelta(days=1)
        last = first + timedelta(days=company.service_booking_days - 1)
        parts = self.env["dosmart.day.part"].search([])
        return free_times(
            company._work_stretches(first, last),
            [(part.hour_from, part.hour_to) for part in parts] or [(0, 24)],
            user._busy_times(company, first, last),
            timedelta(hours=self.unit_id.next_service_kind_id.hours or 1),
        )

    def _book_by_client(self, chosen, note):
        """Book the visit at the moment that the client has *chosen*, one of those shown as text.

        :return: whether it is booked; not, if somebody else took that time, or nobody offered it
        """
        self.ensure_one()
        self._who_goes()._hold_calendar()
        if self.unit_id._booked_visit():
            return True
        times = {
            moment.isoformat(): moment for day in self._free_times().values() for moment in day
        }
        if chosen not in times:
            return False
        # Nobody is logged in: what follows is done by the system, as a cron would.
        bookings = self.env["dosmart.service.booking"].with_user(SUPERUSER_ID)
        booking = bookings.create(
            {
                "touchpoint_id": self.id,
                "unit_id": self.unit_id.id,
                "kind_id": self.unit_id.next_service_kind_id.id,
                "starts_at": times[chosen].astimezone(UTC).replace(tzinfo=None),
                "parts": note,
                "user_id": self._who_goes().id,
            }
        )
        self._tell_booked(booking._book())
        return True

    def _tell_booked(self, visit):
        """Note on the client what it booked, and tell whoever goes there."""
        user = visit.user_id
        its = self.with_context(lang=user.lang)
        moment = format_datetime(its.env, visit.start, tz=self.company_id._contact_zone())
        self.partner_id.message_post(
            body=its.env._(
                "%(client)s booked “%(visit)s” for %(moment)s with the link of the letter.",
                client=self.partner_id.display_name,
                visit=visit.name,
                moment=moment,
            ),
            author_id=self.partner_id.id,
            partner_ids=user.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )


class ClientUnit(models.Model):
    _inherit = "dosmart.client.unit"

    def _booked_visit(self):
        """Return the visit to come for the next service, booked by the client or a salesperson."""
        # sudo: that a visit is booked is told to whoever may book one.
        return (
            self.env["calendar.event"]
            .sudo()
            .search(
                Domain("unit_id", "=", self.id)
                & Domain("service_kind_id", "=", self.next_service_kind_id.id)
                & Domain("stop", ">", fields.Datetime.now()),
                limit=1,
            )
        )


class ResUsers(models.Model):
    _inherit = "res.users"

    def _hold_calendar(self):
        """Let bookings of one user wait for each other: the second starts anew, and sees more."""
        self.env.cr.execute(
            SQL("UPDATE res_users SET write_date = write_date WHERE id = %s", self.id)
        )

    def _busy_times(self, company, first, last):
        """Return when this user is taken from *first* to *last*, in the company's time zone."""
        zone = ZoneInfo(company._contact_zone())
        begin, end = company._contact_moments(first, last)
        # sudo: that somebody is busy, private meetings too, is told; at what is not.
        events = self.env["calendar.event"].sudo()
        found = events.search(
            Domain("partner_ids", "in", self.partner_id.ids)
            & Domain("show_as", "=", "busy")
            & Domain("start", "<", end + timedelta(days=1))
            & Domain("stop", ">", begin - timedelta(days=1))
        )
        mine = found.attendee_ids.filtered(lambda one: one.partner_id == self.partner_id)
        declined = mine.filtered(lambda one: one.state == "declined").event_id
        return [event._busy_time(zone) for event in found - declined]


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _busy_time(self, zone):
        """Return from when to when this meeting takes its people; all day is from midnight on."""
        if self.allday:
            last = self.stop_date + timedelta(days=1)
            return tuple(datetime.combine(day, time.min, zone) for day in (self.start_date, last))
        return tuple(
            moment.replace(tzinfo=UTC).astimezone(zone) for moment in (self.start, self.stop)
        )
