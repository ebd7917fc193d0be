from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.tools import format_date, format_datetime

from ...logic.contact_calendar import Slot, next_attempt
from .contact_program_step import ATTEMPTED

TYPES = "dosmart_crm.mail_activity_program_"
WHOLE_DAY = Slot(0, 24)


class Touchpoint(models.Model):
    """Calls and visits are tried some times, each on another day and at another time of it.

    An attempt is an ordinary activity of the salesperson (spec CP-2); what came of it decides
    whether there is another one.
    """

    _inherit = "dosmart.touchpoint"

    def _fire_call(self):
        self._attempt()

    def _fire_visit(self):
        self._attempt()

    def _fire_letter(self):
        self._attempt()

    def _attempt(self):
        """Plan the next attempt of each; those for whom no moment is left are missed."""
        moments = {touchpoint: moment for touchpoint, moment in self._next_moments() if moment}
        values = [one._prepare_attempt_values(moment) for one, moment in moments.items()]
        # No email for each: the activities show in the salesperson's list.
        quiet = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        quiet.create(values)
        for touchpoint, moment in moments.items():
            touchpoint.write({"state": "open", "contact_at": moment})
        (self - self.browse([one.id for one in moments])).write(
            {"state": "missed", "contact_at": False}
        )

    def _next_moments(self):
        """Yield each of these contacts with the moment of its next attempt, in naive UTC."""
        # sudo: the parts of the day are the same for everybody.
        parts = self.env["dosmart.day.part"].sudo().search([])
        slots = [Slot(part.hour_from, part.hour_to) for part in parts] or [WHOLE_DAY]
        for company, touchpoints in self.grouped("company_id").items():
            now = company._contact_now()
            last = max(touchpoints.mapped("close_on"))
            stretches = company._work_stretches(now.date(), max(last, now.date()))
            for touchpoint in touchpoints.with_company(company):
                yield touchpoint, touchpoint._next_moment(now, stretches, slots)

    def _next_moment(self, now, stretches, slots):
        made = self.activity_ids.filtered(lambda one: not one.active)
        first = max(
            [
                self.open_on,
                now.date(),
                *(fields.Date.add(one.date_done, days=1) for one in made if one.date_done),
            ]
        )
        days = [
            [(max(start, now), end) for start, end in stretches[day] if end > now]
            for day in sorted(stretches)
            if first <= day <= self.close_on
        ]
        tried = [slot for one in made if (slot := self._slot_of(one, slots, now.tzinfo))]
        found = next_attempt(days, slots, tried, self._suits_client)
        return found and found[0].astimezone(UTC).replace(tzinfo=None)

    def _slot_of(self, activity, slots, zone):
        """Return at which time of the day an attempt was made, if it says so."""
        moment = activity.called_on or activity.contact_at
        if not moment:
            return None
        local = moment.replace(tzinfo=UTC).astimezone(zone)
        hour = local.hour + local.minute / 60
        return next((slot for slot in slots if slot.start <= hour < slot.end), None)

    def _suits_client(self, moment):
        """Return whether the client likes to be disturbed at *moment*; letters disturb nobody."""
        if self.channel not in ATTEMPTED:
            return True
        # sudo: the sheet says when a client may be contacted, whoever does it.
        partner = self.partner_id.sudo()
        naive = moment.astimezone(UTC).replace(tzinfo=None)
        return partner.commercial_partner_id.own_sheet_id._suits(partner._local_time(naive))

    def _prepare_attempt_values(self, moment):
        step, user = self.step_id, self._doer()
        day = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.company_id._contact_zone()))
        its = self.with_context(lang=user.lang, tz=self.company_id._contact_zone())
        return {
            "activity_type_id": step.activity_type_id.id or self._activity_type_id(),
            "automated": True,
            "contact_at": moment,
            "date_deadline": day.date(),
            "note": its.step_id.note,
            "res_id": self.partner_id.id,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "summary": its._attempt_summary(moment),
            "touchpoint_id": self.id,
            "user_id": user.id,
        }

    def _attempt_summary(self, moment):
        """Return what the salesperson reads first, in the salesperson's language."""
        purpose = self.step_id.summary or self.program_id.name
        if self.channel not in ATTEMPTED:
            until = format_date(self.env, self.close_on)
            return self.env._("%(purpose)s (until %(date)s)", purpose=purpose, date=until)
        return self.env._(
            "%(purpose)s (attempt %(number)s of %(most)s, at %(time)s)",
            purpose=purpose,
            number=self.attempt_count + 1,
            most=self.step_id.max_attempts,
            time=format_datetime(self.env, moment, tz=self.env.context["tz"], dt_format="HH:mm"),
        )

    def _activity_type_id(self):
        """Return the kind of activity: the way the client prefers, or else that of the step."""
        # sudo: the sheet says how a client may be contacted, whoever does it.
        preferred = self.partner_id.sudo().commercial_partner_id.own_sheet_id.preferred_channel
        name = self.channel
        if self.channel in ATTEMPTED and preferred:
            name = {"phone": "call", "visit": "visit"}.get(preferred, "message")
        return self.env["ir.model.data"]._xmlid_to_res_id(TYPES + name)

    def _doer(self):
        """Return who makes the contact; for a salesperson who is gone, whoever stands in.

        A client that was given to another salesperson since is contacted by that one.
        """
        # sudo: who a client belongs to, and works here, is no secret.
        touchpoint = self.sudo()
        partner, user = touchpoint.partner_id, touchpoint.user_id
        if touchpoint.program_id.doer == "client":
            user = partner.user_id or partner.commercial_partner_id.user_id or user
        if user.share or not user.active or touchpoint.company_id not in user.company_ids:
            user = touchpoint.program_id._stand_in()
        if touchpoint.user_id != user:
            touchpoint.user_id = user
        return self.user_id

    def _open_attempt(self):
        """Return the activity that waits for an outcome, if any."""
        return self.activity_ids.filtered("active")[:1]
